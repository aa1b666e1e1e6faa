import { isObject, type Json, type JsonObject } from '../contract.ts';
import { rename } from './edit.ts';
import type { SpecMutation } from './mutation.ts';
import { MutationList } from './mutation-list.ts';

const otherMethod: Record<string, string> = { get: 'post', post: 'put' };

/** Every single change to a file of `paths/` or `webhooks/`, except in the schemas that it holds. */
export function operationMutations(file: string, data: Json): SpecMutation[] {
  const { mutations, add } = new MutationList(file);
  const item = data as JsonObject;
  parameters(item, []);
  for (const [method, operation] of Object.entries(item)) {
    if (!(method in otherMethod) || !isObject(operation)) continue;
    const other = otherMethod[method] as string;
    add('method changed', [], `${method} is ${other}`, (whole) => rename(whole, method, other));
    add('operationId changed', [method, 'operationId'], 'has a 2 more', (id) => `${id}Two`);
    add('tag changed', [method, 'tags'], 'is Other', () => ['Other']);
    add('words dropped', [method, 'description'], 'is dropped', () => undefined);
    add('words dropped', [method, 'summary'], 'is dropped', () => undefined);
    if ('security' in operation) add('security changed', [method, 'security'], 'is dropped', () => undefined);
    else
      add('security changed', [method], 'needs no token', (inside) => ({
        ...(inside as JsonObject),
        security: [],
      }));
    parameters(operation, [method]);
    if (isObject(operation['requestBody'])) {
      const place = [method, 'requestBody'];
      add('request body changed', place, 'is dropped', () => undefined);
      add('request body changed', [...place, 'required'], 'is false', () => false);
      for (const key of Object.keys(operation['requestBody']).filter((name) => name.startsWith('x-')))
        for (const [what, next] of [
          ['is dropped', undefined],
          ['is one more', 1],
        ] as const)
          add('extension changed', [...place, key], what, (value) =>
            next === undefined ? undefined : (value as number) + next,
          );
      content(operation['requestBody'], place);
    }
    for (const [status, response] of Object.entries(operation['responses'] as JsonObject)) {
      const place = [method, 'responses'];
      const next = /^\d+$/.test(status) ? String(Number(status) + 1) : '3XX';
      add('status changed', place, `${status} is ${next}`, (all) => rename(all, status, next));
      add('status removed', [...place, status], 'is dropped', () => undefined);
      const others = Object.entries(operation['responses'] as JsonObject);
      const swap = others.find(([name, one]) => name !== status && isObject(one) && '$ref' in one)?.[1];
      if (isObject(response) && '$ref' in response && swap !== undefined)
        add('response swapped', [...place, status], `is ${(swap as JsonObject)['$ref']}`, () => swap);
      if (isObject(response) && !('$ref' in response)) responseBody(response, [...place, status]);
    }
  }
  return mutations;

  function parameters(holder: JsonObject, place: string[]): void {
    for (const index of ((holder['parameters'] ?? []) as Json[]).keys())
      add('parameter dropped', [...place, 'parameters', String(index)], 'is dropped', () => undefined);
  }

  function responseBody(response: JsonObject, place: string[]): void {
    add('response changed', [...place, 'content'], 'is dropped', () => undefined);
    content(response, place);
  }

  function content(holder: JsonObject, place: string[]): void {
    for (const [type, media] of Object.entries((holder['content'] ?? {}) as JsonObject)) {
      add('media type changed', [...place, 'content'], `${type} is text/plain`, (all) =>
        rename(all, type, 'text/plain'),
      );
      const { examples } = media as { examples?: JsonObject };
      for (const name of Object.keys(examples ?? {}))
        add('example removed', [...place, 'content', type, 'examples', name], 'is dropped', () => undefined);
    }
  }
}

/** Every single change to a file of `components/` that is no schema: parameters, headers, answers, security. */
export function componentMutations(file: string, data: Json): SpecMutation[] {
  const { mutations, add } = new MutationList(file);
  const section = file.split('/')[1];
  const component = data as JsonObject;
  if (section === 'parameters') {
    add('parameter renamed', ['name'], 'has a 2 more', (name) => `${name}2`);
    add('parameter moved', ['in'], 'is query', () => 'query');
    add('parameter changed', ['example'], 'is x', () => 'x');
  }
  if (section === 'headers') add('header changed', ['example'], 'is soon', () => 'soon');
  if (section === 'responses') {
    const headers = component['headers'] as JsonObject | undefined;
    for (const name of Object.keys(headers ?? {})) {
      add('header changed', ['headers'], `${name} is ${name}-2`, (all) => rename(all, name, `${name}-2`));
      add('header changed', ['headers', name], 'is dropped', () => undefined);
    }
    if (component['content']) {
      add('response changed', ['content'], 'is dropped', () => undefined);
      const [[type, media]] = Object.entries(component['content'] as JsonObject) as [[string, Json]];
      add('media type changed', ['content'], `${type} is text/plain`, (all) =>
        rename(all, type, 'text/plain'),
      );
      for (const name of Object.keys((media as { examples: JsonObject }).examples))
        add('example removed', ['content', type, 'examples', name], 'is dropped', () => undefined);
    } else {
      add('response changed', [], 'gets a body', (inside) => ({
        ...(inside as JsonObject),
        content: { 'application/json': { schema: { type: 'object' }, examples: { some: { value: {} } } } },
      }));
    }
  }
  if (section === 'securitySchemes') {
    for (const [key, value] of [
      ['scheme', 'basic'],
      ['type', 'openIdConnect'],
    ] as const)
      add('security changed', [key], `is ${value}`, () => value);
  }
  return mutations;
}

/** Every single change to `openapi.yaml`. */
export function entryMutations(data: Json): SpecMutation[] {
  const { mutations, add } = new MutationList('openapi.yaml');
  const entry = data as Record<string, JsonObject>;
  for (const path of Object.keys(entry['paths'] ?? {})) {
    add('path changed', ['paths'], `${path} is ${path}2`, (all) => rename(all, path, `${path}2`));
    add('path removed', ['paths', path], 'is dropped', () => undefined);
  }
  for (const name of Object.keys(entry['webhooks'] ?? {})) {
    add('event renamed', ['webhooks'], `${name} is ${name}2`, (all) => rename(all, name, `${name}2`));
    add('event removed', ['webhooks', name], 'is dropped', () => undefined);
  }
  add('server changed', ['servers', '0', 'url'], 'is another', () => 'https://api.other.test');
  add('security changed', ['security'], 'is dropped', () => undefined);
  add('version changed', ['openapi'], 'is 3.0.3', () => '3.0.3');
  return mutations;
}
