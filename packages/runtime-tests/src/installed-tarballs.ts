import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { published, tarballOf } from './packed.ts';

export const installers = {
  npm: ['install', '--no-audit', '--no-fund', '--prefer-offline'],
  pnpm: ['install', '--prefer-offline', '--ignore-workspace'],
};

/** Makes a folder in which an installer has installed the packed packages, and undici, as a user would. */
export function installTarballs(installer: keyof typeof installers, packed: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const own = Object.fromEntries(
    published.map((name) => [`@enterprise-communications/${name}`, `file:${tarballOf(name, packed)}`]),
  );
  writeFileSync(
    `${folder}/package.json`,
    JSON.stringify({
      private: true,
      type: 'module',
      dependencies: { ...own, undici: versionOf('undici') },
      // What they need of each other is on no registry before it is published. npm takes what is here already.
      pnpm: { overrides: own },
    }),
  );
  execFileSync(installer, installers[installer], { cwd: folder, stdio: 'pipe' });
}

function versionOf(dependency: string): string {
  const manifest = new URL(`../node_modules/${dependency}/package.json`, import.meta.url);
  return JSON.parse(readFileSync(manifest, 'utf8')).version;
}
