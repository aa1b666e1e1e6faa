// `pnpm build`: the contract as one file, dist/openapi.json and dist/openapi.yaml, with the workflows and the requests
// that must be refused beside it.
import { cpSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { entry, findProblems, redocly, specFolder } from './redocly.mjs';

const dist = join(specFolder, 'dist');
// Written beside, then renamed: who watches the bundle never reads half of one,
// and a contract that does not bundle leaves the last good one in place.
const unfinished = join(dist, 'unfinished');
mkdirSync(unfinished, { recursive: true });
const names = ['openapi.json', 'openapi.yaml'];
const failed = names
  .map((name) => redocly('bundle', entry, '-o', join(unfinished, name)))
  .find((run) => run.status !== 0);
if (failed) {
  const problems = findProblems();
  console.error((problems.length > 0 ? problems : [failed.stderr.trim()]).join('\n'));
  process.exitCode = 1;
} else {
  for (const name of names) renameSync(join(unfinished, name), join(dist, name));
  // A workflow names the contract as ../openapi.yaml, which holds in dist/ too.
  for (const folder of ['workflows', join('examples', 'invalid')]) {
    rmSync(join(dist, folder), { recursive: true, force: true });
    cpSync(join(specFolder, folder), join(dist, folder), { recursive: true });
  }
  console.log(`Bundled spec/${entry} to ${names.map((name) => `spec/dist/${name}`).join(' and ')}.`);
}
rmSync(unfinished, { recursive: true });
