import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFlags, runAsCommand } from './src/command.mjs';
import { siteFiles } from './src/site-files.mjs';
import { bundleFolder, readSpecBundle } from './src/spec-bundle.mjs';
import { writeSite } from './src/write-site.mjs';

const siteFolder = fileURLToPath(new URL('./dist', import.meta.url));

const help = `Build the reference site from the spec bundle.

  node build.mjs [--spec DIR]

  --spec DIR  folder with openapi.json and openapi.yaml; default: the spec package's dist
              node build.mjs --spec ../spec/dist
  --help      this text
              node build.mjs --help
`;

/**
 * Builds the whole site, or nothing.
 *
 * @param {{ spec?: string | undefined, out?: string | undefined }} [folders] of the spec bundle, and of the site. The
 *   site's folder is the site's alone: whatever else is in there is removed.
 * @returns {Promise<{ out: string, files: string[] }>} the site's folder, and its files as paths in it
 * @throws {import('./src/user-error.mjs').UserError} when the bundle is missing or broken
 */
export async function buildSite({ spec = bundleFolder, out = siteFolder } = {}) {
  const files = await siteFiles(await readSpecBundle(spec));
  await writeSite(out, files);
  return { out, files: [...files.keys()] };
}

await runAsCommand(import.meta.url, async () => {
  const flags = readFlags({ help, options: { spec: { type: 'string' } } });
  if (!flags) return;
  const { out, files } = await buildSite(flags);
  process.stdout.write(`${relative('.', out)}: ${files.length} files, to be served by any static server\n`);
});
