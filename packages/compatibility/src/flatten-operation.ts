import { type Contract, resolve } from './contract.ts';
import { flattenSchema, scalar } from './flatten-schema.ts';
import { isObject, type JsonObject, mapValues } from './json-object.ts';
import { childPointer, valueAt } from './json-pointer.ts';
import type { Origins } from './origins.ts';

const words = ['description', 'summary', 'tags', 'externalDocs', 'example', 'examples', 'links'];
const maps = ['content', 'headers', 'responses', 'encoding', 'variables'];

/**
 * An operation in one piece: without references and words, with the parameters of its path, and with the servers and
 * the security that hold for it. An event has neither of these, since it is not the partner who sends it.
 * @throws {ContractError} when a reference leads nowhere
 */
export function flattenOperation(
  contract: Contract,
  origins: Origins,
  kind: 'operation' | 'event',
  item: { value: JsonObject; pointer: string },
  operation: JsonObject,
  pointer: string,
): JsonObject {
  const { parameters, servers, security, callbacks: _, ...own } = operation;
  const flat: JsonObject = flatten(own, pointer);
  flat['parameters'] = [
    ...list(parameters, childPointer(pointer, 'parameters')),
    ...list(item.value['parameters'], childPointer(item.pointer, 'parameters')),
  ].filter(
    (one, index, all) =>
      all.findIndex((other) => sameParameter(one as JsonObject, other as JsonObject)) === index,
  );
  if (kind === 'event') return flat;
  flat['servers'] = [
    list(servers, childPointer(pointer, 'servers')),
    list(item.value['servers'], childPointer(item.pointer, 'servers')),
    list(contract['servers'], '#/servers'),
  ].find((given) => given.length > 0);
  const required = security === undefined ? '#/security' : childPointer(pointer, 'security');
  flat['security'] = requirements(contract, security ?? contract['security']);
  for (const place of [flat['security'], ...(flat['security'] as object[])])
    origins.writtenAt(place as object, required);
  return flat;

  function list(value: unknown, at: string): unknown[] {
    return Array.isArray(value) ? value.map((one, index) => flatten(one, childPointer(at, index))) : [];
  }

  function flatten(value: unknown, at: string): JsonObject {
    const place = resolve(contract, value, at);
    const result: JsonObject = {};
    origins.writtenAt(result, place.pointer);
    for (const [key, part] of Object.entries(place.value)) {
      const inside = childPointer(place.pointer, key);
      if (words.includes(key)) continue;
      if (key === 'schema') result[key] = flattenSchema(contract, origins, part, inside);
      else if (maps.includes(key) && isObject(part)) {
        result[key] = mapValues(part, (one, name) =>
          isObject(one)
            ? origins.partOf(flatten(one, childPointer(inside, name)), childPointer(inside, name))
            : one,
        );
      } else if (key.startsWith('x-')) result[key] = scalar(part);
      else result[key] = isObject(part) ? flatten(part, inside) : part;
    }
    return result;
  }
}

function sameParameter(one: JsonObject, other: JsonObject): boolean {
  return one['in'] === other['in'] && one['name'] === other['name'];
}

/** The security requirements with each scheme named for what it asks, so that a changed scheme is another one. */
function requirements(contract: Contract, security: unknown): JsonObject[] {
  if (!Array.isArray(security) || security.length === 0) return [{}];
  return security.map((alternative: JsonObject) =>
    Object.fromEntries(
      Object.entries(alternative).map(([name, scopes]) => [schemeName(contract, name), scopes]),
    ),
  );
}

function schemeName(contract: Contract, name: string): string {
  const scheme = valueAt(contract, ['components', 'securitySchemes', name]);
  const { value } = resolve(contract, scheme ?? {}, `#/components/securitySchemes/${name}`);
  return ['type', 'scheme', 'in', 'name', 'openIdConnectUrl'].flatMap((key) => value[key] ?? []).join(' ');
}
