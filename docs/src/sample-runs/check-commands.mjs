import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/**
 * Looks up the commands of a block that is about this repository: is there such a script, such a file?
 *
 * @param {string} root
 * @param {string} page the commands are run in its folder, or in the root
 * @param {string} code
 * @returns {string | undefined} the first command that leads nowhere
 */
export function commandProblem(root, page, code) {
  const here = join(root, page, '..');
  for (const line of commandLines(code)) {
    const [command, ...args] = line.split(/\s+/);
    const problem =
      command === 'npm' || command === 'pnpm'
        ? scriptProblem(root, here, args)
        : fileProblem(root, here, command, args);
    if (problem) return `"${line}": ${problem}`;
  }
  return undefined;
}

/**
 * The packages that `npm install` lines name: are they of this repository, or known to it?
 *
 * @param {string} root
 * @param {string} line
 */
export function installProblem(root, line) {
  const { catalog } = parse(readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8'));
  for (const word of line.split(/\s+/).slice(2)) {
    if (word.startsWith('-')) continue;
    const [, name = '', version] = /^(@?[^@]+)(?:@(.+))?$/.exec(word) ?? [];
    const own =
      name.startsWith('@enterprise-communications/') &&
      existsSync(join(root, 'packages', name.split('/')[1] ?? ''));
    if (own) continue;
    if (!catalog[name]) return `"${name}" is neither a package of this repository nor in its catalog`;
    if (version && !catalog[name].startsWith(`${version}.`))
      return `${word}, but the catalog has ${catalog[name]}`;
  }
  return undefined;
}

/**
 * The lines of a shell block, without its comments; a line that goes on in the next one is one.
 *
 * @param {string} code
 */
export const commandLines = (code) =>
  code
    .replace(/\\\n/g, ' ')
    .split('\n')
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter(Boolean);

/**
 * @param {string} root
 * @param {string} here
 * @param {string[]} given
 */
function scriptProblem(root, here, given) {
  const filter = given[0] === '--filter' ? given[1] : undefined;
  const [first, second] = filter ? given.slice(2) : given;
  const script = first === 'run' ? second : first;
  const folders = filter
    ? [filter, `packages/${filter}`].map((name) =>
        join(root, name.replace('@enterprise-communications/', '')),
      )
    : [here, root];
  if (first === 'install') return undefined;
  const scripts = folders.map((folder) => {
    const file = join(folder, 'package.json');
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).scripts : {};
  });
  return scripts.some((known) => known?.[script ?? '']) ? undefined : `there is no script "${script}"`;
}

/**
 * @param {string} root
 * @param {string} here
 * @param {string | undefined} command
 * @param {string[]} args
 */
function fileProblem(root, here, command, args) {
  if (command !== 'node') return `do not know how to look up "${command}"`;
  const file = args.find((arg) => !arg.startsWith('-')) ?? '';
  return existsSync(join(here, file)) || existsSync(join(root, file))
    ? undefined
    : `there is no file "${file}"`;
}
