import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One block of a recipe: a whole new file, or lines that change in one. */
export interface Step {
  kind: 'file' | 'change';
  /** From the root of the repository. */
  path: string;
  text: string;
}

/** The recipes of a page, by their heading, as the blocks of code say them. */
export function recipesOf(markdown: string): Map<string, Step[]> {
  const sections = markdown.split(/^(?=#{2,3} )/m).map((section) => {
    const title = /^### (Add an? .+)$/m.exec(section)?.[1];
    const blocks = [...section.matchAll(/^```(\w+) (\S+\/\S+)\n(.*?)^```$/gms)];
    const steps = blocks.map(
      ([, language, path = '', text = '']): Step => ({
        kind: language === 'diff' ? 'change' : 'file',
        path,
        text,
      }),
    );
    return [title, steps] as const;
  });
  return new Map(sections.filter((one): one is [string, Step[]] => one[0] !== undefined));
}

/**
 * Follows a step in a copy of the repository.
 * @throws {Error} when the file to write is there already, or the lines to change are not there exactly once
 */
export function follow(folder: string, { kind, path, text }: Step): void {
  const file = join(folder, path);
  if (kind === 'file') {
    if (existsSync(file)) throw new Error(`${path} is there already.`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return;
  }
  const lines = text.split('\n').slice(0, -1);
  const side = (sign: '-' | '+') =>
    lines
      .filter((line) => line.startsWith(sign) || !/^[+-]/.test(line))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  const before = readFileSync(file, 'utf8');
  const parts = before.split(side('-'));
  if (parts.length !== 2)
    throw new Error(`${path} has these lines ${parts.length - 1} times, and not once:\n${side('-')}`);
  writeFileSync(file, parts.join(side('+')));
}
