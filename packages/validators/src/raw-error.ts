/** One error as the compiled code reports it. It never holds a value of the checked data, only names. */
export interface RawError {
  /** JSON Pointer to the value that the schema was applied to. */
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
  /** Set on errors about the name of a property: that name. */
  propertyName?: string;
}

/** A compiled schema. After a `false` answer, `errors` says why. */
export interface Check {
  (value: unknown): boolean;
  errors?: RawError[] | null;
}
