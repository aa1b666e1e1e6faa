import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readBesideTheBundle } from './downloads/beside-the-bundle.mjs';
import { UserError } from './user-error.mjs';

/** Where the spec package puts its bundle. */
export const bundleFolder = join(
  dirname(createRequire(import.meta.url).resolve('@enterprise-communications/spec/package.json')),
  'dist',
);

const mend = 'Build it with: pnpm --filter spec build';

/**
 * @typedef {{ document: import('./openapi.mjs').OpenApiDocument, json: Buffer, yaml: Buffer } & import('./downloads/beside-the-bundle.mjs').BesideTheBundle} SpecBundle
 */

/**
 * Reads the bundled spec, as data and as the bytes that visitors download, and what the spec package puts beside it.
 *
 * @param {string} [folder] the folder that holds openapi.json and openapi.yaml
 * @returns {Promise<SpecBundle>}
 * @throws {UserError} when a file is missing or is not an OpenAPI 3.1 description
 */
export async function readSpecBundle(folder = bundleFolder) {
  const jsonPath = join(folder, 'openapi.json');
  const [json, yaml] = await Promise.all([readPart(jsonPath), readPart(join(folder, 'openapi.yaml'))]);
  const beside = await readBesideTheBundle(folder);
  return { document: parseDocument(json, jsonPath), json, yaml, ...beside };
}

/** @param {string} path */
async function readPart(path) {
  try {
    return await readFile(path);
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    throw new UserError(
      code === 'ENOENT'
        ? `The spec bundle is missing: ${path}. ${mend}`
        : `Cannot read ${path}: ${message}. ${mend}`,
    );
  }
}

/**
 * @param {Buffer} json
 * @param {string} path
 * @returns {import('./openapi.mjs').OpenApiDocument}
 */
function parseDocument(json, path) {
  let document;
  try {
    document = JSON.parse(json.toString('utf8'));
  } catch (error) {
    // V8 quotes the text around the fault, newlines included; a message stays on one line.
    const reason = /** @type {Error} */ (error).message.replace(/\s+/g, ' ');
    throw new UserError(`${path} is not JSON: ${reason}. ${mend}`);
  }
  const lacking = ['info.title', 'info.version', 'servers.0.url', 'paths'].filter(
    (key) => key.split('.').reduce((value, part) => value?.[part], document) === undefined,
  );
  if (!String(document?.openapi).startsWith('3.1')) lacking.unshift('openapi: 3.1');
  if (lacking.length > 0) {
    throw new UserError(`${path} is not an OpenAPI 3.1 description: it lacks ${lacking.join(', ')}. ${mend}`);
  }
  return document;
}
