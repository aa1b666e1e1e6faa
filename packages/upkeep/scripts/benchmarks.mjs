// Every benchmark of the repository: what it measures, and how it is run.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ratiosIn } from './bench-report.mjs';

/** @typedef {import('./bench-report.mjs').Row} Row */
/** @typedef {{ name: string, what: string, run: (root: string, rounds: number) => Row[] }} Benchmark */

/** @type {Benchmark[]} */
export const benchmarks = [
  {
    name: 'client',
    what: 'calls beside other clients, on a stub and over a socket',
    run: ofPackage('client', 'packages/client'),
  },
  {
    name: 'sandbox',
    what: 'requests and start beside the mock (Prism)',
    run: ofPackage('sandbox', 'packages/sandbox'),
  },
  {
    name: 'docs',
    what: 'a page of the reference beside other renderers, in a throttled Chromium',
    run: ofPackage('docs', 'docs'),
  },
  { name: 'validators', what: 'one value, against JSON.parse of the same', run: validators },
  { name: 'start', what: 'start of mock and sandbox to --help, against an empty program', run: start },
  {
    name: 'types',
    what: "type-check of a consumer's project, against the same without the client",
    run: types,
  },
  { name: 'build', what: 'build of everything from nothing, and with nothing to do', run: build },
  { name: 'site', what: 'the site compressed, against the contract compressed', run: site },
];

/** A benchmark that a package has itself. @param {string} name @param {string} folder @returns {Benchmark['run']} */
function ofPackage(name, folder) {
  return (root, rounds) =>
    ratiosIn(name, node(join(root, folder), ['bench/run.mjs', '--dry', '--rounds', String(rounds)]));
}

/** @type {Benchmark['run']} */
function validators(root) {
  const folder = join(root, 'packages/validators');
  const yardstick = `
    import bundle from '@enterprise-communications/spec/openapi.json' with { type: 'json' };
    const text = JSON.stringify(bundle.components.examples['all-controls'].value);
    const rounds = Array.from({ length: 15 }, () => {
      const start = performance.now();
      for (let call = 0; call < 5000; call++) JSON.parse(text);
      return (performance.now() - start) / 5;
    });
    console.log(rounds.sort((a, b) => a - b)[7]);`;
  const parse = Number(node(folder, ['--no-warnings', '--input-type=module', '--eval', yardstick]));
  const report = node(folder, ['--no-warnings', 'bench/validate.mjs']);
  return [...report.matchAll(/^ *([\d.]+) µs {2}(.+)$/gm)].map(([, value = '', name = '']) => {
    const micros = Number(value);
    return row(`validators: ${name}`, micros, 'µs', micros / parse, 'JSON.parse of a request');
  });
}

/** @type {Benchmark['run']} */
function start(root, rounds) {
  const empty = medianOf(rounds, () => node(root, ['--eval', '0']));
  return ['mock', 'sandbox'].map((name) => {
    const command = `packages/${name}/bin/enterprise-communications-${name}.js`;
    const ms = medianOf(rounds, () => node(root, [command, '--help']));
    return row(`start: ${name} --help`, ms, 'ms', ms / empty, 'an empty program');
  });
}

/** @type {Benchmark['run']} */
function types(root, rounds) {
  // Below runtime-tests, so that the packages are found from there.
  const folder = mkdtempSync(join(root, 'packages/runtime-tests', 'bench-types-'));
  try {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const check = (/** @type {string} */ code) => {
      writeFileSync(join(folder, 'index.ts'), code);
      const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', 'node'];
      return medianOf(rounds, () => node(folder, [tsc, ...flags, 'index.ts']));
    };
    const bare = check("export const answer = await fetch('https://api.test');");
    const client = check(`import { createClient } from '@enterprise-communications/client';
const { messages } = createClient({ apiSpaceId: 'id', token: 'token' });
export const message = await messages.send({ to: { phoneNumber: '447700900123' }, body: 'x', rules: ['sms'] });`);
    return [row('types: a project that sends', client, 'ms', client / bare, 'the same without the client')];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @type {Benchmark['run']} */
function build(root) {
  const turbo = (/** @type {string[]} */ ...flags) =>
    medianOf(1, () =>
      execFileSync('pnpm', ['exec', 'turbo', 'run', 'build', '--output-logs=none', ...flags], {
        cwd: root,
        stdio: 'ignore',
        env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
        shell: process.platform === 'win32',
      }),
    );
  const cold = turbo('--force');
  const warm = turbo();
  return [
    row('build: from nothing', cold, 'ms', 1, 'itself'),
    row('build: nothing to do', warm, 'ms', warm / cold, 'from nothing'),
  ];
}

/** @type {Benchmark['run']} */
function site(root) {
  const folder = join(root, 'docs/dist');
  const zipped = (/** @type {string} */ path) => gzipSync(readFileSync(path)).length / 1000;
  const contract = zipped(join(root, 'spec/dist/openapi.json'));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const all = files.reduce((sum, { parentPath, name }) => sum + zipped(join(parentPath, name)), 0);
  const first = zipped(join(folder, 'index.html'));
  return [
    row('site: first page', first, 'kB', first / contract, 'the contract'),
    row('site: all files', all, 'kB', all / contract, 'the contract'),
  ];
}

/** @param {string} name @param {number} value @param {string} unit @param {number} ratio @param {string} against @returns {Row} */
function row(name, value, unit, ratio, against) {
  return { name, value, unit, ratio, against, better: 'less' };
}

/** @param {string} cwd @param {string[]} args */
function node(cwd, args) {
  return execFileSync(process.execPath, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1e8,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Milliseconds. @param {number} rounds @param {() => unknown} run */
function medianOf(rounds, run) {
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
}
