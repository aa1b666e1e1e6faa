import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { hmac, partnerReceiver, SECRET } from './partner-receiver.ts';

const COMMAND = fileURLToPath(new URL('../bin/enterprise-communications-sandbox.js', import.meta.url));
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
/** A block of the readme's section about this command. */
const shown = (language: string) =>
  new RegExp(`## Check your receiver.*?\`\`\`${language} [^\n]*\n(.*?)\`\`\``, 's').exec(readme)?.[1] ?? '';
const NAMES = [
  ...['valid event', 'raw bytes', 'batch', 'bad signature', 'missing signature', 'duplicate', 'out of order'],
  ...['unknown event', 'unknown fields', 'oversize body', 'slow reading', 'burst'],
];

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

function checkReceiver(args: string[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const options = { env: { ...process.env, ...environment } };
  return new Promise((resolve) => {
    execFile(process.execPath, [COMMAND, 'check-receiver', ...args], options, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), stdout, stderr });
    });
  });
}

/** A receiver with one mistake: it takes what has no signature. */
const forgetful = () =>
  partnerReceiver({
    isAuthentic: (bytes, signature) => signature === undefined || signature === hmac(bytes),
  });

test('prints a line for each check of a good receiver, what a person has to look at, and ends with 0', async () => {
  const { url, taken } = await partnerReceiver();
  const { code, stdout, stderr } = await checkReceiver([url, '--burst', '40'], {
    SANDBOX_WEBHOOK_SECRET: SECRET,
  });
  expect([code, stderr]).toEqual([0, '']);
  const lines = stdout.split('\n');
  expect(lines.slice(0, NAMES.length).map((line) => line.slice(0, 27).trimEnd())).toEqual(
    NAMES.map((name) => `ok       ${name}`),
  );
  expect(stdout).toContain(`/hook: ${NAMES.length} passed, 0 failed\n`);
  expect(stdout).toMatch(
    /What cannot be seen from outside:\n {2}- The event .* came twice.*\n {2}- The message/,
  );
  expect(taken.length).toBeGreaterThan(40);
});

test("the readme's command says what was found and how to mend it, as the readme shows, and ends with 1", async () => {
  const { url } = await forgetful();
  const [npx, name, command, , ...args] = shown('sh').trim().split(' ');
  expect([npx, name, command]).toEqual(['npx', 'enterprise-communications-sandbox', 'check-receiver']);
  expect(args).toEqual(['--secret', 'my-secret']);
  const { code, stdout, stderr } = await checkReceiver([url, '--secret', SECRET, '--burst', '40']);
  expect([code, stderr]).toEqual([1, '']);
  expect(shown('text')).toMatch(/^FAILED {3}missing signature\n/);
  expect(stdout).toContain(shown('text'));
  expect(stdout).toContain(`: ${NAMES.length - 1} passed, 1 failed\n`);
  // Neither the secret nor what stands in the query of the address.
  expect(stdout).not.toMatch(/private|the-secret/);
});

test('--json prints the report for a program, and the progress on stderr', async () => {
  const { url } = await forgetful();
  const { code, stdout, stderr } = await checkReceiver([url, '--secret', SECRET, '--burst', '40', '--json']);
  expect(code).toBe(1);
  const report = JSON.parse(stdout);
  expect(report).toMatchObject({
    receiver: url.replace(/\?.*/, ''),
    passed: NAMES.length - 1,
    failed: 1,
    skipped: 0,
  });
  expect(report.checks.map(({ name }: { name: string }) => name)).toEqual(NAMES);
  expect(report.checks[4]).toMatchObject({
    name: 'missing signature',
    result: 'failed',
    problems: [{ found: 'no signature: answered 204, not 401', mend: expect.any(String) }],
  });
  for (const name of NAMES) expect(stderr).toContain(name);
});

test('--junit prints the report for continuous integration', async () => {
  const { code, stdout } = await checkReceiver(['http://127.0.0.1:9/a?b&c', '--secret', SECRET, '--junit']);
  expect(code).toBe(1);
  const [head, root, suite, first, failure, , ...rest] = stdout.split('\n');
  expect(head).toBe('<?xml version="1.0" encoding="UTF-8"?>');
  const counts = `tests="${NAMES.length}" failures="1" skipped="${NAMES.length - 1}" errors="0"`;
  expect(root).toMatch(`<testsuites name="check-receiver" ${counts}`);
  expect(suite).toMatch(`<testsuite name="http://127.0.0.1:9/a" ${counts}`);
  expect(first).toMatch('<testcase classname="check-receiver" name="valid event"');
  expect(failure).toMatch(
    /<failure message="message.sent: connection refused">message.sent: connection refused$/,
  );
  expect(rest.join('\n').match(/<skipped message="[^"<>]+"\/>/g)).toHaveLength(NAMES.length - 1);
});

test('--help shows an example of each flag', async () => {
  const { code, stdout } = await checkReceiver(['--help']);
  expect(code).toBe(0);
  for (const flag of ['secret', 'json', 'junit', 'burst', 'help']) {
    expect(stdout).toMatch(
      new RegExp(`^ +enterprise-communications-sandbox check-receiver .*--${flag}`, 'm'),
    );
  }
});

describe('refuses with one line', () => {
  const url = 'http://127.0.0.1:9/';
  test.each([
    [[], 'takes a URL such as http://127.0.0.1:3000/webhook'],
    [
      ['localhost:3000', '--secret', 's'],
      'takes a URL such as http://127.0.0.1:3000/webhook, not "localhost:3000"',
    ],
    [[url, '--secret', 's', 'more'], 'unexpected argument "more"'],
    [[url], 'check-receiver needs --secret'],
    [[url, '--secret', ''], 'check-receiver needs --secret'],
    [[url, '--secret', 's', '--json', '--junit'], 'give --json or --junit, not both'],
    [[url, '--secret', 's', '--burst', '0'], '--burst takes a whole number from 1 to 100000'],
    [[url, '--secret', 's', '--prot', '1'], "unknown option '--prot'"],
  ])('%j', async (args, expected) => {
    const { code, stdout, stderr } = await checkReceiver(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^enterprise-communications-sandbox: [^\n]+; see .* --help\n$/);
    expect(stderr).toContain(expected);
  });
});
