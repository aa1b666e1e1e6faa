import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

/** What a browser loads, minified and gzipped, until it has this. Without what is only loaded when it is used. */
async function sizeOf(code: string, external: string[] = []) {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    legalComments: 'none',
    plugins: [
      {
        name: 'loaded-later',
        setup({ onResolve }) {
          onResolve({ filter: /./ }, ({ kind, path }) =>
            kind === 'dynamic-import' ? { path, external: true } : undefined,
          );
        },
      },
    ],
    external,
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length;
}

test('the core, with openapi-fetch, is 6 kB at most', async () => {
  const size = await sizeOf(`export { createClient } from '../src/index.ts'`);
  expect(size).toBeGreaterThan(3000);
  expect(size).toBeLessThanOrEqual(6000);
});

test('all of it, with openapi-fetch, is 9 kB at most', async () => {
  const all = [
    `export * from '../src/index.ts'`,
    `export * from '../src/send-many.ts'`,
    `export * from '../src/wait-for.ts'`,
  ];
  expect(await sizeOf(all.join('\n'))).toBeLessThanOrEqual(9000);
});

test('who only counts segments loads no client', async () => {
  expect(await sizeOf(`export { countSegments } from '../src/index.ts'`)).toBeLessThanOrEqual(700);
});
