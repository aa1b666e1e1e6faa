import type { Body, OpenApi, Operation, PathItem, Schema, SchemaObject } from './openapi.ts';
import { SpecError } from './spec-error.ts';

/** A schema that gets a validator. */
export interface ValidatorSource {
  /** What the validator is called, such as `sendMessageRequest`. */
  name: string;
  /** The component that it is a `$ref` to, if it is one. */
  component: string | undefined;
  schema: Schema;
  /** The TypeScript type of a valid value; `Api` stands for the types package. */
  type: string;
  /** What the schema describes, in words, such as ``the request body of `sendMessage` ``. */
  roles: string[];
}

/** All that gets a validator, and which operation, status or event uses which. */
export interface Bodies {
  /** By name, in the order of the spec. */
  validators: Map<string, ValidatorSource>;
  /** By operationId: the validator of the request body. */
  requests: Map<string, string>;
  /** By operationId and status: the validator of the response body. */
  responses: Map<string, Map<string, string>>;
  /** By webhook: the validator of the body as posted. */
  webhooks: Map<string, string>;
  /** By webhook: the validator of one event. */
  events: Map<string, string>;
}

const methods = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);

/**
 * Finds every JSON body in the spec, and with each the schemas that it is a choice or an array of: they are
 * bodies too, one at a time.
 *
 * @throws {SpecError} when a body cannot be named, or a `$ref` leads nowhere
 */
export function findBodies(spec: OpenApi): Bodies {
  const bodies: Bodies = {
    validators: new Map(),
    requests: new Map(),
    responses: new Map(),
    webhooks: new Map(),
    events: new Map(),
  };

  for (const { operation, operationId } of operationsOf(spec, spec.paths ?? {})) {
    const request = add(
      operation.requestBody,
      `${operationId}Request`,
      `the request body of \`${operationId}\``,
    );
    if (request) bodies.requests.set(operationId, request);
    const responses = new Map<string, string>();
    for (const [status, response] of Object.entries(operation.responses ?? {})) {
      const role = `the ${status} response of \`${operationId}\``;
      const name = add(response, `${operationId}Response${capital(status)}`, role);
      if (name) responses.set(status, name);
    }
    if (responses.size > 0) bodies.responses.set(operationId, responses);
  }
  for (const { operation, operationId, key } of operationsOf(spec, spec.webhooks ?? {})) {
    const webhook = add(operation.requestBody, `${operationId}Request`, `the body of the webhook \`${key}\``);
    if (!webhook) continue;
    bodies.webhooks.set(key, webhook);
    const schema = bodies.validators.get(webhook)?.schema as Schema;
    const [event, ...more] = alternativesOf(schema).filter((alternative) => !isArray(spec, alternative));
    const eventName = event && more.length === 0 ? componentOf(event) : undefined;
    bodies.events.set(key, eventName ? nameOf(eventName) : webhook);
  }
  return bodies;

  function add(body: Body | undefined, inlineName: string, role: string): string | undefined {
    const schema = jsonSchemaOf(spec, body, role);
    return schema === undefined ? undefined : addSchema(schema, inlineName, role);
  }

  function addSchema(schema: Schema, inlineName: string, role: string): string {
    const component = componentOf(schema);
    const name = component ? nameOf(component) : inlineName;
    const known = bodies.validators.get(name);
    if (known) {
      if (known.component !== component || (!component && known.schema !== schema)) {
        throw new SpecError(
          `two bodies would get the validator "${name}"; move ${role} to components/schemas`,
        );
      }
      if (!known.roles.includes(role)) known.roles.push(role);
      return name;
    }
    bodies.validators.set(name, { name, component, schema, type: typeOf(schema), roles: [role] });
    const resolved = component
      ? (lookUp(spec, (schema as SchemaObject)['$ref'] as string) as Schema)
      : schema;
    if (typeof resolved === 'object') {
      const whole = component ? `\`${component}\`` : role;
      for (const alternative of choicesOf(resolved)) addPart(alternative, `one form of ${whole}`);
      if (resolved['items'] !== undefined) addPart(resolved['items'] as Schema, `one item of ${whole}`);
    }
    return name;
  }

  function addPart(schema: Schema, role: string): void {
    if (componentOf(schema)) addSchema(schema, '', role);
  }
}

function* operationsOf(spec: OpenApi, items: Record<string, PathItem>) {
  for (const [key, item] of Object.entries(items)) {
    const resolved = resolve(spec, item) as PathItem;
    for (const [method, value] of Object.entries(resolved)) {
      if (!methods.has(method)) continue;
      const operation = value as Operation;
      const { operationId } = operation;
      if (!operationId || !/^[A-Za-z_$][\w$]*$/.test(operationId)) {
        throw new SpecError(`${method} ${key}: needs an operationId that is a JavaScript name`);
      }
      yield { key, operation, operationId };
    }
  }
}

function jsonSchemaOf(spec: OpenApi, body: Body | undefined, role: string): Schema | undefined {
  const content = (resolve(spec, body ?? {}) as Body).content ?? {};
  const schemas = Object.entries(content)
    .filter(([mediaType, { schema }]) => /[/+]json\b/.test(mediaType) && schema !== undefined)
    .map(([, { schema }]) => schema);
  if (schemas.length > 1) throw new SpecError(`${role} has several JSON media types; keep one`);
  return schemas[0];
}

function resolve(spec: OpenApi, node: { $ref?: string }): unknown {
  return node.$ref === undefined ? node : resolve(spec, lookUp(spec, node.$ref) as { $ref?: string });
}

function lookUp(spec: OpenApi, ref: string): unknown {
  let node: unknown = spec;
  for (const token of ref.replace(/^#\//, '').split('/')) {
    const name = decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~');
    node = (node as Record<string, unknown> | undefined)?.[name];
  }
  if (node === undefined || !ref.startsWith('#/')) throw new SpecError(`$ref "${ref}" leads nowhere`);
  return node;
}

/** The name of the component, when the schema is nothing but a `$ref` to one. */
function componentOf(schema: Schema): string | undefined {
  if (typeof schema !== 'object' || Object.keys(schema).length !== 1) return undefined;
  return /^#\/components\/schemas\/([A-Za-z_$][\w$]*)$/.exec(String(schema['$ref']))?.[1];
}

function nameOf(component: string): string {
  return component.charAt(0).toLowerCase() + component.slice(1);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function choicesOf(schema: SchemaObject): Schema[] {
  const choices = schema['oneOf'] ?? schema['anyOf'];
  return Array.isArray(choices) ? choices : [];
}

function alternativesOf(schema: Schema): Schema[] {
  const choices = typeof schema === 'object' ? choicesOf(schema) : [];
  return choices.length > 0 ? choices : [schema];
}

function isArray(spec: OpenApi, schema: Schema): boolean {
  return (resolve(spec, schema as SchemaObject) as SchemaObject)['type'] === 'array';
}

function typeOf(schema: Schema): string {
  const component = componentOf(schema);
  if (component) return `Api.${component}`;
  if (typeof schema !== 'object') return 'unknown';
  const choices = choicesOf(schema);
  if (choices.length > 0) return choices.map(typeOf).join(' | ');
  if (schema['type'] === 'array') return `Array<${typeOf((schema['items'] ?? true) as Schema)}>`;
  return 'unknown';
}
