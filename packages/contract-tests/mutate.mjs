// `pnpm mutate`: changes the contract and what is made from it, each time in one place, and says which check notices.
// The code is TypeScript that imports the contract tests' own; it is put together here because Node 20 reads neither.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
await build({
  entryPoints: [here('src/mutation/command.ts'), here('src/mutation/worker.ts')],
  outdir: here('dist'),
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
});
await import('./dist/command.js');
