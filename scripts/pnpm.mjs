// Makes sure that the pinned pnpm is there: the one on PATH when it is that very version, else one that npx
// brings. Turbo runs its tasks by the pnpm on PATH, so a script that needs it runs again below npx.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const { packageManager, engines } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
);

// npx hands its own flags on by the environment. pnpm takes them for settings, and ends over a quoted command.
delete process.env['npm_config_call'];
delete process.env['npm_config_package'];

/** Runs a command in the repository's root with its output shown. @returns {number} its exit code */
export function run(
  /** @type {string} */ command,
  /** @type {string[]} */ args,
  /** @type {NodeJS.ProcessEnv} */ env = {},
) {
  const { status, signal } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    // pnpm, npx and turbo are .cmd files on Windows, which only a shell starts.
    shell: process.platform === 'win32',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1', ...env },
  });
  return status ?? (signal === 'SIGINT' ? 130 : 1);
}

/**
 * Goes on only below the pinned pnpm and with everything installed from the lockfile; ends the process with one
 * line when Node is too old or the installation fails.
 */
export function prepareWorkspace() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [needMajor = 0, needMinor = 0] = engines.node.replace('>=', '').split('.').map(Number);
  if (major < needMajor || (major === needMajor && minor < needMinor)) {
    console.error(
      `This is Node ${process.versions.node}; the workspace needs Node ${engines.node}. Install a newer one.`,
    );
    process.exit(1);
  }
  if (!hasPinnedPnpm()) {
    if (process.env['ENTERPRISE_COMMUNICATIONS_BELOW_NPX']) {
      console.error(
        `npx did not bring ${packageManager}. Install it with: npm install --global ${packageManager}`,
      );
      process.exit(1);
    }
    const again = [process.execPath, ...process.argv.slice(1)].map((word) => JSON.stringify(word)).join(' ');
    process.exit(
      run(
        'npx',
        [
          '--yes',
          '--package',
          packageManager,
          '--call',
          process.platform === 'win32' ? JSON.stringify(again) : again,
        ],
        {
          ENTERPRISE_COMMUNICATIONS_BELOW_NPX: '1',
        },
      ),
    );
  }
  const installed = run('pnpm', [
    'install',
    '--frozen-lockfile',
    '--prefer-offline',
    '--reporter=append-only',
    '--loglevel=warn',
  ]);
  if (installed !== 0) {
    console.error('The packages could not be installed; pnpm says why above.');
    process.exit(installed);
  }
}

function hasPinnedPnpm() {
  const { stdout } = spawnSync('pnpm', ['--version'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  return `pnpm@${stdout?.trim()}` === packageManager;
}
