import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Something that runs a program. */
export interface Runtime {
  name: string;
  /** Undefined when this machine does not have it. */
  binary: string | undefined;
  /**
   * Runs the `run` function of a program.
   * @param folder where the program is, with the packages installed
   * @param program its file name
   * @returns what the function gave
   * @throws {Error} with what the program said, when it failed
   */
  run(binary: string, folder: string, program: string, baseUrl: string): Promise<string>;
}

/** A binary that `pnpm --filter runtime-tests bring` has installed. */
export function brought(path: string): string | undefined {
  const file = fileURLToPath(new URL(`../runtimes/node_modules/${path}`, import.meta.url));
  return existsSync(file) ? file : undefined;
}

/** A binary that stands on PATH. */
export function onPath(...names: string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((file) => existsSync(file));
}
