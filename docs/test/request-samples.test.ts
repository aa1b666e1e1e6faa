import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, inject, test } from 'vitest';
import type { OpenApiDocument, OperationObject, Parameter } from '../src/openapi.mjs';
import { requestSamples } from '../src/samples/request-samples.mjs';

const spec = JSON.parse(readFileSync(join(inject('site'), 'openapi.json'), 'utf8'));
const samples = requestSamples(spec);

interface Request {
  operationId: string;
  example: string | undefined;
  body: unknown;
}

/** The requests of the spec, read without the code under test. */
const requests: Request[] = Object.values<object>(spec.paths).flatMap((item) =>
  Object.values(item).flatMap(({ operationId, requestBody }): Request[] => {
    if (!operationId) return [];
    if (!requestBody) return [{ operationId, example: undefined, body: undefined }];
    return Object.entries<{ $ref: string }>(requestBody.content['application/json'].examples).map(
      ([example, { $ref }]) => ({
        operationId,
        example,
        body: spec.components.examples[$ref.replace('#/components/examples/', '')].value,
      }),
    );
  }),
);

function sampleOf(request: Request, language: string) {
  return samples.find(
    (sample) =>
      sample.operationId === request.operationId &&
      sample.example === request.example &&
      sample.language === language,
  );
}

const languages = ['curl', 'typescript', 'javascript', 'python', 'csharp', 'java', 'php', 'go', 'ruby'];

test('every operation and each of its request examples has a sample in every language, and there are no others', () => {
  expect(requests.length).toBeGreaterThan(3);
  const wanted = requests.flatMap(({ operationId, example }) =>
    languages.map((language) => `${operationId} ${example} ${language}`),
  );
  const made = samples.map(({ operationId, example, language }) => `${operationId} ${example} ${language}`);
  expect(made).toEqual(wanted);
});

/** What curl would be given by a real shell. */
function argumentsOf(sample: string, environment: Record<string, string> = {}): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${sample}`;
  return execFileSync('sh', ['-c', script], { env: environment, encoding: 'utf8' }).split('\0').slice(0, -1);
}

describe('a curl sample', () => {
  test.each(requests)('$operationId $example: a shell reads the request of the spec from it', (request) => {
    const [flag, url, ...rest] = argumentsOf(sampleOf(request, 'curl')?.source ?? '', {
      ACCESS_TOKEN: 'a b"c',
    });
    expect(flag).toBe('-i');
    expect(url).toMatch(/^https:\/\/api\.comapi\.com\/apispaces\/[a-f0-9-]{36}\/messages/);
    expect(url).not.toContain('{');
    expect(rest.slice(0, 2)).toEqual(['-H', 'Authorization: Bearer a b"c']);
    if (request.body === undefined) expect(rest).toHaveLength(2);
    else {
      expect(rest.slice(2, 5)).toEqual(['-H', 'Content-Type: application/json', '-d']);
      expect(JSON.parse(rest[5] ?? '')).toEqual(request.body);
      expect(rest).toHaveLength(6);
    }
  });

  test('goes to the server and takes the token it is told', () => {
    const [sample] = requestSamples(spec, { baseUrl: 'http://127.0.0.1:4010', token: "it's secret" });
    const [, url, , authorization] = argumentsOf(sample?.source ?? '');
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:4010\/apispaces\//);
    expect(authorization).toBe("Authorization: Bearer it's secret");
  });

  test('names the method where curl would choose another', () => {
    const [sample] = requestSamples(small({ operationId: 'removeMessage' }, 'delete'));
    expect(argumentsOf(sample?.source ?? '').slice(0, 4)).toEqual([
      '-i',
      '-X',
      'DELETE',
      'https://api.test/messages/a%2Fb%20c',
    ]);
  });

  test('survives what a shell would take for its own', () => {
    const value = { body: `it's $HOME \`date\` "quoted" \\ !\n` };
    const document = small({
      operationId: 'sendAnything',
      requestBody: { content: { 'application/json': { examples: { tricky: { value } } } } },
    });
    const [sample] = requestSamples(document);
    expect(JSON.parse(argumentsOf(sample?.source ?? '').at(-1) ?? '')).toEqual(value);
  });
});

describe('a TypeScript sample', () => {
  const typescript = [
    ...samples,
    ...requestSamples(spec, { baseUrl: 'http://127.0.0.1:4010', token: 'any-token' }),
  ].filter(({ language }) => language === 'typescript');

  test('compiles against the client in strict mode, and the compiler would find a mistake in it', () => {
    const folder = fileURLToPath(new URL('./', import.meta.url));
    const sources = new Map(typescript.map(({ source }, index) => [`${folder}sample-${index}.ts`, source]));
    sources.set(`${folder}mistaken.ts`, typescript[0]?.source.replace('rules:', 'ruels:') ?? '');
    const errors = errorsIn(sources);
    expect(errors.filter((error) => !error.startsWith('mistaken.ts: '))).toEqual([]);
    expect(errors.join()).toContain('ruels');
  });

  test.each(requests.filter(({ body }) => body !== undefined))(
    '$operationId $example: sends the example of the spec',
    (request) => {
      const source = sampleOf(request, 'typescript')?.source ?? '';
      const sent = new Function(
        'createClient',
        'process',
        'console',
        `${ts.transpile(source.replace(/^import .*/, '').replace('= await', '='))}`,
      );
      const bodies: unknown[] = [];
      const take = (body: unknown) => {
        bodies.push(body);
        return [];
      };
      sent(() => ({ messages: { send: take, sendBatch: take } }), { env: {} }, { log() {} });
      expect(bodies).toEqual([request.body]);
    },
  );

  test('of an operation that the client has no method for uses its raw part', () => {
    const [, sample] = requestSamples(small({ operationId: 'removeMessage' }, 'delete'));
    expect(sample?.source).toContain(
      "await client.raw.DELETE('/messages/{id}', {\n  params: { path: { id: 'a/b c' } },\n})",
    );
  });
});

test('a path parameter without an example is named', () => {
  const document = small({ operationId: 'readMessage' }, 'get', { name: 'id', in: 'path' });
  expect(() => requestSamples(document)).toThrow(
    'readMessage: the path parameter id has no example in the spec.',
  );
});

/** A description with one operation. */
function small(
  operation: OperationObject,
  method = 'post',
  id: Parameter = { name: 'id', in: 'path', example: 'a/b c' },
): OpenApiDocument {
  return {
    openapi: '3.1.0',
    info: { title: 'Small', version: '1' },
    servers: [{ url: 'https://api.test/' }],
    paths: {
      '/messages/{id}': { parameters: [id], [method]: operation },
    },
  };
}

/** What the compiler says of files that exist only here, with the name of the file first. */
function errorsIn(sources: Map<string, string>): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noUnusedLocals: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleDetection: ts.ModuleDetectionKind.Force,
    types: ['node'],
    noEmit: true,
    skipLibCheck: true,
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (path) => sources.has(path) || fileExists(path);
  host.getSourceFile = (path, ...rest) => {
    const source = sources.get(path);
    return source === undefined
      ? getSourceFile(path, ...rest)
      : ts.createSourceFile(path, source, ts.ScriptTarget.ES2022);
  };
  const program = ts.createProgram([...sources.keys()], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file, messageText }) =>
        `${basename(file?.fileName ?? '')}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    );
}
