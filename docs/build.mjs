import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFlags, runAsCommand } from './src/command.mjs';
import { siteAddress } from './src/site-address.mjs';
import { siteFiles } from './src/site-files.mjs';
import { bundleFolder, readSpecBundle } from './src/spec-bundle.mjs';
import { writeSite } from './src/write-site.mjs';

const siteFolder = fileURLToPath(new URL('./dist', import.meta.url));

const help = `Build the reference site from the spec bundle.

  node build.mjs [--spec DIR] [--site-url URL]

  --spec DIR      folder with openapi.json and openapi.yaml; default: the spec package's dist
                  node build.mjs --spec ../spec/dist
  --site-url URL  where the site will be: makes canonical links, whole addresses in llms.txt and in the feed, and
                  sitemap.xml; default: the environment variable SITE_URL, or none of these
                  node build.mjs --site-url https://docs.example/api/
  --help          this text
                  node build.mjs --help
`;

/**
 * Builds the whole site, or nothing.
 *
 * @param {{ spec?: string | undefined, out?: string | undefined, siteUrl?: string | undefined }} [places] `spec` is the
 *   folder of the spec bundle, `out` that of the site, which is the site's alone: whatever else is in there is removed;
 *   `siteUrl` is where the site will be, '' when that is not known
 * @returns {Promise<{ out: string, files: string[] }>} the site's folder, and its files as paths in it
 * @throws {import('./src/user-error.mjs').UserError} when the bundle is missing or broken, or the address is none
 */
export async function buildSite({ spec = bundleFolder, out = siteFolder, siteUrl = '' } = {}) {
  const files = await siteFiles(await readSpecBundle(spec), { siteUrl: siteAddress(siteUrl) });
  await writeSite(out, files);
  return { out, files: [...files.keys()] };
}

await runAsCommand(import.meta.url, async () => {
  const flags = readFlags({ help, options: { spec: { type: 'string' }, 'site-url': { type: 'string' } } });
  if (!flags) return;
  const siteUrl = flags['site-url'] ?? process.env['SITE_URL'];
  const { out, files } = await buildSite({ spec: flags.spec, siteUrl });
  process.stdout.write(`${relative('.', out)}: ${files.length} files, to be served by any static server\n`);
});
