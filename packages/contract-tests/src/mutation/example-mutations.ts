import { posix } from 'node:path';
import { isObject, type Json, type JsonObject } from '../contract.ts';
import { rename } from './edit.ts';
import type { SpecMutation, SpecSource } from './mutation.ts';
import { MutationList } from './mutation-list.ts';

/** Every single change to a file of `examples/`: each field of the value, and the value as a whole. */
export function exampleMutations(file: string, data: Json, files: SpecSource): SpecMutation[] {
  const { mutations, add } = new MutationList(file);
  const folder = posix.dirname(file);
  const others = [...files.keys()].filter((one) => posix.dirname(one) === folder);
  const other = others[(others.indexOf(file) + 1) % others.length] as string;
  if (folder.startsWith('examples/invalid')) {
    const { failures } = data as { failures: JsonObject[] };
    for (const [index, failure] of failures.entries()) {
      const { paramName, keyword } = failure;
      add(
        'failure removed',
        ['failures', String(index)],
        `${paramName} ${keyword} is dropped`,
        () => undefined,
      );
      add(
        'failure renamed',
        ['failures', String(index), 'paramName'],
        `${paramName} is other`,
        () => 'other',
      );
    }
    const valid = files.get('examples/requests/sms.yaml') as JsonObject;
    if (isObject(data) && data['body'] !== undefined)
      add('example swapped', ['body'], 'is a valid one', () => valid['value'] as Json);
    return mutations;
  }
  add(
    'example swapped',
    ['value'],
    `is that of ${other}`,
    () => (files.get(other) as JsonObject)['value'] as Json,
  );
  const { value } = data as { value: Json };
  const [root, place] = Array.isArray(value) ? [value[0] as Json, ['value', '0']] : [value, ['value']];
  if (isObject(root)) fields(root, place);
  return mutations;

  function fields(object: JsonObject, place: string[]): void {
    for (const [name, inside] of Object.entries(object)) {
      add('example field removed', [...place, name], 'is dropped', () => undefined);
      add('example field renamed', place, `${name} is ${name}2`, (whole) => rename(whole, name, `${name}2`));
      add('example field retyped', [...place, name], 'has another type', () =>
        typeof inside === 'string' ? 7 : 'text',
      );
      if (name === 'payload' && isObject(inside)) fields(inside, [...place, name]);
    }
  }
}
