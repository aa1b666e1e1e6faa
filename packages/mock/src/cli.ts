import { readFileSync } from 'node:fs';
import { HELP, parseFlags, UsageError } from './flags.ts';
import type { Answered } from './serving.ts';

const NAME = 'enterprise-communications-mock';

async function main(): Promise<void> {
  const flags = parseFlags(process.argv.slice(2));
  if (flags.help) return print(HELP);
  if (flags.version) return print(`${NAME} ${ownVersion()}\n`);

  let close = async () => {};
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, async () => {
      await close();
      process.exit(0);
    });
  }

  // Prism takes most of the starting time; help and wrong flags do not wait for it.
  const [{ startServing }, { watchFileForChange }] = await Promise.all([
    import('./serving.ts'),
    import('./watch-file.ts'),
  ]);
  const serving = await startServing({ ...flags, onAnswered: flags.verbose ? logAnswered : undefined });
  close = serving.close;
  print(`Mock of the ${serving.title} ${serving.version} on ${serving.url}\n`);

  if (flags.watch) {
    watchFileForChange(serving.spec, async () => {
      try {
        if (await serving.reload()) warn(`${serving.spec}: changed, now served`);
      } catch (error) {
        warn(`${(error as Error).message}; still serving what was there before`);
      }
    });
  }
}

function print(text: string): void {
  process.stdout.write(text);
}

function warn(line: string): void {
  process.stderr.write(`${line}\n`);
}

function logAnswered({ method, path, status, milliseconds }: Answered): void {
  warn(`${method} ${path} ${status} ${milliseconds} ms`);
}

function ownVersion(): string {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
}

main().catch((error: Error) => {
  const [line] = error.message.split('\n');
  if (error instanceof UsageError) {
    warn(`${NAME}: ${line}; see ${NAME} --help`);
    process.exit(2);
  }
  warn(`${NAME}: ${line}`);
  process.exit(1);
});
