import type { InvalidExample } from './invalid-examples.ts';
import { operation } from './operations.ts';

/**
 * The HTTP request of an example, to a server that takes any token.
 * @param baseUrl without a slash at the end.
 */
export function httpRequest(
  baseUrl: string,
  { operationId, path: values, body }: Pick<InvalidExample, 'operationId' | 'path' | 'body'>,
): Request {
  const { method, path, parameters } = operation(operationId);
  const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(
      values?.[name] ?? String(parameters.find((parameter) => parameter.name === name)?.example),
    ),
  );
  return new Request(`${baseUrl}${url}`, {
    method,
    headers: { Authorization: 'Bearer any-token', 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}
