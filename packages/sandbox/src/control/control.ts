import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from '../core.ts';
import { type ControlOperationId, controlOperations } from '../generated/control-operations.ts';
import { requestValidators } from '../generated/control-validators/operations.js';
import { invalid, send } from '../http/api.ts';
import { type Body, readBody } from '../http/read-body.ts';
import { router } from '../http/router.ts';
import { controlHandlers } from './handlers.ts';

/** Everything below this prefix is the control API; no path of the API can begin with it. */
export const CONTROL_PREFIX = '/_sandbox';

const MAX_BYTES = 1_000_000;
const BAD_SPACE = { path: 'apiSpaceId', message: 'must be a GUID in lower case' };
const SPACE = /^(?:[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}|[a-f0-9]{32})$/;

type Validation = { valid: true } | { valid: false; failures: { path: string; message: string }[] };
const validators = requestValidators as Partial<
  Record<ControlOperationId, { validate(value: unknown): Validation }>
>;

/** Answers requests to the control API. */
export function control(core: Core) {
  const route = router(controlOperations);

  return (request: IncomingMessage, response: ServerResponse, path: string, query: string) => {
    const found = route(request.method ?? '', path);
    if (found.kind !== 'operation') {
      request.resume();
      const status = found.kind === 'method' ? 405 : found.kind === 'unknown' ? 404 : 400;
      const message = `The control API has no ${request.method} ${path}. See ${CONTROL_PREFIX}/openapi.json.`;
      return send(response, { status, json: JSON.stringify({ message }) });
    }
    const { operation, parameters } = found;
    if (parameters['apiSpaceId'] !== undefined && !SPACE.test(parameters['apiSpaceId'])) {
      request.resume();
      return send(response, invalid([BAD_SPACE]));
    }
    readBody(request, MAX_BYTES, (body) => {
      carryOut(body).catch((error: Error) => {
        send(response, { status: 500, json: JSON.stringify({ message: error.message }) });
      });
    });

    async function carryOut(body: Body): Promise<void> {
      if (body.kind === 'too large') return send(response, { status: 413 });
      if (body.kind === 'bad' && operation.hasBody) {
        return send(response, { status: 400, json: JSON.stringify({ message: body.message }) });
      }
      const value = body.kind === 'json' ? body.value : undefined;
      const result = validators[operation.id]?.validate(value);
      if (result?.valid === false) return send(response, invalid(result.failures));
      const answer = await controlHandlers[operation.id]({
        core,
        parameters,
        query: new URLSearchParams(query),
        body: value,
        response,
      });
      if (answer === undefined) return;
      const { status, value: json } = answer;
      core.log.afterCommit(() =>
        send(response, { status, ...(json !== undefined && { json: JSON.stringify(json) }) }),
      );
    }
  };
}
