import type { Format } from 'ajv';
import { fullFormats } from 'ajv-formats/dist/formats.js';

/** The text form of a GUID only; the library's own format takes an `urn:uuid:` in front of it too. */
const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/**
 * The formats that a spec can use, by the name that the compiled code knows them by. That is a JavaScript name,
 * so that `date-time` becomes `dateTime`: it is an export of the module of formats.
 */
export const formats: ReadonlyMap<string, Format> = new Map<string, Format>(
  Object.entries({ ...fullFormats, uuid }).map(([name, format]) => [formatName(name), format]),
);

/** `dateTime` for `date-time`. */
export function formatName(format: string): string {
  return format.replace(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

/** The source of a module that exports the formats that are more than a regular expression. */
export function formatsModule(): string {
  const names = Object.keys(fullFormats).filter((name) => {
    const format = formats.get(formatName(name));
    return !(format instanceof RegExp) && format !== true;
  });
  return [
    `const { fullFormats } = require('ajv-formats/dist/formats.js');`,
    ...names.map((name) => `export const ${formatName(name)} = fullFormats['${name}'];`),
  ].join('\n');
}
