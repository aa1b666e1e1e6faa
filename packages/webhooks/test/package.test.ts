import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const scripts = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.js'),
);

async function bundle(file: string, external: string[] = []) {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(dist, file)],
    absWorkingDir: root,
    bundle: true,
    minify: true,
    format: 'esm',
    // Neither Node's modules nor its globals are there: what needs them fails to build.
    platform: 'neutral',
    external,
    write: false,
    metafile: true,
  });
  const text = outputFiles[0]?.text ?? '';
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  return { text, gzipped: gzipSync(text).length, imports: imports.map(({ path }) => path) };
}

describe('size, minified and compressed', () => {
  const validators = ['@enterprise-communications/validators', '@enterprise-communications/validators/*'];

  test('all of the core, without the validators: at most 2,000 bytes', async () => {
    const { gzipped, text } = await bundle('index.js', validators);
    expect(text).toContain('createWebhookHandler');
    expect(gzipped).toBeLessThanOrEqual(2_000);
  });

  test('with the validators of all events: at most 12,000 bytes', async () => {
    const { gzipped, imports } = await bundle('index.js');
    expect(imports).toEqual([]);
    expect(gzipped).toBeLessThanOrEqual(12_000);
  });

  test.each(['node.js', 'fastify.js'])('%s: at most 250 bytes, and no framework in it', async (file) => {
    const { gzipped, imports } = await bundle(file);
    expect(imports).toEqual([]);
    expect(gzipped).toBeLessThanOrEqual(250);
  });
});

describe.each(scripts)('dist/%s', (file) => {
  const text = readFileSync(join(dist, file), 'utf8');

  test('makes no code at run time', () => {
    expect(text).not.toMatch(/\beval\s*\(|\bnew Function\b|\bFunction\s*\(|\bimport\s*\(/);
  });

  test("needs nothing of Node's", () => {
    const code = text.replace(/\/\*.*?\*\/|\/\/.*?$/gms, '');
    expect(code).not.toMatch(/\bnode:|\bprocess\b|\bBuffer\b|\brequire\b|\bsetImmediate\b|\bglobal\b/);
  });

  test('imports this package, the types and the validators alone', () => {
    for (const [, from = ''] of text.matchAll(/^(?:import|export)[^;]*? from '([^']+)'/gm))
      expect(from).toMatch(/^\.\.?\/|^@enterprise-communications\/(types|validators)(\/|$)/);
  });
});

describe('the packed tarball', () => {
  const directory = mkdtempSync(join(tmpdir(), 'webhooks-'));
  const scope = join(directory, 'node_modules', '@enterprise-communications');
  const unpacked = join(scope, 'webhooks');
  let tarball: string;

  beforeAll(() => {
    for (const name of ['types', 'validators', 'webhooks']) {
      const packed = join(directory, name);
      mkdirSync(packed);
      execFileSync('pnpm', ['pack', '--pack-destination', packed], { cwd: join(root, '..', name) });
      tarball = join(packed, readdirSync(packed)[0] as string);
      mkdirSync(join(scope, name), { recursive: true });
      execFileSync('tar', ['xzf', tarball, '--strip-components=1'], { cwd: join(scope, name) });
    }
  }, 60_000);
  afterAll(() => rmSync(directory, { recursive: true }));

  test('depends on the types and the validators, in a version', () => {
    const manifest = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8'));
    expect(manifest.dependencies).toEqual({
      '@enterprise-communications/types': expect.stringMatching(/^\d+\.\d+\.\d+$/),
      '@enterprise-communications/validators': expect.stringMatching(/^\d+\.\d+\.\d+$/),
    });
    expect(manifest.peerDependencies).toBeUndefined();
  });

  test('holds what is built, the vectors, the licence and the README', () => {
    expect(readdirSync(unpacked).sort()).toEqual([
      'LICENSE',
      'README.md',
      'dist',
      'package.json',
      'vectors.json',
    ]);
  });

  test('publint finds nothing', async () => {
    const { messages, pkg } = await publint({ pkgDir: unpacked, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  test('the types are found in each way to resolve them that knows ES modules', () => {
    const attw = fileURLToPath(
      new URL('../node_modules/@arethetypeswrong/cli/dist/index.js', import.meta.url),
    );
    // It ends with another status than 0, and this throws, when it finds a problem.
    const output = execFileSync(
      process.execPath,
      [attw, tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-emoji', '--no-color'],
      { encoding: 'utf8' },
    );
    expect(output.match(/^node16 \(from ESM\): OK/gm)).toHaveLength(6);
    expect(output.match(/^bundler: OK/gm)).toHaveLength(6);
  }, 60_000);

  test('runs by itself where code from strings is forbidden, and by require as well', () => {
    const program = `
      const secret = 'a-secret-of-a-webhook';
      const { body, signature } = vectors.signatures.find(({ name }) => name === 'an event');
      const handler = createWebhookHandler(createWebhookReceiver({ secret: vectors.signatures[8].secret }), {
        onEvent: ({ type }) => console.log(type),
      });
      const post = (value) =>
        handler(new Request('https://hooks.example/', { method: 'POST', body, headers: { [signatureHeader]: value } }));
      Promise.all([post(signature), post('0'.repeat(40))]).then((all) => console.log(...all.map(({ status }) => status)));
    `;
    const names = '{ createWebhookHandler, createWebhookReceiver, signatureHeader }';
    const from = '@enterprise-communications/webhooks';
    writeFileSync(
      join(directory, 'use.mjs'),
      `import ${names} from '${from}';
       import vectors from '${from}/vectors.json' with { type: 'json' };
       import '${from}/node'; import '${from}/fastify'; import '${from}/explain';${program}`,
    );
    writeFileSync(
      join(directory, 'use.cjs'),
      `const ${names} = require('${from}'); const vectors = require('${from}/vectors.json');${program}`,
    );
    for (const file of ['use.mjs', 'use.cjs']) {
      const output = execFileSync(
        process.execPath,
        ['--no-warnings', '--disallow-code-generation-from-strings', file],
        { cwd: directory, encoding: 'utf8' },
      );
      expect(output).toBe('message.delivered\n204 401\n');
    }
  });
});
