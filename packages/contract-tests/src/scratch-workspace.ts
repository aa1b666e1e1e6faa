import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { workspace } from './workspace.ts';

const run = promisify(execFile);

// What a build makes, and what it does not read.
const leftOut = new Set(['node_modules', 'dist', 'generated', 'test', 'test-results', 'coverage', '.turbo']);

/** A copy of the workspace's sources, to build in while others use what is built in the workspace. */
export class ScratchWorkspace {
  readonly #folder = mkdtempSync(join(tmpdir(), 'contract-tests-'));

  constructor() {
    for (const file of ['package.json', 'tsconfig.base.json'])
      cpSync(join(workspace, file), join(this.#folder, file));
  }

  /**
   * Builds a package from its sources alone. What it depends on is taken from the workspace, as built there.
   * @param name the package's folder in the workspace, such as `packages/types`.
   * @returns the SHA-256 of every file that the build made.
   * @throws {Error} when the build fails.
   */
  async build(name: string): Promise<Record<string, string>> {
    const from = join(workspace, name);
    const to = join(this.#folder, name);
    rmSync(to, { recursive: true, force: true });
    mkdirSync(dirname(to), { recursive: true });
    cpSync(from, to, { recursive: true, filter: (path) => path === from || !leftOut.has(basename(path)) });
    symlinkSync(join(from, 'node_modules'), join(to, 'node_modules'), 'junction');
    await run('npm', ['run', 'build'], { cwd: to, shell: process.platform === 'win32' });
    return builtFiles(to);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** The SHA-256 of every file that a build made in a package's folder. */
export function builtFiles(folder: string): Record<string, string> {
  const files = ['dist', 'src/generated']
    .map((name) => join(folder, name))
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
