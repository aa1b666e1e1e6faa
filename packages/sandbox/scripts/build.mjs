// Makes dist/: the sandbox in a few files of JavaScript, its page, its data, and the licences of what is inside.
// Everything is bundled, so that the package has no dependencies and is what was tested.
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { licencesOf } from '@enterprise-communications/licences';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = `${root}dist/`;

// The types are made before.
for (const name of readdirSync(dist)) if (name !== 'types') rmSync(`${dist}${name}`, { recursive: true });

mkdirSync(`${dist}inbox`);

const common = {
  absWorkingDir: root,
  bundle: true,
  metafile: true,
  format: 'esm',
  charset: 'utf8',
  legalComments: 'none',
};
const header = '// Generated from src/ by scripts/build.mjs; do not edit. Licences: THIRD_PARTY_LICENSES.txt';

const server = await build({
  ...common,
  entryPoints: ['src/index.ts', 'src/cli.ts'],
  outdir: 'dist',
  splitting: true,
  platform: 'node',
  target: 'node20.19',
  minifyWhitespace: true,
  minifySyntax: true,
  banner: { js: header },
});
const page = await build({
  ...common,
  entryPoints: [
    { in: 'src/inbox/page/main.tsx', out: 'inbox' },
    { in: 'src/inbox/page/inbox.css', out: 'inbox' },
  ],
  outdir: 'dist/inbox',
  platform: 'browser',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  minify: true,
  banner: { js: header },
});
copyFileSync(`${root}src/inbox/page/index.html`, `${dist}inbox/index.html`);
copyFileSync(`${root}src/data/outcomes.json`, `${dist}outcomes.json`);
copyFileSync(`${root}src/generated/control-openapi.json`, `${dist}control-openapi.json`);
const inputs = [server, page].flatMap(({ metafile }) => Object.keys(metafile.inputs));
writeFileSync(`${dist}THIRD_PARTY_LICENSES.txt`, licencesOf(inputs, root));
