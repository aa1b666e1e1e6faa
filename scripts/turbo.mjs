// Turbo with its telemetry off: `node scripts/turbo.mjs run build`. It runs what turbo would run.
import { run } from './pnpm.mjs';

process.exitCode = run('pnpm', ['exec', 'turbo', ...process.argv.slice(2)]);
