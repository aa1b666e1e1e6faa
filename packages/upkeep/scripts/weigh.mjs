// `pnpm weigh`: writes into CONTRIBUTING.md what each dependency weighs, as installed on this machine.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rowsOf, withRows } from './dependency-table.mjs';
import { bytesOf, installed, withAllBelow } from './installed-weight.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const page = join(root, 'CONTRIBUTING.md');
const markdown = readFileSync(page, 'utf8');

const rows = rowsOf(markdown).map((row) => {
  /** @type {Set<string>} */
  const folders = new Set();
  for (const name of row.names) {
    const folder = installed(root, name);
    if (!folder) {
      console.error(`${name} is in the table of CONTRIBUTING.md, and is not installed. Run: pnpm install`);
      process.exit(1);
    }
    withAllBelow(folder, folders);
  }
  const bytes = [...folders].reduce((sum, folder) => sum + bytesOf(folder), 0);
  const megabytes = bytes < 1e5 ? '< 0.1' : (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
  return { ...row, weight: `${megabytes} MB in ${folders.size}` };
});
writeFileSync(page, withRows(markdown, rows));
console.log(`CONTRIBUTING.md tells what ${rows.length} rows weigh.`);
