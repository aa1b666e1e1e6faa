import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generate } from '../src/generator/generate.ts';
import { bundle } from './bundle.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const scripts = readdirSync(dist).filter((file) => file.endsWith('.js'));

test('dist is what the bundle gives today', async () => {
  for (const [file, text] of await generate(bundle)) {
    expect(readFileSync(join(dist, file), 'utf8') === text, `${file} is not up to date; build again`).toBe(
      true,
    );
  }
});

describe.each(scripts)('dist/%s', (file) => {
  const text = readFileSync(join(dist, file), 'utf8');

  test('makes no code at run time', () => {
    expect(text).not.toMatch(/\beval\s*\(|\bnew Function\b|\bFunction\s*\(/);
  });

  test('needs nothing but the files beside it', async () => {
    const { metafile } = await build({
      entryPoints: [join(dist, file)],
      absWorkingDir: root,
      bundle: true,
      format: 'esm',
      packages: 'external',
      write: false,
      metafile: true,
    });
    const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
    expect(imports.filter(({ external, path }) => external || !path.startsWith('dist/'))).toEqual([]);
  });
});

describe('the packed tarball', () => {
  const directory = mkdtempSync(join(tmpdir(), 'validators-'));
  const unpacked = join(directory, 'package');
  afterAll(() => rmSync(directory, { recursive: true }));
  beforeAll(() => {
    execFileSync('pnpm', ['pack', '--pack-destination', directory], { cwd: root });
    const tarball = readdirSync(directory).find((file) => file.endsWith('.tgz')) as string;
    execFileSync('tar', ['xzf', tarball], { cwd: directory });
  });

  test('depends on the types alone, in a version', () => {
    const { dependencies } = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8'));
    expect(dependencies).toEqual({
      '@enterprise-communications/types': expect.stringMatching(/^\d+\.\d+\.\d+$/),
    });
  });

  test('holds no generator', () => {
    expect(readdirSync(join(unpacked, 'dist'))).not.toContain('generator');
    expect(readdirSync(unpacked)).not.toContain('src');
  });

  test('runs by itself where code from strings is forbidden', () => {
    writeFileSync(
      join(unpacked, 'use.mjs'),
      `import { sendMessageRequest } from '@enterprise-communications/validators';
       import { responseValidators } from '@enterprise-communications/validators/operations';
       const { failures } = sendMessageRequest.validate({ body: 'Hello', rules: ['sms'], expiresOn: 'x', to: { email: 'x' } });
       const { valid } = responseValidators.sendMessage[400].validate({ validationFailures: [] });
       console.log(JSON.stringify({ paths: failures.map(({ path }) => path).sort(), valid }));`,
    );
    const output = execFileSync(process.execPath, ['--disallow-code-generation-from-strings', 'use.mjs'], {
      cwd: unpacked,
      encoding: 'utf8',
    });
    expect(JSON.parse(output)).toEqual({ paths: ['expiresOn', 'to.email', 'to.phoneNumber'], valid: true });
  });
});

describe('importing one validator', () => {
  const sizeOf = async (contents: string) => {
    const { outputFiles, metafile } = await build({
      stdin: { contents, resolveDir: root },
      absWorkingDir: root,
      logLevel: 'error',
      bundle: true,
      minify: true,
      format: 'esm',
      write: false,
      metafile: true,
    });
    const [output] = Object.values(metafile.outputs);
    const used = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
    const text = outputFiles[0]?.text ?? '';
    return {
      text,
      gzipped: gzipSync(text).length,
      files: used.map(([file]) => file.replace('dist/', '')),
    };
  };
  const one = (name: string) => sizeOf(`export { ${name} } from '@enterprise-communications/validators'`);
  test('leaves the others out', async () => {
    const { text } = await one('errorResponse');
    expect(text).toContain('validationFailures');
    for (const foreign of ['ruleSet', 'eventId', 'RegExp(']) expect(text).not.toContain(foreign);
  });

  test('leaves out the formats when it has none', async () => {
    expect((await one('errorResponse')).files).not.toContain('formats.js');
    expect((await one('message')).files).toContain('formats.js');
  });

  test('a request does not bring the responses and events', async () => {
    const { text } = await one('sendMessageRequest');
    expect(text).toContain('ruleSet');
    for (const foreign of ['statusDetails', 'eventId', 'validationFailures'])
      expect(text).not.toContain(foreign);
  });

  test('importing none brings nothing', async () => {
    const { text } = await sizeOf(`import '@enterprise-communications/validators/operations'`);
    expect(text).toBe('');
  });

  test.each([
    ['errorResponse', 3],
    ['messageSentEvent', 8],
    ['message', 11],
    ['sendMessageRequest', 13],
    ['all of them', 20],
  ])('%s stays under its budget of %i kB, minified and compressed', async (name, budget) => {
    const { gzipped } = await sizeOf(
      name === 'all of them'
        ? `export * from '@enterprise-communications/validators/operations'`
        : `export { ${name} } from '@enterprise-communications/validators'`,
    );
    expect(gzipped).toBeLessThan(budget * 1000);
  });
});
