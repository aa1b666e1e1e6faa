import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = fileURLToPath(new URL('../..', import.meta.url));

/** What is published, by its folder in packages/. */
export const published = ['types', 'validators', 'client', 'webhooks', 'mock', 'sandbox'] as const;
export type Published = (typeof published)[number];

/** Packs every published package into the folder, as publishing would. */
export function packInto(folder: string): void {
  for (const name of published) {
    execFileSync('pnpm', ['pack', '--pack-destination', folder], {
      cwd: join(packages, name),
      stdio: 'pipe',
    });
  }
}

/** The tarball of a package in a folder where all are packed. */
export function tarballOf(name: Published, folder: string): string {
  const file = readdirSync(folder).find((one) => one.includes(`-${name}-`) && one.endsWith('.tgz'));
  if (!file) throw new Error(`pnpm pack made no tarball of ${name}`);
  return join(folder, file);
}
