import type { IncomingHttpHeaders } from 'node:http';
import { configureExtensionsUserProvided } from '@stoplight/prism-cli/dist/extensions.js';
import { getHttpOperationsFromSpec } from '@stoplight/prism-cli/dist/operations.js';
import { createLogger } from '@stoplight/prism-core';
import {
  createInstance,
  type IHttpMockConfig,
  type IHttpRequest,
  NOT_FOUND,
  type ProblemJson,
  ProblemJsonError,
} from '@stoplight/prism-http';
import { getHttpConfigFromRequest } from '@stoplight/prism-http-server/dist/getHttpConfigFromRequest.js';
import { serialize } from '@stoplight/prism-http-server/dist/serialize.js';
import type { RefusedBody, RequestBody } from './request-body.ts';
import { type Violation, violationsHeader } from './violations-header.ts';

export interface PrismRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: RequestBody;
}

export interface PrismAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | undefined;
}

export interface PrismSettings {
  dynamic?: boolean | undefined;
  seed?: number | undefined;
}

/** Answers requests by a description. Never rejects: what goes wrong is an answer too. */
export type Prism = (request: PrismRequest) => Promise<PrismAnswer>;

type Preferences = Partial<IHttpMockConfig['mock']>;

/**
 * Sets up Prism for an OpenAPI document.
 *
 * Prism's own HTTP server is left out on purpose. It ends the whole process on a misspelt field name that is
 * not Latin, or on a broken `%` in a path; answers malformed JSON with a body that is not the API's; writes
 * credentials and bodies to its debug log; and gives up its port to reload.
 */
export async function createPrism(
  document: object,
  { dynamic = false, seed }: PrismSettings,
): Promise<Prism> {
  // Prism resolves references in place.
  const operations = await getHttpOperationsFromSpec(structuredClone(document));
  if (operations.length === 0) throw new Error('it has no operations');
  await configureExtensionsUserProvided(structuredClone(document), { fillProperties: false });

  const config = {
    isProxy: false,
    checkSecurity: true,
    validateRequest: true,
    validateResponse: true,
    errors: false,
    upstreamProxy: undefined,
    mock: { dynamic, ...(seed !== undefined && { seed: String(seed) }) },
  } satisfies IHttpMockConfig;
  const instance = createInstance(config, { logger: createLogger('mock', { level: 'silent' }) });

  async function answer(request: PrismRequest): Promise<PrismAnswer> {
    const { body } = request;
    const input = toPrismInput(request);
    const preferences = readPreferences(input);
    const mock = { ...config.mock, ...preferences };
    const result = await instance.request(
      input,
      operations,
      body.kind === 'refused' ? refusing(config, mock, body.status) : { ...config, mock },
    )();
    if (result._tag === 'Left') throw explain(result.left, body, mock);

    const { output, validations } = result.right;
    if (body.kind === 'refused' && output.statusCode < 400) throw refusalOf(body);
    const violations = [
      ...(body.kind === 'refused' && output.statusCode === body.status ? [violationOf(body)] : []),
      ...validations.input.map((found) => toViolation('request', found)),
      ...validations.output.map((found) => toViolation('response', found)),
    ];
    const headers: PrismAnswer['headers'] = {};
    for (const [name, value] of Object.entries(output.headers ?? {})) {
      if (value !== null && value !== undefined) headers[name.toLowerCase()] = String(value);
    }
    if (violations.length > 0) headers['sl-violations'] = violationsHeader(violations);
    return { status: output.statusCode, headers, body: serialize(output.body, headers['content-type']) };
  }

  return async (request) => {
    try {
      return await answer(request);
    } catch (error) {
      return problem(error);
    }
  };
}

function toPrismInput({ method, path, query, headers, body }: PrismRequest): IHttpRequest {
  const values: Record<string, string | string[]> = {};
  for (const name of query.keys()) {
    const all = query.getAll(name);
    values[name] = all.length === 1 ? (all[0] as string) : all;
  }
  return {
    method: method.toLowerCase() as IHttpRequest['method'],
    url: { path, query: values },
    headers: headers as NonNullable<IHttpRequest['headers']>,
    body: body.kind === 'value' ? body.value : null,
  };
}

/** What the request prefers: `Prefer: code=…, example=…, dynamic=…` or the `__code`, `__example`… parameters. */
function readPreferences(input: IHttpRequest): Preferences {
  const preferences = getHttpConfigFromRequest(input);
  if (preferences._tag === 'Left') throw preferences.left;
  return Object.fromEntries(Object.entries(preferences.right).filter(([, value]) => value !== undefined));
}

/** Prism cannot judge a body it cannot be given, so it is told the answer: what the description has for `status`. */
function refusing(config: IHttpMockConfig, mock: IHttpMockConfig['mock'], status: number): IHttpMockConfig {
  const { exampleKey, ...rest } = mock;
  const keep = mock.code === status && exampleKey !== undefined;
  return { ...config, validateRequest: false, mock: { ...rest, code: status, ...(keep && { exampleKey }) } };
}

/** What Prism's own errors leave unsaid. */
function explain(error: Error, body: RequestBody, { code, exampleKey, dynamic }: Preferences): Error {
  if (error.message.includes(NOT_FOUND.title)) {
    if (body.kind === 'refused') return refusalOf(body);
    if (exampleKey !== undefined) {
      const answer = code === undefined ? 'answer' : `${code} answer`;
      const detail = `The description has no example "${exampleKey}" for this ${answer}.`;
      return ProblemJsonError.fromTemplate(NOT_FOUND, detail);
    }
  }
  // The generator's own message is a stack trace.
  if (dynamic && !('status' in error)) return NOT_INVENTABLE;
  return error;
}

/** For an operation that documents no answer with this status. */
function refusalOf({ code, message, status }: RefusedBody): ProblemJsonError {
  return new ProblemJsonError(code, message, status, '');
}

function problem(error: unknown): PrismAnswer {
  const known = (error instanceof URIError ? BAD_PATH : error) as Problem;
  const { headers, ...body } = ProblemJsonError.toProblemJson(known) as ProblemJson & { headers?: object };
  return {
    status: body.status,
    headers: { 'content-type': 'application/problem+json', ...headers },
    body: JSON.stringify(body),
  };
}

type Problem = Parameters<typeof ProblemJsonError.toProblemJson>[0];

const NOT_INVENTABLE = new ProblemJsonError(
  'not_inventable',
  'No data can be invented for this answer',
  500,
  'The generator cannot cope with one of its schemas. Ask for an example instead: "Prefer: dynamic=false".',
);

const BAD_PATH = new ProblemJsonError(
  'bad_path',
  'The path cannot be read',
  400,
  'A "%" in the path is not followed by two hexadecimal digits that make up UTF-8.',
);

type Found = { path?: string[]; severity: number; code?: string | number; message: string };

// The order of @stoplight/types' DiagnosticSeverity.
const SEVERITIES = ['Error', 'Warning', 'Information', 'Hint'];

function toViolation(where: string, { path = [], severity, code, message }: Found): Violation {
  return { location: [where, ...path], severity: SEVERITIES[severity] ?? String(severity), code, message };
}

function violationOf({ code, message }: RefusedBody): Violation {
  return { location: ['request', 'body'], severity: 'Error', code, message };
}
