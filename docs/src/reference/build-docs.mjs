import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { UserError } from '../user-error.mjs';

const redocly = join(
  dirname(createRequire(import.meta.url).resolve('@redocly/cli/package.json')),
  'bin/cli.js',
);
const boundary = '<!-- head | body -->';

/**
 * Runs Redocly's `build-docs`.
 *
 * @param {import('../openapi.mjs').OpenApiDocument} document
 * @param {Record<string, unknown>} options Redoc's own options
 * @returns {Promise<{ head: string, body: string }>} what Redoc wants in the page's head and in its body
 * @throws {UserError} when Redoc cannot render the document
 */
export async function buildDocs(document, options) {
  // A folder of its own: the command reads any redocly.yaml it finds where it runs.
  const folder = await mkdtemp(join(tmpdir(), 'reference-'));
  try {
    await writeFile(join(folder, 'openapi.json'), JSON.stringify(document));
    await writeFile(join(folder, 'options.json'), JSON.stringify(options));
    await writeFile(join(folder, 'page.hbs'), `{{{redocHead}}}${boundary}{{{redocHTML}}}`);
    const flags = ['--template', 'page.hbs', '--openapi', 'options.json', '--output', 'page.html'];
    await runRedocly(['build-docs', 'openapi.json', ...flags], folder);
    const page = await readFile(join(folder, 'page.html'), 'utf8');
    const [head, body] = page.split(boundary);
    if (head === undefined || body === undefined) throw new Error('build-docs did not fill in its template.');
    return { head, body };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Runs Redocly's command, without telemetry.
 *
 * @param {string[]} parameters
 * @param {string} cwd
 * @returns {Promise<void>}
 * @throws {UserError} when it fails
 */
export function runRedocly(parameters, cwd) {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [redocly, ...parameters], {
      cwd,
      // The switch also turns telemetry off in the page that is built.
      env: {
        ...process.env,
        REDOCLY_TELEMETRY: 'off',
        REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
        NO_COLOR: '1',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    child.on('error', fail);
    child.on('close', (code) => {
      if (code === 0) done();
      else fail(new UserError(`Redocly cannot render the spec bundle: ${reasonIn(stderr)}`));
    });
  });
}

/**
 * The command frames its notices with box-drawing characters; the reason of a failure stands outside of the frames.
 *
 * @param {string} stderr
 */
function reasonIn(stderr) {
  const lines = stderr.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !/[╔║╚]/.test(line)).join(' ') || 'it gave no reason';
}
