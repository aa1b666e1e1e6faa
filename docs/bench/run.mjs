import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFlags, runAsCommand } from '../src/command.mjs';
import { referencePath } from '../src/facts/reference-path.mjs';
import { frontMatter } from '../src/front-matter.mjs';
import { listOperations } from '../src/openapi.mjs';
import { readSpecBundle } from '../src/spec-bundle.mjs';
import { UserError } from '../src/user-error.mjs';
import { chromiumNames, chromiumPath, launchChromium } from '../test/launch-chromium.mjs';
import { prepareContenders } from './contenders.mjs';
import { openThrottled, readableWithoutScripts, throttle } from './open-throttled.mjs';
import { serveCompressed } from './serve-compressed.mjs';

const help = `The site beside two other renderers of the same contract: what a page weighs, and how soon it can be read.
Writes docs/benchmarks/docs.md. It takes the site as it was built: pnpm build.

  pnpm --filter docs bench [--dry] [--rounds N]

  --dry       writes no file
              pnpm --filter docs bench --dry
  --rounds N  rounds of each measurement, of which the median counts; default 5
              pnpm --filter docs bench --rounds 9
  --help      this text
              pnpm --filter docs bench --help
`;

/** Of the better of the two others, by the promise of the site. */
const target = 0.5;

/** @typedef {import('./contenders.mjs').Contender & { ms: number[], bytes: number[], withoutScripts: boolean }} Figures */

await runAsCommand(import.meta.url, async () => {
  const flags = readFlags({ help, options: { dry: { type: 'boolean' }, rounds: { type: 'string' } } });
  if (!flags) return;
  const rounds = Number(flags.rounds ?? 5);
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new UserError(`--rounds is "${flags.rounds}"; give a whole number, such as 5.`);
  }
  if (chromiumPath === undefined) {
    throw new UserError(`There is no Chromium: none of ${chromiumNames.join(', ')} is on PATH.`);
  }
  const measured = await measure(rounds);
  const page = report({ ...measured, rounds });
  process.stdout.write(page);
  if (!flags.dry) await writeFile(new URL('../benchmarks/docs.md', import.meta.url), page);
});

/** @param {number} rounds */
async function measure(rounds) {
  const { document } = await readSpecBundle();
  const [operation] = listOperations(document);
  if (operation === undefined) throw new UserError('The contract has no operation.');
  const { operationId, path, method } = operation;
  const sentence = /^[^.]+\./.exec(document.paths[path]?.[method]?.description ?? '')?.[0] ?? '';
  if (sentence === '') throw new UserError(`The operation ${operationId} has no description.`);

  const folder = await mkdtemp(join(tmpdir(), 'docs-bench-'));
  const contenders = await prepareContenders(folder, operation, referencePath('operations', operationId));
  const figures = contenders.map(
    (one) => /** @type {Figures} */ ({ ...one, ms: [], bytes: [], withoutScripts: false }),
  );
  const server = await serveCompressed(folder);
  // What one of them would ask another host for is not there at once, instead of late.
  const browser = await launchChromium(['--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1']);
  try {
    for (let round = 1; round <= rounds; round++)
      for (const one of figures) {
        process.stderr.write(`round ${round} of ${rounds}: ${one.name}\n`);
        const { ms, bytes } = await openThrottled(browser, server.url + one.address, sentence);
        one.ms.push(ms);
        one.bytes.push(bytes);
      }
    for (const one of figures) {
      one.withoutScripts = await readableWithoutScripts(browser, server.url + one.address, sentence);
    }
    return { figures, operationId, sentence, chromium: browser.version() };
  } finally {
    await browser.close();
    server.close();
    await rm(folder, { recursive: true });
  }
}

/** @param {{ figures: Figures[], operationId: string, sentence: string, chromium: string, rounds: number }} measured */
function report({ figures, operationId, sentence, chromium, rounds }) {
  const bytes = ratios(figures, ({ bytes: all }) => median(all));
  const ms = ratios(figures, ({ ms: all }) => median(all));
  const [page] = figures;
  const reached = page && [bytes, ms].every((all) => (all.get(page)?.ratio ?? 1) <= target);
  const fields = {
    title: "The site's weight",
    description:
      'What a page of the reference weighs and how soon it can be read, beside two other renderers.',
  };
  return `${frontMatter(fields)}
# ${fields.title}

Made by \`pnpm --filter docs bench\` ([bench/run.mjs](../bench/run.mjs)), all in one run. Trust the ratios more than the figures:
they move less from machine to machine.

Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}; Chromium ${chromium}, @redocly/cli ${versionOf('@redocly/cli')}, @scalar/api-reference ${versionOf('@scalar/api-reference')}.

Each page is opened at the operation \`${operationId}\`, from a server on the same machine that sends it compressed (gzip), with
nothing in the cache. Chromium imitates a slow phone: ${throttle.latency} ms to each answer, ${throttle.bitsPerSecond / 1e6} Mbit/s, a processor of a quarter of the
speed. Median of ${rounds} interleaved rounds.

Redocly and Scalar show the same contract by their default page. Two changes favour them: their scripts come from the
server of the page, and whatever they would ask other hosts for (fonts, a logo) is left out.

The aim is at most ${target} × of the better of them, for the operation's page: ${reached ? 'reached' : '**missed**'}.

## Transferred

All that comes over the network until nothing more does.

${table('kB', bytes, (value) => (value / 1000).toFixed(1))}

## Time to the first readable operation

From the start of the navigation until “${sentence}” stands in the window.

${table('ms', ms, (value) => value.toFixed(0))}

## Without JavaScript

| page | the operation can be read |
| --- | --- |
${figures.map(({ name, withoutScripts }) => `| ${name} | ${withoutScripts ? 'yes' : 'no'} |`).join('\n')}
`;
}

/**
 * @param {Figures[]} figures
 * @param {(figures: Figures) => number} figureOf
 * @returns {Map<Figures, { value: number, ratio: number }>}
 */
function ratios(figures, figureOf) {
  const best = Math.min(...figures.filter(({ ours }) => !ours).map(figureOf));
  return new Map(figures.map((one) => [one, { value: figureOf(one), ratio: figureOf(one) / best }]));
}

/**
 * @param {string} unit
 * @param {Map<Figures, { value: number, ratio: number }>} rows
 * @param {(value: number) => string} shown
 */
function table(unit, rows, shown) {
  const lines = [...rows].map(
    ([{ name, ours }, { value, ratio }]) =>
      `| ${ours ? `**${name}**` : name} | ${shown(value)} | ${ratio.toFixed(2)} × |`,
  );
  return [`| page | ${unit} | against the better of the others |`, '| --- | --: | --: |', ...lines].join(
    '\n',
  );
}

/** @param {number[]} numbers */
function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

/** @param {string} name of a package */
function versionOf(name) {
  const manifest = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return JSON.parse(readFileSync(manifest, 'utf8')).version;
}
