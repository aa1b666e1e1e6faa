import { execFile } from 'node:child_process';
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
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { workspace } from './workspace.ts';

const SCOPE = '@enterprise-communications';
const leftOut = new Set([
  '.git',
  '.turbo',
  'node_modules',
  'dist',
  'generated',
  'test-results',
  'coverage',
  'runtimes',
]);
const places = [
  'spec',
  'docs',
  ...readdirSync(join(workspace, 'packages')).map((name) => `packages/${name}`),
].filter((place) => existsSync(join(workspace, place, 'package.json')));

/**
 * The sources of the workspace in a folder of their own, nothing built. What comes from the registry is linked, so that
 * nothing is installed; the packages of the workspace are those of the copy.
 */
export class LinkedCopy {
  readonly folder = mkdtempSync(join(tmpdir(), 'linked-copy-'));

  constructor() {
    cpSync(workspace, this.folder, {
      recursive: true,
      filter: (path) => !leftOut.has(basename(path)) || path === workspace,
    });
    for (const place of ['.', ...places]) this.#link(place);
  }

  /** Runs a script of a package. @throws {Error} with what it said */
  async run(place: string, script: string, ...args: string[]): Promise<string> {
    try {
      const { stdout } = await promisify(execFile)('npm', ['run', '--silent', script, '--', ...args], {
        cwd: join(this.folder, place),
        maxBuffer: 1e8,
        shell: process.platform === 'win32',
      });
      return stdout;
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`${place}: ${script} failed.\n${stdout}${stderr}`);
    }
  }

  /** What a program prints that stands in a package, so that it finds what the package finds. */
  async evaluate(place: string, program: string): Promise<unknown> {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '--eval', program],
      { cwd: join(this.folder, place) },
    );
    return JSON.parse(stdout);
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  #link(place: string): void {
    const from = join(workspace, place, 'node_modules');
    const to = join(this.folder, place, 'node_modules');
    if (!existsSync(from)) return;
    mkdirSync(to, { recursive: true });
    for (const name of readdirSync(from).filter((one) => !one.startsWith('.') || one === '.bin')) {
      if (name !== SCOPE) symlinkSync(join(from, name), join(to, name), 'junction');
      else
        for (const own of readdirSync(join(from, SCOPE))) {
          mkdirSync(join(to, SCOPE), { recursive: true });
          symlinkSync(join(this.folder, placeOf(own)), join(to, SCOPE, own), 'junction');
        }
    }
  }
}

function placeOf(name: string): string {
  return name === 'spec' || name === 'docs' ? name : `packages/${name}`;
}
