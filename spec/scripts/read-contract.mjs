import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const bundle = fileURLToPath(new URL('../dist/openapi.json', import.meta.url));

/**
 * The bundled contract, for whatever is generated from it. Ends the process with one line when it cannot be read.
 *
 * @returns {any}
 */
export function readContract() {
  try {
    return JSON.parse(readFileSync(bundle, 'utf8'));
  } catch (error) {
    const why = /** @type {NodeJS.ErrnoException} */ (error);
    const said =
      error instanceof SyntaxError
        ? `is not JSON: ${why.message}`
        : `cannot be read (${why.code ?? why.message})`;
    giveUp(`the bundled contract ${said}. Make it with: pnpm --filter spec build`);
  }
}

/**
 * Ends the process with one line: the contract lacks what is to be generated.
 *
 * @param {string} said
 * @returns {never}
 */
export function giveUp(said) {
  console.error(`${bundle}: ${said}`);
  process.exit(1);
}
