import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startMock } from '@enterprise-communications/mock';
import { startSandbox } from '@enterprise-communications/sandbox';
import {
  createWebhookHandler,
  createWebhookReceiver,
  signatureHeader,
  signEvent,
} from '@enterprise-communications/webhooks';
import { toNodeListener } from '@enterprise-communications/webhooks/node';
import { parse } from 'yaml';
import { exampleValue } from '../facts/examples.mjs';
import { commandLines, commandProblem, installProblem } from './check-commands.mjs';
import { payloadProblem } from './check-payload.mjs';
import { compileSamples } from './compile-samples.mjs';
import { isInstalled, processOutput } from './process-output.mjs';
import { outputDifference, outputInComments } from './shown-output.mjs';

/**
 * @typedef {import('./collect-samples.mjs').Sample} Sample
 * @typedef {'run' | 'checked' | 'shown' | 'elsewhere' | 'skipped' | 'failed'} Outcome
 * @typedef {{ outcome: Outcome, detail: string }} Result `detail` says why not, or what went wrong
 */

/** The addresses that pages print: those of the commands' default ports, and of the reader's own receiver. */
const printed = {
  mock: 'http://127.0.0.1:4010',
  sandbox: 'http://127.0.0.1:4020',
  receiver: 'http://127.0.0.1:3000',
};
const secret = 'a-secret-of-the-samples';
const timeout = 60_000;

/**
 * Does with every sample what its page says is done with it. All of them share one mock, one sandbox, one compiler
 * and one process, which is what makes this quick.
 *
 * @param {Sample[]} samples
 * @param {{ root: string, folder: string, contract: import('../facts/contract-node.mjs').Contract }} where `folder`
 *   is emptied; it must be inside of a package that has what the samples import
 * @returns {Promise<Map<Sample, Result>>}
 */
export async function runSamples(samples, { root, folder, contract }) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const [mock, sandbox] = await Promise.all([startMock(), startSandbox({ clock: 'real', pace: 0.02 })]);
  const receiver = await startReceiver('my-secret');
  const runner = programRunner({ WEBHOOK_SECRET: secret, ACCESS_TOKEN: 'any-token' });
  const body = JSON.stringify(exampleValue(contract, 'event', 'event-message-delivered'));
  const posts = [
    { headers: { [signatureHeader]: await signEvent(body, secret) }, body },
    { headers: { [signatureHeader]: await signEvent(body, 'another secret') }, body },
  ];

  /** @type {(code: string, server: import('./disposition.mjs').Server) => string} */
  const adapt = (code, server) =>
    code
      .replaceAll(printed.mock, server === 'sandbox' ? sandbox.url : mock.url)
      .replaceAll(printed.sandbox, sandbox.url)
      .replaceAll(printed.receiver, receiver.url);
  /** @param {string} output */
  const withPrinted = (output) =>
    output
      .replaceAll(mock.url, printed.mock)
      .replaceAll(sandbox.url, printed.sandbox)
      .replaceAll(receiver.url, printed.receiver);
  const typed = samples.filter(
    ({ language, disposition: { kind } }) => language === 'ts' && (kind === 'run' || kind === 'check'),
  );
  const compiled = compileSamples(typed, folder, adapt);
  /** @type {Map<string, string | undefined>} */
  const started = new Map();

  /** @param {Sample} sample @returns {Promise<Result>} */
  const perform = async (sample) => {
    const { language, code, page, disposition, shown } = sample;
    const here = join(folder, page.replace(/\W+/g, '-'));
    mkdirSync(here, { recursive: true });
    if (disposition.file && language !== 'ts') writeFileSync(join(here, disposition.file), code);
    const problems = compiled.get(sample)?.errors ?? [];
    if (problems.length > 0) return failed(problems.join('\n'));
    switch (disposition.kind) {
      case 'not-run':
        return { outcome: 'shown', detail: disposition.reason };
      case 'output':
        return { outcome: 'checked', detail: '' };
      case 'tested-by':
        return testedBy(root, page, disposition.test);
      case 'payload': {
        const problem = payloadProblem(contract, disposition.of, disposition.name, code);
        return problem ? failed(`it ${problem}`) : { outcome: 'checked', detail: '' };
      }
      case 'commands': {
        const problem = commandProblem(root, page, code);
        return problem ? failed(problem) : { outcome: 'checked', detail: '' };
      }
      case 'starts':
        return starts(root, here, code, started);
      case 'check':
        return language === 'ts' ? { outcome: 'checked', detail: '' } : parses(language, code);
      case 'run': {
        const text = adapt(code, disposition.server);
        const program = compiled.get(sample)?.file;
        const ran =
          program === undefined
            ? await runScript(language, text, here)
            : await runModule(runner, program, disposition.receiver ? posts : [], code);
        if (typeof ran === 'object') return ran;
        const output = withPrinted(ran);
        const difference = shown === undefined ? undefined : outputDifference(shown, output);
        if (difference) return failed(`its output is not as shown: ${difference}`);
        return commentsDiffer(code, output) ?? { outcome: 'run', detail: '' };
      }
    }
  };

  try {
    /** @type {Map<Sample, Result>} */
    const results = new Map();
    const performAll = async (/** @type {Sample[]} */ some) => {
      for (const sample of some)
        results.set(sample, await perform(sample).catch((error) => failed(String(error))));
    };
    // Modules run in one process, scripts in others: neither has to wait for the other.
    await Promise.all([
      performAll(samples.filter((sample) => compiled.has(sample))),
      performAll(samples.filter((sample) => !compiled.has(sample))),
    ]);
    return results;
  } finally {
    runner.stop();
    receiver.close();
    await Promise.all([mock.close(), sandbox.close()]);
  }
}

