/** A JSON Schema as it stands in an OpenAPI document. */
export type Schema = boolean | SchemaObject;

export interface SchemaObject {
  [keyword: string]: unknown;
}

interface Reference {
  $ref?: string;
}

/** A body: a request body or a response. */
export interface Body extends Reference {
  content?: Record<string, { schema?: Schema }>;
}

export interface Operation {
  operationId?: string;
  requestBody?: Body;
  responses?: Record<string, Body>;
}

export type PathItem = Reference & Record<string, unknown>;

/** The parts of a bundled OpenAPI 3.1 document that validators are made from. */
export interface OpenApi {
  openapi: string;
  info: { title: string; version: string };
  paths?: Record<string, PathItem>;
  webhooks?: Record<string, PathItem>;
  components?: { schemas?: Record<string, Schema> } & Record<string, unknown>;
}
