// `pnpm release:version`: makes a version of what the changesets tell. The packages and the contract get the same one,
// the contract is kept as it was released, and CHANGELOG.md gets its section. Publishing is another step.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root, run } from './pnpm.mjs';
import { contractVersion, packageFiles, withContractVersion, withPackageVersion } from './versions.mjs';

const help = `Makes a version of what the changesets tell. Look at the result, commit it, and publish it.

  --help  this text
          pnpm release:version --help`;

const changesets = join(root, '.changeset');
const changelogFile = join(root, 'CHANGELOG.md');

try {
  const { values } = parseArgs({ options: { help: { type: 'boolean', default: false } } });
  if (values.help) console.log(help);
  else process.exitCode = await release();
} catch (error) {
  if (!(/** @type {NodeJS.ErrnoException} */ (error).code?.startsWith('ERR_PARSE_ARGS'))) throw error;
  console.error(`${/** @type {Error} */ (error).message.split('. ')[0]}. See: pnpm release:version --help`);
  process.exitCode = 2;
}

async function release() {
  const allowed = run(process.execPath, ['scripts/check-breaking.mjs']);
  if (allowed !== 0) return allowed;
  const entries = readdirSync(changesets)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    // What changed in the contract is of interest to everybody.
    .sort(
      (one, other) =>
        Number(other === 'contract.md') - Number(one === 'contract.md') || (one < other ? -1 : 1),
    )
    .map((name) =>
      readFileSync(join(changesets, name), 'utf8')
        .replace(/^---\n.*?\n---\n/s, '')
        .trim(),
    );
  if (entries.length === 0) {
    console.error('.changeset: there is nothing to release. Tell what changed with: pnpm changeset');
    return 1;
  }
  const bumped = run('pnpm', ['exec', 'changeset', 'version']);
  if (bumped !== 0) return bumped;

  const { compareVersions } = await import('@enterprise-communications/compatibility');
  const specFile = join(root, 'spec', 'openapi.yaml');
  const spec = readFileSync(specFile, 'utf8');
  const ofPackages = JSON.parse(readFileSync(join(root, 'spec', 'package.json'), 'utf8')).version;
  // The contract may say a higher version than its changes need.
  const version = [ofPackages, contractVersion(spec)].sort(compareVersions).at(-1);
  writeFileSync(specFile, withContractVersion(spec, version));
  for (const file of packageFiles())
    writeFileSync(file, withPackageVersion(readFileSync(file, 'utf8'), version));
  const changelog = readFileSync(changelogFile, 'utf8');
  writeFileSync(
    changelogFile,
    changelog.replace(/(?=^## )/m, `## ${version}\n\n${entries.join('\n\n')}\n\n`),
  );
  rmSync(join(root, 'spec', 'judgements.json'), { force: true });

  const built = run('pnpm', [
    'exec',
    'turbo',
    'run',
    'build',
    '--filter=@enterprise-communications/spec',
    '--output-logs=errors-only',
  ]);
  if (built !== 0) return built;
  const kept = join(root, 'spec', 'released', version);
  if (existsSync(kept)) {
    console.error(`spec/released/${version}: this version was released before.`);
    return 1;
  }
  mkdirSync(kept);
  // What the site offers at addresses of this version, and when it came.
  const dist = join(root, 'spec', 'dist');
  cpSync(join(dist, 'openapi.json'), join(kept, 'openapi.json'));
  cpSync(join(dist, 'workflows'), join(kept, 'workflows'), { recursive: true });
  const outcomes = join(root, 'packages', 'sandbox', 'src', 'data', 'outcomes.json');
  cpSync(outcomes, join(kept, 'sandbox-outcomes.json'));
  const date = new Date().toISOString().slice(0, 10);
  writeFileSync(join(kept, 'release.json'), `${JSON.stringify({ date })}\n`);
  console.log(`\nThis is ${version} now. Look at it with git diff, commit it, and publish it.`);
  return 0;
}
