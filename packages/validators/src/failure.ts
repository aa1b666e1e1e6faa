/** One thing that is wrong with a value. */
export interface Failure {
  /**
   * The parameter at fault, written as the API writes `paramName`: `to.phoneNumber`, `rules[0]`, `[17].rules`,
   * `customBody["my channel"]`. The value as a whole is `''`. A missing parameter is named, not its parent.
   */
  path: string;
  /** The JSON Schema keyword that failed, such as `required` or `maxItems`. */
  keyword: string;
  /** What is expected, in plain words. It never holds the value that was given. */
  message: string;
}
