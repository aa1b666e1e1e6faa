import type { operations, paths } from './generated/openapi.ts';

type HttpMethod = 'get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'trace';

/** The operations that the API offers, such as `sendMessage`. What it posts to webhooks is not among them. */
export type OperationId = {
  [Id in keyof operations]: operations[Id] extends {
    [Path in keyof paths]: paths[Path][keyof paths[Path] & HttpMethod];
  }[keyof paths]
    ? Id
    : never;
}[keyof operations];

type JsonOf<T> = T extends { content: { 'application/json': infer Body } } ? Body : undefined;

/** The JSON body of a request: `RequestOf<'sendMessage'>` is `SendMessageRequest`. */
export type RequestOf<Id extends OperationId> = operations[Id] extends { requestBody: infer Body }
  ? JsonOf<Body>
  : undefined;

/** The statuses that an operation documents: `StatusOf<'sendMessage'>` is `201 | 400 | …`. */
export type StatusOf<Id extends OperationId> = keyof operations[Id]['responses'];

/** The JSON body of a response: `ResponseOf<'sendMessage', 201>` is `Message`. `undefined` where none is promised. */
export type ResponseOf<Id extends OperationId, Status extends StatusOf<Id>> = JsonOf<
  operations[Id]['responses'][Status]
>;
