import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { parse } from 'yaml';
import { specFolder } from '../contract.ts';
import type { SpecSource } from './mutation.ts';

const folders = ['paths', 'webhooks', 'components', 'examples'];

/** Reads the contract as it is written. */
export function readSpec(): SpecSource {
  const files = folders.flatMap((folder) =>
    readdirSync(join(specFolder, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => `${folder}/${file.split(sep).join('/')}`),
  );
  return new Map(
    ['openapi.yaml', ...files.sort()].map((file) => [
      file,
      parse(readFileSync(join(specFolder, file), 'utf8')),
    ]),
  );
}
