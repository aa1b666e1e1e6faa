import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { workspace } from './workspace.ts';

// What .gitignore keeps out of a clone. Git is not asked: a downloaded archive has none.
const left = new Set(['.git', '.turbo', 'node_modules', 'dist', 'generated', 'test-results', 'coverage']);

/**
 * What a clone would hold, in an empty folder: no node_modules, nothing built.
 *
 * @param mayReuseBuilds whether a build there may be the one of this workspace, for the same sources: quicker by minutes
 */
export function freshCopy({ mayReuseBuilds = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'fresh-copy-'));
  cpSync(workspace, folder, { recursive: true, filter: (path) => !left.has(basename(path)) });
  if (mayReuseBuilds) {
    // Without an index of Git, Turbo takes what is installed for sources too, and finds no build that fits.
    for (const args of [
      ['init', '--quiet'],
      ['add', '--all'],
    ])
      spawnSync('git', args, { cwd: folder });
  }
  const started: ChildProcess[] = [];
  return {
    folder,
    /** Starts a command as a person would, in a process group of its own, and keeps what it says. */
    start(command: string, args: string[]) {
      const env = withoutOurs(process.env);
      if (mayReuseBuilds) env['TURBO_CACHE_DIR'] = join(workspace, '.turbo', 'cache');
      const child = spawn(command, args, { cwd: folder, detached: true, env });
      started.push(child);
      return watched(child);
    },
    [Symbol.dispose]() {
      for (const child of started) signal(child, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

function watched(child: ChildProcess) {
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      for (const listener of listeners) listener();
    });
  }
  return {
    output: () => output,
    /** The exit code, when it has ended by itself or by `interrupt`. */
    ended,
    /** Resolves with the match once the output has it. */
    says(pattern: RegExp): Promise<RegExpExecArray> {
      return new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(output);
          if (!match) return;
          listeners.delete(look);
          resolve(match);
        };
        listeners.add(look);
        look();
        ended.then((code) =>
          reject(new Error(`It ended with ${code} and never said ${pattern}:\n${output}`)),
        );
      });
    },
    /** Ctrl-C: the whole process group gets the signal, as from a terminal. */
    interrupt: () => signal(child, 'SIGINT'),
  };
}

function signal(child: ChildProcess, name: NodeJS.Signals) {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, name);
  } catch {
    // It has ended.
  }
}

/** The environment without what the running test command has put there, so that the copy stands alone. */
function withoutOurs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(
    ([name]) =>
      !/^(npm_|TURBO_|VITEST|NODE_ENV$|NODE_OPTIONS$|NODE_PATH$|ENTERPRISE_COMMUNICATIONS_|INIT_CWD$)/.test(
        name,
      ),
  );
  const path = (env['PATH'] ?? '')
    .split(':')
    .filter((folder) => !folder.startsWith(dirname(workspace)) || !folder.includes('node_modules'));
  return { ...Object.fromEntries(kept), PATH: path.join(':') };
}
