import { readFileSync } from 'node:fs';
import { CONTROL_TOKEN, HELP, parseFlags, UsageError } from './flags.ts';
import { contract } from './generated/contract.ts';
import type { Answered } from './http/listener.ts';
import { startServing } from './start-serving.ts';
import { readSubscriptionFile } from './subscription-file.ts';

const NAME = 'enterprise-communications-sandbox';

async function main(): Promise<void> {
  if (process.argv[2] === 'check-receiver') {
    const { checkReceiverCommand } = await import('./check-receiver/command.ts');
    process.exitCode = await checkReceiverCommand(process.argv.slice(3), process.env, print, warn);
    return;
  }
  const flags = parseFlags(process.argv.slice(2), process.env);
  if (flags.help) return print(HELP);
  if (flags.version) return print(`${NAME} ${ownVersion()}\n`);

  let close = async () => {};
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, async () => {
      await close();
      process.exit(0);
    });
  }

  const { webhook, webhookSecret, subscriptions: file, isPublic, verbose, ...settings } = flags;
  const subscriptions = file === undefined ? [] : readSubscriptionFile(file);
  if (webhook !== undefined && webhookSecret !== undefined)
    subscriptions.push({ url: webhook, secret: webhookSecret });
  const running = await startServing({
    ...settings,
    subscriptions,
    controlToken: isPublic ? process.env[CONTROL_TOKEN] : undefined,
    onAnswered: verbose ? logAnswered : undefined,
    warn,
  });
  close = running.close;
  print(`Sandbox of the ${contract.title} ${contract.version} on ${running.url}\n`);
}

function print(text: string): void {
  process.stdout.write(text);
}

function warn(line: string): void {
  process.stderr.write(`${line}\n`);
}

function logAnswered({ method, path, status, milliseconds, body }: Answered): void {
  warn(`${method} ${path} ${status} ${milliseconds} ms${body && ` ${body}`}`);
}

function ownVersion(): string {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
}

function giveUp(error: Error): never {
  const [line] = error.message.split('\n');
  if (error instanceof UsageError) {
    warn(`${NAME}: ${line}; see ${NAME} --help`);
    process.exit(2);
  }
  warn(`${NAME}: ${line}`);
  process.exit(1);
}

// For example a disk that is full: what could not be written was not accepted.
process.on('uncaughtException', giveUp);
main().catch(giveUp);