/**
 * A receiver as the guides build it, for what posts to one.
 *
 * @param {string} key
 */
async function startReceiver(key) {
  const handler = createWebhookHandler(createWebhookReceiver({ secret: key }), { onEvent: () => {} });
  const server = createServer(toNodeListener(handler)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** @param {string} detail @returns {Result} */
const failed = (detail) => ({ outcome: 'failed', detail });

/**
 * @param {string} root
 * @param {string} page
 * @param {string} test
 * @returns {Result}
 */
function testedBy(root, page, test) {
  const file = join(root, dirname(page), test);
  if (!existsSync(file)) return failed(`there is no test ${test}`);
  if (!readFileSync(file, 'utf8').includes('README.md')) return failed(`${test} does not read the page`);
  return { outcome: 'elsewhere', detail: test };
}

/**
 * @param {string} language
 * @param {string} code
 * @returns {Result}
 */
function parses(language, code) {
  try {
    if (language === 'json') JSON.parse(code);
    else if (language === 'yaml') parse(code);
    else return failed(`do not know how to check ${language}`);
    return { outcome: 'checked', detail: '' };
  } catch (error) {
    return failed(/** @type {Error} */ (error).message);
  }
}

/**
 * @param {string} code
 * @param {string} output
 * @returns {Result | undefined}
 */
function commentsDiffer(code, output) {
  let lines = output.split('\n');
  for (const text of outputInComments(code)) {
    const at = lines.findIndex((line) => outputDifference(text, line) === undefined);
    if (at < 0) return failed(`it does not print "${text}":\n${output}`);
    lines = lines.slice(at + 1);
  }
  return undefined;
}

/**
 * @param {string} language
 * @param {string} code
 * @param {string} here
 * @returns {Promise<string | Result>} what it printed
 */
async function runScript(language, code, here) {
  /** @type {Record<string, [command: string, ...args: string[]]>} */
  const interpreters = { sh: ['bash', '-euo', 'pipefail', '-c'], python: ['python3', '-c'] };
  const [command, ...args] = interpreters[language] ?? [];
  if (!command) return failed(`do not know how to run ${language}`);
  const programs = language === 'sh' && /\bcurl\b/.test(code) ? [command, 'curl'] : [command];
  const missing = programs.find((program) => !isInstalled(program));
  if (missing) return { outcome: 'skipped', detail: `there is no ${missing} on this machine` };
  const bin = fileURLToPath(new URL('../../node_modules/.bin', import.meta.url));
  const environment = { ACCESS_TOKEN: 'any-token', WEBHOOK_SECRET: secret, NO_PROXY: '*' };
  const env = { ...process.env, PATH: `${bin}:${process.env['PATH']}`, ...environment };
  // npx takes a second to find what is already there.
  const text = language === 'sh' ? `npx() { "$@"; }\n${code}` : code;
  const ran = await processOutput(command, [...args, text], { cwd: here, env, timeout });
  return ran.code === 0 ? ran.stdout : failed(`it ended with ${ran.code}: ${ran.stderr || ran.stdout}`);
}

/**
 * @param {ReturnType<typeof programRunner>} runner
 * @param {string} file
 * @param {{ headers: Record<string, string>, body: string }[]} posts
 * @param {string} code
 * @returns {Promise<string | Result>} what it printed
 */
async function runModule(runner, file, posts, code) {
  if (code.includes("from 'node:test'")) {
    const { code: end, stdout } = await processOutput(process.execPath, ['--test', file], {
      cwd: dirname(file),
      // Vitest's own flags are not for this process.
      env: { ...process.env, NODE_OPTIONS: '', NODE_TEST_CONTEXT: undefined },
      timeout,
    });
    return end === 0 ? stdout : failed(`its tests fail: ${stdout}`);
  }
  const { printed: output, statuses, error } = await runner.run(file, posts);
  if (error) return failed(error);
  const [authentic, forged] = statuses;
  if (posts.length > 0 && !(authentic && authentic >= 200 && authentic < 300)) {
    return failed(`it answers ${authentic} to an event`);
  }
  if (posts.length > 0 && forged !== 401) return failed(`it answers ${forged} to a forged event`);
  return output;
}

/**
 * @param {Record<string, string>} environment
 */
function programRunner(environment) {
  const child = fork(fileURLToPath(new URL('program-runner.mjs', import.meta.url)), {
    env: { ...process.env, NODE_OPTIONS: '', ...environment },
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return {
    /**
     * @param {string} file
     * @param {{ headers: Record<string, string>, body: string }[]} posts
     * @returns {Promise<{ printed: string, statuses: number[], error?: string }>}
     */
    run: (file, posts) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('it does not end')), timeout);
        child.once('message', (/** @type {any} */ result) => {
          clearTimeout(timer);
          resolve(result);
        });
        child.send({ file, posts });
      }),
    stop: () => child.kill(),
  };
}

