/** What a tool understood of the contract, in a form that two tools can be compared by. */
export interface Reading {
  /** The operationId by method and path, such as `POST /messages`. */
  operations: Record<string, string>;
  /** The operationId by method and name of the webhook. */
  webhooks: Record<string, string>;
  /** For each operationId, the schemas of what is sent (`request`) and of what each status answers. */
  bodies: Record<string, Record<string, string[]>>;
  schemas: Record<string, SchemaReading>;
}

export interface SchemaReading {
  /** The names of its own properties that must be there. */
  required: string[];
  /** The names of its other own properties. */
  optional: string[];
  /** The texts that it, or one of its own properties, is limited to. */
  values: string[];
}
