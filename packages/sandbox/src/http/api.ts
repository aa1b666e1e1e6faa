import type { IncomingMessage, ServerResponse } from 'node:http';
import { requestValidators } from '@enterprise-communications/validators/operations';
import type { Engine } from '../domain/engine.ts';
import type { Faults } from '../domain/faults.ts';
import { testSpaces } from '../domain/outcomes.ts';
import { contract, type OperationId } from '../generated/contract.ts';
import type { RecordLog } from '../store/record-log.ts';
import { access } from './access-token.ts';
import { type Answer, apiHandlers } from './api-handlers.ts';
import { type Body, readBody } from './read-body.ts';
import { router } from './router.ts';

export interface ApiOptions {
  engine: Engine;
  log: RecordLog;
  faults: Faults;
  /** Asked before a request is carried out: undefined to let it pass, or seconds to wait. */
  limit?: (apiSpaceId: string, bytes: number) => number | undefined;
}

type Validators = Partial<Record<OperationId, { validate(value: unknown): Validation }>>;
type Validation = { valid: true } | { valid: false; failures: { path: string; message: string }[] };

const validators: Validators = requestValidators;
const patterns = Object.entries(contract.pathParameters).map(([name, { pattern, example }]) => ({
  name,
  pattern: new RegExp(pattern),
  message: `must be a GUID such as ${example}`,
}));

/** Answers requests to the API itself. */
export function api({ engine, log, faults, limit }: ApiOptions) {
  const route = router(contract.operations);

  return (request: IncomingMessage, response: ServerResponse, path: string) => {
    const found = route(request.method ?? '', path);
    if (found.kind !== 'operation') {
      request.resume();
      if (found.kind === 'method') {
        return send(
          response,
          { status: 405, json: refusal('This path has no such method.') },
          { allow: found.allowed.join(', ') },
        );
      }
      if (found.kind === 'malformed')
        return send(response, { status: 400, json: refusal('The path is not URL-encoded.') });
      return send(response, { status: 404, json: refusal('The API has no such path.') });
    }
    const { operation, parameters } = found;
    const allowed = access(request.headers.authorization, engine.timeline.now());
    if (!allowed.allowed) {
      request.resume();
      const { status, retryAfterSeconds } = allowed;
      if (status === 401) return send(response, { status }, { 'www-authenticate': 'Bearer' });
      return send(
        response,
        { status },
        retryAfterSeconds ? { 'retry-after': String(retryAfterSeconds) } : {},
      );
    }
    const failures = patterns.filter(
      ({ name, pattern }) => name in parameters && !pattern.test(parameters[name] as string),
    );
    if (failures.length > 0) {
      request.resume();
      return send(response, invalid(failures.map(({ name, message }) => ({ path: name, message }))));
    }
    const missing = testSpaces.get((parameters['apiSpaceId'] ?? '').replaceAll('-', ''));
    if (missing !== undefined) {
      request.resume();
      return send(response, { status: missing });
    }
    const retryAfter = limit?.(
      parameters['apiSpaceId'] ?? '',
      Number(request.headers['content-length'] ?? 0),
    );
    if (retryAfter !== undefined) {
      request.resume();
      return send(response, { status: 429 }, { 'retry-after': String(retryAfter) });
    }

    const carryOut = (body: Body) => {
      const late = faults.latencyMs();
      if (late > 0) setTimeout(() => strikeOrAnswer(body), late);
      else strikeOrAnswer(body);
    };
    if (operation.hasBody) readBody(request, contract.maxBodyBytes, carryOut);
    else {
      request.resume();
      carryOut({ kind: 'none' });
    }

    function strikeOrAnswer(body: Body) {
      if (faults.strikes('resetBefore')) return request.socket.destroy();
      if (faults.strikes('tooManyRequests')) return send(response, { status: 429 }, { 'retry-after': '1' });
      if (faults.strikes('serverError')) return send(response, { status: 500 });
      if (faults.strikes('unavailable')) return send(response, { status: 503 }, { 'retry-after': '1' });
      const answer = answerTo(body);
      const isLost = answer.status < 300 && faults.strikes('resetAfter');
      const finish = () => (isLost ? request.socket.destroy() : send(response, answer));
      // What an answer tells of is safe before it is told. It also lets answers leave together, which costs each less.
      log.afterCommit(finish);
    }

    function answerTo(body: Body): Answer {
      if (body.kind === 'too large') return { status: 413 };
      if (body.kind === 'bad') return { status: 400, json: refusal(body.message) };
      if (operation.hasBody && body.kind === 'none') {
        return { status: 400, json: refusal('The request needs a body.') };
      }
      const value = body.kind === 'json' ? body.value : undefined;
      const result = validators[operation.id]?.validate(value);
      if (result?.valid === false) return invalid(result.failures);
      const { principal, mayBranch } = allowed as Extract<typeof allowed, { allowed: true }>;
      return apiHandlers[operation.id]({ engine, principal, mayBranch, parameters, body: value });
    }
  };
}

/** A 400 that names everything that is wrong. */
export function invalid(failures: { path: string; message: string }[]): Answer {
  const validationFailures = failures.map(({ path, message }) => ({ paramName: path, message }));
  return { status: 400, json: JSON.stringify({ message: 'The request is not valid.', validationFailures }) };
}

export function refusal(message: string): string {
  return JSON.stringify({ message });
}

export function send(
  response: ServerResponse,
  { status, json }: Answer,
  headers: Record<string, string> = {},
): void {
  if (response.destroyed) return;
  if (json === undefined) response.writeHead(status, { ...headers, 'content-length': '0' }).end();
  else {
    response
      .writeHead(status, {
        ...headers,
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(json),
      })
      .end(json);
  }
}
