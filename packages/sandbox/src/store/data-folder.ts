import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SandboxError } from '../sandbox-error.ts';

const MARKER = 'sandbox.json';
const LOCK = 'lock';
const FORMAT = 1;

/** A folder that belongs to this sandbox, and to this process until it is released. */
export interface DataFolder {
  path: string;
  release(): void;
}

/**
 * Takes a data folder: makes it when it is not there, and refuses one that holds other things or that another
 * process uses. Nothing in a refused folder is touched.
 *
 * @throws {SandboxError}
 */
export function takeDataFolder(path: string): DataFolder {
  const names = orRefuse(path, () => {
    makeFolder(path);
    return readdirSync(path);
  });
  if (names.includes(MARKER)) checkMarker(path);
  else if (names.length > 0) {
    throw new SandboxError(
      `${path}: holds files that are not the sandbox's; choose an empty or a new folder`,
    );
  }
  const lock = join(path, LOCK);
  if (names.includes(LOCK)) {
    const pid = Number(readFileSync(lock, 'utf8'));
    if (isRunning(pid)) {
      throw new SandboxError(
        `${path}: is in use by process ${pid}; stop that one, or choose another folder (if it is no sandbox, delete ${lock})`,
      );
    }
  }
  orRefuse(path, () => {
    writeFileSync(lock, `${process.pid}\n`);
    if (!names.includes(MARKER)) {
      writeFileSync(
        join(path, MARKER),
        `${JSON.stringify({ sandbox: 'enterprise-communications', format: FORMAT })}\n`,
      );
    }
  });
  return { path, release: () => rmSync(lock, { force: true }) };
}

/** Makes a folder and those above it. Node's own way to do so never ends where none can be made, as in /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  mkdirSync(path);
}

function checkMarker(path: string): void {
  let marker: { sandbox?: string; format?: number };
  try {
    marker = JSON.parse(readFileSync(join(path, MARKER), 'utf8'));
  } catch {
    throw new SandboxError(
      `${join(path, MARKER)}: is damaged; restore it from a copy, or choose another folder`,
    );
  }
  if (marker.sandbox !== 'enterprise-communications' || marker.format !== FORMAT) {
    throw new SandboxError(
      `${path}: was written by another program or by another version of this one; choose another folder`,
    );
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const REASONS: Record<string, string> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of it is a file',
  EEXIST: 'it is a file',
  ENOENT: 'it cannot be made there',
  ENOSPC: 'the disk is full',
};

function orRefuse<T>(path: string, use: () => T): T {
  try {
    return use();
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new SandboxError(
      `${path}: cannot be used as data folder (${REASONS[code] ?? code}); choose another one`,
    );
  }
}
