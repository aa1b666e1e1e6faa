/**
 * The types of the Enterprise Communications API.
 *
 * Every schema of the OpenAPI description is exported by its own name: `SendMessageRequest`, `Message`,
 * `MessageSentEvent`, and so on. `paths`, `operations`, `webhooks` and `components` are openapi-typescript's view
 * of the whole description.
 */

export type * from './event.ts';
export type * from './generated/openapi.ts';
export type * from './generated/schemas.ts';
export type * from './operation.ts';
