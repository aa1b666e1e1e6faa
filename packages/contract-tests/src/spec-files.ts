import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { parse } from 'yaml';
import { type Json, specFolder } from './contract.ts';

/** Every file that the contract is written in, relative to the folder of the contract. */
export const specFiles: string[] = [
  'openapi.yaml',
  ...['paths', 'webhooks', 'components', 'examples'].flatMap((folder) =>
    readdirSync(join(specFolder, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ya?ml|json)$/.test(file))
      .map((file) => `${folder}/${file.split(sep).join('/')}`)
      // Bad requests, answers and events are no part of the contract; the tests read them.
      .filter((file) => !file.startsWith('examples/invalid')),
  ),
];

/** The files that are reached from `openapi.yaml` by `$ref`, relative to the folder of the contract. */
export function reachedFiles(): Set<string> {
  const reached = new Set<string>();
  visit('openapi.yaml');
  return reached;

  function visit(file: string): void {
    const path = join(specFolder, file);
    if (reached.has(file) || !existsSync(path)) return;
    reached.add(file);
    for (const ref of refsIn(parse(readFileSync(path, 'utf8')))) {
      visit(
        relative(specFolder, join(dirname(path), ref.replace(/#.*/, '')))
          .split(sep)
          .join('/'),
      );
    }
  }
}

function refsIn(value: Json): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) =>
    key === '$ref' && typeof inside === 'string' && !inside.startsWith('#') ? [inside] : refsIn(inside),
  );
}
