// `pnpm bench`: every benchmark of the repository, one after the other, in one table.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { regressions, rowsIn, tableOf } from './bench-report.mjs';
import { benchmarks } from './benchmarks.mjs';

const NOISE = 0.3;
const root = fileURLToPath(new URL('../../..', import.meta.url));
const page = join(root, 'docs/benchmarks/all.md');
const HELP = `Runs every benchmark of the repository on what is built, and compares its ratios with those of docs/benchmarks/all.md.
A ratio that is more than ${NOISE * 100} % worse is told; that is no failure. Let nothing else run on the machine meanwhile.

  pnpm bench                    runs all, and writes the page
  pnpm bench --only start,types runs some of them: ${benchmarks.map(({ name }) => name).join(', ')}
  pnpm bench --dry              writes nothing
  pnpm bench --rounds 9         rounds of each, of which the median counts (default 5)
  pnpm bench --help             this text

${benchmarks.map(({ name, what }) => `${name.padEnd(11)} ${what}`).join('\n')}`;

/** @type {{ only?: string, dry?: boolean, rounds?: string, help?: boolean }} */
let flags;
try {
  flags = parseArgs({
    options: {
      only: { type: 'string' },
      dry: { type: 'boolean' },
      rounds: { type: 'string' },
      help: { type: 'boolean' },
    },
  }).values;
} catch (error) {
  end(`${/** @type {Error} */ (error).message.split('. ')[0]}. See: pnpm bench --help`);
}
if (flags.help) {
  console.log(HELP);
  process.exit();
}
const rounds = Number(flags.rounds ?? 5);
if (!Number.isInteger(rounds) || rounds < 1)
  end(`--rounds is "${flags.rounds}"; give a whole number, such as 5.`);
const names = flags.only?.split(',') ?? benchmarks.map(({ name }) => name);
for (const name of names)
  if (!benchmarks.some((one) => one.name === name))
    end(`There is no benchmark "${name}". There are: ${benchmarks.map((one) => one.name).join(', ')}.`);
for (const place of ['packages/client', 'packages/sandbox', 'docs'])
  if (!existsSync(join(root, place, 'dist'))) end(`${place} is not built. Run: pnpm build`);

const before = existsSync(page) ? rowsIn(readFileSync(page, 'utf8')) : [];
/** @type {import('./bench-report.mjs').Row[]} */
const now = [];
for (const { name, what, run } of benchmarks.filter((one) => names.includes(one.name))) {
  console.error(`${name}: ${what}`);
  const rows = run(root, rounds);
  if (rows.length === 0) end(`The benchmark "${name}" gave no ratio.`);
  now.push(...rows);
}
console.log(tableOf(now).join('\n'));

const worse = regressions(before, now, NOISE);
for (const line of worse) console.log(`Worse: ${line}`);
if (before.length > 0 && worse.length === 0)
  console.log(`No ratio is more than ${NOISE * 100} % worse than it was.`);

if (!flags.dry) {
  // What was not run keeps its row.
  const ran = new Set(now.map(({ name }) => name));
  const kept = before.filter(({ name }) => !ran.has(name) && !names.includes(name.split(':')[0] ?? ''));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const text = `---
title: All benchmarks
description: The ratios of every benchmark of the repository in one table.
---

# All benchmarks

Made by \`pnpm bench\` at the root. Trust the ratios more than the figures: they move less from machine to machine. A run
that finds a ratio more than ${NOISE * 100} % worse than here says so.

Version ${version}; Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${process.platform} ${process.arch}; median of ${rounds} rounds.

${tableOf([...kept, ...now]).join('\n')}
`;
  writeFileSync(page, text);
  console.error(`Written: docs/benchmarks/all.md`);
}

/** @param {string} line @returns {never} */
function end(line) {
  console.error(line);
  process.exit(1);
}
