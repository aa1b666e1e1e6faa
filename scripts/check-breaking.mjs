// `pnpm check:breaking`: builds what it needs, then compares the contract with its newest release.
import { run } from './pnpm.mjs';

const built = run('pnpm', [
  'exec',
  'turbo',
  'run',
  'build',
  '--filter=@enterprise-communications/compatibility',
  '--output-logs=errors-only',
  '--log-prefix=none',
]);
process.exitCode =
  built || run(process.execPath, ['packages/compatibility/dist/check-breaking.js', ...process.argv.slice(2)]);
