// Makes src/generated/: what the server has to know of the contract, and of its own control API, as code.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { giveUp, readContract } from '@enterprise-communications/spec/read-contract';
import { sensitiveFields } from '@enterprise-communications/spec/sensitive-fields';
import { parse } from 'yaml';

const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const spec = readContract();
const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options', 'trace'];

/** What a reference stands for. */
function resolve(document, node) {
  if (node?.$ref === undefined) return node;
  const target = node.$ref
    .slice(2)
    .split('/')
    .reduce((inner, key) => inner?.[key.replaceAll('~1', '/').replaceAll('~0', '~')], document);
  if (target === undefined) throw new Error(`"$ref" leads to nothing: ${node.$ref}`);
  const { $ref, ...beside } = node;
  return { ...resolve(document, target), ...beside };
}

function operationsOf(document) {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => {
      const operation = item[method];
      const body = resolve(document, operation.requestBody);
      return { id: operation.operationId, method: method.toUpperCase(), path, hasBody: body !== undefined };
    }),
  );
}

function pathParametersOf(document) {
  const found = {};
  for (const item of Object.values(document.paths)) {
    for (const parameter of [item, ...METHODS.map((method) => item[method])].flatMap(
      (o) => o?.parameters ?? [],
    )) {
      const { name, in: place, schema, example } = resolve(document, parameter);
      if (place !== 'path') continue;
      const { pattern, format } = resolve(document, schema);
      const regex = pattern ?? { uuid: '^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$' }[format];
      if (regex === undefined || example === undefined) {
        throw new Error(`path parameter "${name}" needs an example and a pattern, or format uuid`);
      }
      found[name] = { pattern: regex, example };
    }
  }
  return found;
}

const limits = Object.values(spec.paths).flatMap((item) =>
  METHODS.map((method) => resolve(spec, item[method]?.requestBody)?.['x-max-bytes']).filter(Boolean),
);
const { schemas, parameters } = spec.components;
const retries = resolve(spec, Object.values(spec.webhooks)[0].post.responses.default);
const signature = parameters.Signature;
if (
  limits.length === 0 ||
  !retries['x-retry-delays-seconds'] ||
  !retries['x-answer-within-seconds'] ||
  !signature
) {
  giveUp('it lacks x-max-bytes, the retry schedule or the signature header');
}

const contract = {
  title: spec.info.title,
  version: spec.info.version,
  operations: operationsOf(spec),
  pathParameters: pathParametersOf(spec),
  maxBodyBytes: Math.max(...limits),
  statuses: schemas.KnownMessageStatus.enum,
  finalStatuses: schemas.KnownMessageStatus['x-final'],
  channels: schemas.KnownChannelId.enum,
  eventNames: Object.keys(spec.webhooks),
  signatureHeader: signature.name,
  answerWithinSeconds: retries['x-answer-within-seconds'],
  retryDelaysSeconds: retries['x-retry-delays-seconds'],
};

const header = (source) => `// Generated from ${source} by scripts/generate.mjs; do not edit.\n`;
mkdirSync(here('src/generated'), { recursive: true });
writeFileSync(
  here('src/generated/contract.ts'),
  `${header("the API's OpenAPI description")}
export const contract = ${JSON.stringify(contract, null, 2)} as const;
export type OperationId = (typeof contract.operations)[number]['id'];
export type MessageStatus = (typeof contract.statuses)[number];
export type EventName = (typeof contract.eventNames)[number];
`,
);

const [events, batches] = [(value) => !Array.isArray(value), Array.isArray].map((isKind) => {
  const examples = Object.values(spec.webhooks).flatMap(({ post }) =>
    Object.values(resolve(spec, post.requestBody).content['application/json'].examples),
  );
  return examples.map((example) => resolve(spec, example).value).filter(isKind);
});
if (events.length < contract.eventNames.length || batches.length === 0) {
  giveUp('it lacks an example of an event, or of a batch of them');
}
writeFileSync(
  here('src/generated/event-examples.ts'),
  `${header("the API's OpenAPI description")}
export interface ExampleEvent {
  eventId: string;
  name: string;
  payload: Record<string, unknown>;
  [field: string]: unknown;
}
export const eventExamples: ExampleEvent[] = ${JSON.stringify(events, null, 2)};
export const batchExamples: ExampleEvent[][] = ${JSON.stringify(batches, null, 2)};
`,
);

writeFileSync(
  here('src/generated/sensitive-fields.ts'),
  `${header("the API's OpenAPI description")}
/** The fields of requests and answers that are marked \`x-sensitive\`: true, or the fields within. \`*\` is any other. */
export const sensitiveFields = ${JSON.stringify(
    sensitiveFields([schemas.SendMessageRequest, schemas.Message, schemas.ErrorResponse], schemas) ??
      giveUp('it marks nothing as x-sensitive'),
    null,
    2,
  )} as const;

/** The fields of a request. */
export const requestFields = ${JSON.stringify(Object.keys(schemas.SendMessageRequest.properties))};
`,
);

const control = parse(readFileSync(here('src/control/openapi.yaml'), 'utf8'));
writeFileSync(here('src/generated/control-openapi.json'), `${JSON.stringify(control, null, 2)}\n`);
writeFileSync(
  here('src/generated/control-operations.ts'),
  `${header('src/control/openapi.yaml')}
export const controlOperations = ${JSON.stringify(operationsOf(control), null, 2)} as const;
export type ControlOperationId = (typeof controlOperations)[number]['id'];
`,
);

// The control API's bodies are checked as the API's own are: by compiled validators with the same words.
const compiled = here('src/generated/control-validators');
rmSync(compiled, { recursive: true, force: true });
const runtime = fileURLToPath(new URL('.', import.meta.resolve('@enterprise-communications/validators')));
mkdirSync(compiled, { recursive: true });
for (const name of readdirSync(runtime)) {
  if (/\.(js|d\.ts)$/.test(name)) cpSync(`${runtime}${name}`, `${compiled}/${name}`);
}
execFileSync(
  process.execPath,
  [`${runtime}generator/command.js`, '--spec', here('src/generated/control-openapi.json'), '--out', compiled],
  { stdio: 'inherit' },
);
