import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = fileURLToPath(new URL('../..', import.meta.url));
export const programs = fileURLToPath(new URL('../programs', import.meta.url));

/** What a user of fetch installs. The mock is a program and has a tarball test of its own. */
export const published = ['types', 'validators', 'client', 'webhooks'] as const;

/** An empty folder in which npm has installed the packed packages, with the programs beside them. */
export function installTarballs() {
  const folder = mkdtempSync(join(tmpdir(), 'runtime-tests-'));
  const tarballs = published.map((name) => {
    execFileSync('pnpm', ['pack', '--pack-destination', folder], {
      cwd: join(packages, name),
      stdio: 'pipe',
    });
    return [`@enterprise-communications/${name}`, `file:./${tarballOf(name, folder)}`] as const;
  });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({
      private: true,
      type: 'module',
      dependencies: { ...Object.fromEntries(tarballs), undici: versionOf('undici') },
    }),
  );
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], {
    cwd: folder,
    stdio: 'pipe',
  });
  cpSync(programs, folder, { recursive: true });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function tarballOf(name: string, folder: string): string {
  const file = readdirSync(folder).find((one) => one.includes(`-${name}-`) && one.endsWith('.tgz'));
  if (!file) throw new Error(`pnpm pack made no tarball of ${name}`);
  return file;
}

function versionOf(dependency: string): string {
  const manifest = new URL(`../node_modules/${dependency}/package.json`, import.meta.url);
  return JSON.parse(readFileSync(manifest, 'utf8')).version;
}
