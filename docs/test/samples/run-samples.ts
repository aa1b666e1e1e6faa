import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { RequestSample } from '../../src/samples/request-samples.mjs';

/** What each language's samples are run with. All must be on PATH. */
const commands: Record<string, string[]> = {
  curl: ['sh', 'curl'],
  typescript: ['node'],
  javascript: ['node'],
  python: ['python3'],
  csharp: ['mcs', 'mono'],
  java: ['javac', 'java'],
  php: ['php'],
  go: ['go'],
  ruby: ['ruby'],
};

/** Between the outputs of programs that run in one process. */
const separator = '\u001e';

const fixture = (name: string) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));

/**
 * Why the samples of a language cannot be run here.
 * @returns undefined when they can
 */
export async function whyNot(language: string): Promise<string | undefined> {
  for (const command of commands[language] ?? []) {
    const found = await run('sh', ['-c', `command -v ${command}`], process.cwd(), {}).catch(() => undefined);
    if (found === undefined) return `there is no ${command} on PATH`;
  }
  if (language === 'php') {
    const loaded = await run('php', ['-r', 'echo extension_loaded("curl") ? 1 : 0;'], process.cwd(), {});
    if (loaded !== '1') return 'PHP has no curl extension';
  }
  return undefined;
}

/**
 * Runs whole programs in their own language, one after the other.
 *
 * @param folder empty; the programs are written and compiled there
 * @param environment of the programs, beside PATH and HOME
 * @returns what each of them printed
 * @throws {Error} with what was said, when one does not compile or ends with another code than 0
 */
export async function runSamples(
  language: string,
  samples: RequestSample[],
  folder: string,
  environment: Record<string, string>,
): Promise<string[]> {
  const files = await Promise.all(
    samples.map((sample, index) => writeProgram(sample, join(folder, `${index}`))),
  );
  const each = (command: string, ...flags: string[]) =>
    inTurn(files, (file) => run(command, [...flags, file], folder, environment));
  switch (language) {
    case 'curl':
      return each('sh');
    case 'javascript':
      return each('node');
    case 'typescript': {
      await symlink(
        fileURLToPath(new URL('../../node_modules', import.meta.url)),
        join(folder, 'node_modules'),
      );
      return each('node');
    }
    case 'python':
      return each('python3', '-I');
    case 'php':
      return each('php');
    case 'ruby':
      return each('ruby');
    case 'go': {
      await writeFile(join(folder, 'go.mod'), 'module samples\n');
      await run('go', ['build', '-o', 'programs/', './...'], folder, { ...environment, GOFLAGS: '-mod=mod' });
      return inTurn(files, (_file, index) =>
        run(join(folder, 'programs', `${index}`), [], folder, environment),
      );
    }
    case 'java': {
      const classes = join(folder, 'classes');
      await run(
        'javac',
        ['-encoding', 'UTF-8', '-d', classes, fixture('RunSamples.java'), ...files],
        folder,
        {},
      );
      const printed = await run(
        'java',
        ['-cp', classes, 'RunSamples', ...classNames(samples)],
        folder,
        environment,
      );
      return printed.split(separator).slice(1);
    }
    case 'csharp': {
      const flags = ['-r:System.Net.Http.dll', '-main:RunSamples', '-out:samples.exe', '-langversion:7'];
      await run('mcs', [...flags, fixture('RunSamples.cs'), ...files], folder, {});
      const printed = await run('mono', ['samples.exe', ...classNames(samples)], folder, environment);
      return printed.split(separator).slice(1);
    }
    default:
      throw new Error(`No way to run ${language} is known.`);
  }
}

function classNames(samples: RequestSample[]): string[] {
  return samples.map(({ fileName }) => fileName.replace(/\.\w+$/, ''));
}

/** Writes a sample to a file that its language can run. */
async function writeProgram({ language, fileName, source }: RequestSample, folder: string): Promise<string> {
  await mkdir(folder);
  if (language !== 'typescript') {
    await writeFile(join(folder, fileName), source);
    return join(folder, fileName);
  }
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  const file = join(folder, fileName.replace(/ts$/, 'js'));
  await writeFile(file, outputText);
  return file;
}

async function inTurn<T, R>(items: T[], act: (item: T, index: number) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const [index, item] of items.entries()) results.push(await act(item, index));
  return results;
}

async function run(
  command: string,
  flags: string[],
  folder: string,
  environment: Record<string, string>,
): Promise<string> {
  const { PATH, HOME } = process.env;
  const child = spawn(command, flags, {
    cwd: folder,
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text) => {
      output[name] += text;
    });
  }
  const [code] = await once(child, 'close');
  if (code !== 0)
    throw new Error(`${[command, ...flags].join(' ')} ended with ${code}:\n${output.stdout}${output.stderr}`);
  return output.stdout;
}
