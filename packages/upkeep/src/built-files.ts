import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';

const places = (folder: string) => ['dist', 'src/generated'].map((name) => join(folder, name));

/** The SHA-256 of every file that a build made in a package's folder. */
export function builtFiles(folder: string): Record<string, string> {
  const files = places(folder)
    .filter((path) => existsSync(path))
    .flatMap((path) => readdirSync(path, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files
      .map(
        (file) =>
          [relative(folder, file), createHash('sha256').update(readFileSync(file)).digest('hex')] as const,
      )
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Takes away what a build made. */
export function removeBuiltFiles(folder: string): void {
  for (const path of places(folder)) rmSync(path, { recursive: true, force: true });
}
