import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runRedocly } from '../src/reference/build-docs.mjs';
import { redocScriptPath } from '../src/reference/redoc-script.mjs';
import { bundleFolder } from '../src/spec-bundle.mjs';

const contract = join(bundleFolder, 'openapi.json');
const site = fileURLToPath(new URL('../dist', import.meta.url));
const scalarScript = fileURLToPath(
  new URL('../node_modules/@scalar/api-reference/dist/browser/standalone.js', import.meta.url),
);

/**
 * @typedef {{ name: string, ours: boolean, address: string }} Contender `address` leads to the operation, from the root
 *   of what is served
 */

/**
 * Puts what is compared into a folder: the site as it was built, and the default pages of two others for the same
 * contract.
 *
 * @param {string} folder
 * @param {{ operationId: string, method: string, path: string, tag: string | undefined }} operation
 * @param {string} page of the operation in the site
 * @returns {Promise<Contender[]>}
 */
export async function prepareContenders(folder, { operationId, method, path, tag = '' }, page) {
  await cp(site, join(folder, 'site'), { recursive: true });
  await buildDocsPage(join(folder, 'build-docs'));
  await scalarPage(join(folder, 'scalar'));
  const redocAnchor = `#/${tag}/${operationId}`.toLowerCase().replaceAll(' ', '-');
  return [
    { name: "the operation's page", ours: true, address: `site${page}.html` },
    { name: 'the reference in one page', ours: true, address: `site/reference/all-in-one/${redocAnchor}` },
    { name: 'Redocly `build-docs`', ours: false, address: `build-docs/${redocAnchor}` },
    {
      name: 'Scalar',
      ours: false,
      address: `scalar/#tag/${tag.toLowerCase().replaceAll(' ', '-')}/${method.toUpperCase()}${path}`,
    },
  ];
}

/** @param {string} folder */
async function buildDocsPage(folder) {
  await mkdir(folder);
  await runRedocly(['build-docs', contract, '--output', join(folder, 'index.html')], folder);
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  // The script comes from where the page does: from its own host it would need another connection.
  await writeFile(join(folder, 'index.html'), page.replace(/https:[^"]*(?=\/redoc\.standalone\.js")/g, '.'));
  await cp(redocScriptPath, join(folder, 'redoc.standalone.js'));
}

/** @param {string} folder */
async function scalarPage(folder) {
  await mkdir(folder);
  await cp(scalarScript, join(folder, 'standalone.js'));
  await cp(contract, join(folder, 'openapi.json'));
  // Whatever would ask another host is off: fonts, the proxy for requests, the assistant, telemetry.
  const configuration = {
    url: './openapi.json',
    withDefaultFonts: false,
    proxyUrl: '',
    telemetry: false,
    agent: { disabled: true },
  };
  await writeFile(
    join(folder, 'index.html'),
    `<!doctype html>
<html>
  <head>
    <title>Scalar</title>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
  </head>
  <body>
    <div id="app"></div>
    <script src="./standalone.js"></script>
    <script>Scalar.createApiReference('#app', ${JSON.stringify(configuration)})</script>
  </body>
</html>
`,
  );
}
