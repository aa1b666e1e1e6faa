// `pnpm check:live`: compares a running API with the contract. The sources are TypeScript, which Node 20 does not read.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('..', import.meta.url));
// Below node_modules, so that its own imports are found.
const outfile = `${folder}node_modules/.cache/check-live.${process.pid}.mjs`;
if (existsSync(new URL('../../../spec/dist/openapi.json', import.meta.url))) {
  mkdirSync(`${folder}node_modules/.cache`, { recursive: true });
  try {
    await build({
      entryPoints: [`${folder}src/live/command.ts`],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      logLevel: 'error',
    });
    const { checkLive } = await import(pathToFileURL(outfile).href);
    process.exitCode = await checkLive(process.argv.slice(2), process.env);
  } finally {
    rmSync(outfile, { force: true });
  }
} else {
  console.error('spec/dist/openapi.json is not there. Build it first: pnpm build');
  process.exitCode = 2;
}
