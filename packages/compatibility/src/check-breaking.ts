// `pnpm check:breaking`: what changed since the newest released contract, and whether info.version allows it.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compare } from './compare.ts';
import { ContractError } from './contract.ts';
import { gate, report } from './gate.ts';
import { parseJudgements } from './judgement.ts';
import { releasedContract, releasedVersions } from './released.ts';
import { compareVersions } from './semantic-version.ts';

const help = `What changed in the contract since its newest release: what breaks, for whom, and what to do instead.
Ends with 1 when info.version does not allow the changes, or when nobody has told of them.

  --write     set info.version to what the changes need, and write the changelog entry to .changeset/contract.md
              pnpm check:breaking --write
  --root DIR  another copy of the repository, built
              pnpm check:breaking --root ../other-copy
  --help      this text
              pnpm check:breaking --help`;

/** Bad input, told in one line. */
class UsageError extends Error {}

try {
  process.exitCode = run();
} catch (error) {
  if (!(error instanceof UsageError || error instanceof ContractError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

function run(): number {
  const { write, root, help: wantsHelp } = readFlags();
  if (wantsHelp) {
    console.log(help);
    return 0;
  }
  const spec = join(root, 'spec');
  const folder = join(spec, 'released');
  const [newest] = told(folder, () => releasedVersions(folder));
  if (newest === undefined) throw new UsageError(`${folder}: there is no released contract to compare with.`);
  const changesetFile = join(root, '.changeset', 'contract.md');
  const judgementsFile = join(spec, 'judgements.json');
  const released = told(join(folder, newest, 'openapi.json'), () => releasedContract(folder, newest));
  const bundle = join(spec, 'dist', 'openapi.json');
  if (!existsSync(bundle)) throw new UsageError(`${bundle}: the file is missing. Make it with: pnpm build`);
  const contract = told(bundle, () => JSON.parse(readFileSync(bundle, 'utf8')));
  const judgements = existsSync(judgementsFile)
    ? told(judgementsFile, () => parseJudgements(readFileSync(judgementsFile, 'utf8')))
    : [];
  const changeset = existsSync(changesetFile) ? readFileSync(changesetFile, 'utf8') : undefined;
  const changes = compare(released, contract);
  const said = String(contract.info?.version);
  const verdict = told(`${join(spec, 'openapi.yaml')}: info.version`, () =>
    gate({ released: newest, version: said, changes, judgements, changeset }),
  );
  console.log(report(newest, verdict.changes));
  for (const problem of verdict.toJudge) console.error(`\n${problem}`);
  if (!write) {
    for (const problem of verdict.toWrite) console.error(`\n${problem}`);
    return verdict.toJudge.length + verdict.toWrite.length > 0 ? 1 : 0;
  }
  if (verdict.toJudge.length > 0) {
    console.error('\nNothing is written before that is mended.');
    return 1;
  }
  const entry = join(spec, 'openapi.yaml');
  const version = compareVersions(said, verdict.required) < 0 ? verdict.required : said;
  replaceFile(entry, withVersion(readFileSync(entry, 'utf8'), version));
  if (verdict.changeset === undefined) rmSync(changesetFile, { force: true });
  else replaceFile(changesetFile, verdict.changeset);
  console.log(
    `info.version is ${version}.${verdict.changeset ? ' The changelog entry is in .changeset/contract.md.' : ''}`,
  );
  return 0;
}

function readFlags() {
  try {
    const { values } = parseArgs({
      options: {
        write: { type: 'boolean', default: false },
        root: { type: 'string', default: fileURLToPath(new URL('../../..', import.meta.url)) },
        help: { type: 'boolean', default: false },
      },
    });
    return { ...values, root: resolve(values.root) };
  } catch (error) {
    throw new UsageError(`${firstSentence(error)} See: pnpm check:breaking --help`);
  }
}

/** What the action gives. When it fails because of what it was given, that is told in one line. */
function told<Result>(place: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const isInput = error instanceof SyntaxError || error instanceof RangeError;
    if (code === 'ENOENT') throw new UsageError(`${place}: the file or folder is missing.`);
    if (!isInput) throw error;
    throw new UsageError(`${place}: ${firstSentence(error)}`);
  }
}

function firstSentence(error: unknown): string {
  return `${(error as Error).message.split(/\.\s|\n/)[0]}.`;
}

function withVersion(yaml: string, version: string): string {
  if (!/^ {2}version: .*$/m.test(yaml))
    throw new UsageError('spec/openapi.yaml: it has no line `  version: …`.');
  return yaml.replace(/^ {2}version: .*$/m, `  version: ${version}`);
}

/** A reader never sees half of the file. */
function replaceFile(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.unfinished`, text);
  renameSync(`${file}.unfinished`, file);
}
