import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Starts one of the package's commands, such as `serve.mjs`. */
export function startCommand(name: string, flags: string[]) {
  const script = fileURLToPath(new URL(`../${name}`, import.meta.url));
  const child = spawn(process.execPath, [script, ...flags]);
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    output.stderr += text;
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...output }));
  return { child, ended };
}

/** Runs one of the package's commands to its end. */
export function runCommand(name: string, ...flags: string[]) {
  return startCommand(name, flags).ended;
}

/** What a person must see after a mistake: one line that says what is wrong, and no stack. */
export function oneLine(text: string): string {
  const lines = text.split('\n');
  if (lines.length !== 2 || lines[1] !== '') throw new Error(`Not one line:\n${text}`);
  return lines[0] ?? '';
}
