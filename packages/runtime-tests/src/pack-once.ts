import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { installTarballs } from './installed-tarballs.ts';
import { packInto } from './packed.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the packages are packed. */
    packed: string;
    /** Where npm has installed them, with the programs beside them. */
    installed: string;
  }
}

export const programs = fileURLToPath(new URL('../programs', import.meta.url));

/** Packs and installs once for all tests. */
export default function setup({ provide }: TestProject) {
  const packed = mkdtempSync(join(tmpdir(), 'runtime-tests-'));
  const installed = join(packed, 'by-npm');
  packInto(packed);
  installTarballs('npm', packed, installed);
  cpSync(programs, installed, { recursive: true });
  provide('packed', packed);
  provide('installed', installed);
  return () => rmSync(packed, { recursive: true, force: true });
}
