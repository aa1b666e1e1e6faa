// Runs the Redocly CLI on the contract and reads its answer.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const specFolder = dirname(dirname(fileURLToPath(import.meta.url)));
export const entry = 'openapi.yaml';

/** The Arazzo descriptions, relative to the folder of the contract. */
export const workflows = () =>
  readdirSync(join(specFolder, 'workflows'))
    .sort()
    .map((name) => `workflows/${name}`);

const cli = join(dirname(createRequire(import.meta.url).resolve('@redocly/cli/package.json')), 'bin/cli.js');

/** @param {string[]} args */
export function redocly(...args) {
  return spawnSync(process.execPath, [cli, ...args], {
    cwd: specFolder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  });
}

/**
 * What the lint rules find, a line each: `spec/paths/message.yaml:36:7 message (rule)`.
 * A file that cannot be read is reported once, where it is named or where it breaks.
 * @returns {string[]}
 */
export function findProblems() {
  if (!existsSync(join(specFolder, entry))) {
    return [`spec/${entry}: the file is missing. It is the entry of the contract; restore it.`];
  }
  const { stdout, stderr } = redocly('lint', '--format=json', entry, ...workflows());
  /** @typedef {{ problems: { ruleId: string, message: string, location: { source: { ref: string }, start?: { line: number, col: number } }[] }[] }} Report */
  /** @type {Report[]} */
  let reports;
  try {
    // One report for each file, with nothing between them.
    reports = JSON.parse(`[${stdout.replaceAll(/^\}\{$/gm, '},{')}]`);
  } catch {
    return [`spec/redocly.yaml: Redocly gave no report. ${firstLine(stderr)}`];
  }
  const brokenFiles = new Set();
  const lines = [];
  for (const { ruleId, message, location } of reports.flatMap(({ problems }) => problems)) {
    const unparsable = /^Failed to parse: (.*) in "(.*)" \(\d+:\d+\)/s.exec(message);
    const [at] = location;
    const place = `spec/${at?.source.ref ?? entry}${at?.start ? `:${at.start.line}:${at.start.col}` : ''}`;
    if (unparsable) {
      brokenFiles.add(unparsable[2]);
      lines.push(`${place} the file is not valid YAML: ${unparsable[1]}`);
      continue;
    }
    // Redocly repeats a broken file at each place that refers to it; the cause alone is enough.
    if ([...brokenFiles].some((file) => message.includes(file))) continue;
    const missing = /^Can't resolve \$ref: ENOENT.*'(.*)'$/s.exec(message);
    const said = missing
      ? `the $ref names a file that does not exist: spec/${relative(specFolder, missing[1] ?? '')}`
      : firstLine(message);
    lines.push(`${place} ${said} (${ruleId})`);
  }
  return [...new Set(lines)];
}

/** @param {string} text */
function firstLine(text) {
  return text.trim().split('\n')[0] ?? '';
}
