import { UserError } from '../user-error.mjs';

/**
 * Turns a module into a script of the old kind, because a browser loads no module for a page that is opened from a
 * folder (`file://`). What the module exports becomes a name that the scripts after it can use.
 *
 * @param {string} module that imports nothing but what such a script before it exports
 * @returns {string}
 * @throws {UserError} when it has an import or an export of another form
 */
export function classicScript(module) {
  const script = module
    .replace(/^\s*import \{ \w+ \} from "[^"]*";\n/, '')
    .replace(/export\{[\w,]+\};?\s*$/, '')
    .replaceAll('import.meta', '({url:document.baseURI})');
  if (/^\s*(import|export)\b/m.test(script)) {
    throw new UserError(
      "Redoc's script has an import or an export that src/reference/classic-script.mjs does not know.",
    );
  }
  return `'use strict';${script}`;
}
