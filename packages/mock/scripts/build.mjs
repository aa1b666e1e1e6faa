// Makes dist/: the mock and all of Prism in a few files of JavaScript, the description they serve, and the
// licences of what is inside.
//
// Everything is bundled because pnpm's overrides do not travel: a partner who installed Prism by its ranges
// would get a newer one than the one tested here.
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { licencesOf } from '@enterprise-communications/licences';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = fileURLToPath(new URL('../dist/', import.meta.url));

await rm(dist, { recursive: true, force: true });
await mkdir(dist);
await copyFile(
  fileURLToPath(import.meta.resolve('@enterprise-communications/spec/openapi.json')),
  `${dist}openapi.json`,
);

/** Prism as it is, but for what the mock never runs and what a bundler cannot see through. */
const prismForBundling = {
  name: 'prism-for-bundling',
  setup({ onResolve, onLoad, resolve }) {
    // Its CommonJS build hides its requires.
    onResolve({ filter: /^jsonc-parser$/ }, ({ importer, kind, resolveDir }) =>
      resolve('jsonc-parser/lib/esm/main.js', { importer, kind, resolveDir }),
    );
    // Readers of other formats; the mock takes OpenAPI 3 only.
    onResolve({ filter: /^@stoplight\/http-spec\/(oas2|postman)\/operation$/ }, ({ path }) => ({
      path,
      namespace: 'left-out',
    }));
    onLoad({ filter: /./, namespace: 'left-out' }, () => ({ contents: '' }));
    // Invented data in English only. The other languages are half of the bundle and of the starting time.
    onResolve({ filter: /^@faker-js\/faker$/ }, ({ path, resolveDir }) => ({
      path,
      namespace: 'english',
      pluginData: resolveDir,
    }));
    onLoad({ filter: /./, namespace: 'english' }, ({ path, pluginData }) => ({
      contents: `exports.default = require('${path}/locale/en')`,
      resolveDir: pluginData,
    }));
  },
};

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['src/index.ts', 'src/cli.ts'],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  metafile: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  plugins: [prismForBundling],
  minifyWhitespace: true,
  minifySyntax: true,
  charset: 'utf8',
  legalComments: 'none',
  banner: {
    js: [
      '// Generated from src/ and Prism by scripts/build.mjs; do not edit. Licences: THIRD_PARTY_LICENSES.txt',
      // Prism is CommonJS and requires what Node has built in.
      "import { createRequire as nodeRequire } from 'node:module'; const require = nodeRequire(import.meta.url);",
    ].join('\n'),
  },
});
await writeFile(`${dist}THIRD_PARTY_LICENSES.txt`, licencesOf(Object.keys(metafile.inputs), root));