/**
 * Does what a page says to do first: the packages it installs are looked up, the server it starts is started.
 *
 * @param {string} root
 * @param {string} here
 * @param {string} code
 * @param {Map<string, string | undefined>} started what was found of the commands that were started before
 * @returns {Promise<Result>}
 */
async function starts(root, here, code, started) {
  for (const line of commandLines(code)) {
    if (line.startsWith('npm install')) {
      const problem = installProblem(root, line);
      if (problem) return failed(problem);
      continue;
    }
    const [, command = '', flags = ''] = /^npx (\S+)(.*)$/.exec(line) ?? [];
    const name = command.replace(/^enterprise-communications-/, '');
    const require = createRequire(import.meta.url);
    const bin = join(
      dirname(require.resolve(`@enterprise-communications/${name}/package.json`)),
      'bin',
      `${command}.js`,
    );
    const args = flags.trim().split(/\s+/).filter(Boolean);
    const port = args.indexOf('--port');
    args.splice(port < 0 ? args.length : port, 2, '--port', '0');
    if (!started.has(line)) started.set(line, await startProblem(bin, args, here));
    const problem = started.get(line);
    if (problem) return failed(`"${line}" ${problem}`);
  }
  return { outcome: 'run', detail: '' };
}

/**
 * @param {string} bin
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<string | undefined>}
 */
function startProblem(bin, args, cwd) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [bin, ...args], {
      cwd,
      env: { ...process.env, NODE_OPTIONS: '' },
      timeout,
    });
    let output = '';
    let ready = false;
    const read = (/** @type {Buffer} */ chunk) => {
      output += chunk;
      if (ready || !/http:\/\/127\.0\.0\.1:\d+/.test(output)) return;
      ready = true;
      child.kill('SIGTERM');
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('close', (code) => resolve(ready && code === 0 ? undefined : `ended with ${code}: ${output}`));
  });
}
