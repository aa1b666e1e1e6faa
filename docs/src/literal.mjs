/**
 * How a language writes a value.
 *
 * @typedef {{ key: (name: string) => string, string: (text: string) => string, lastComma: string }} Syntax
 */

/** @type {Syntax} */
export const jsonSyntax = { key: JSON.stringify, string: JSON.stringify, lastComma: '' };

/** As a person writes it: bare keys, single quotes. @type {Syntax} */
export const typescriptSyntax = {
  key: (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : singleQuoted(name)),
  string: singleQuoted,
  lastComma: ',',
};

/**
 * Writes a JSON value with as much on one line as fits.
 *
 * @param {unknown} value anything JSON can hold
 * @param {Syntax} syntax
 * @param {{ width?: number, indent?: string, before?: number }} [layout] `width` of a line, in characters; `indent` of
 *   the line that the value starts on; `before`, how many characters stand before the value on that line
 * @returns {string}
 */
export function literal(value, syntax, { width = 88, indent = '', before = indent.length } = {}) {
  const inline = onOneLine(value, syntax);
  // One more character, for the comma that follows.
  if (typeof value !== 'object' || value === null || before + inline.length + 1 <= width) return inline;
  const deeper = `${indent}  `;
  const lines = Array.isArray(value)
    ? value.map((item) => literal(item, syntax, { width, indent: deeper }))
    : Object.entries(value).map(([name, item]) => {
        const label = `${syntax.key(name)}: `;
        return label + literal(item, syntax, { width, indent: deeper, before: deeper.length + label.length });
      });
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${deeper}${lines.join(`,\n${deeper}`)}${syntax.lastComma}\n${indent}${close}`;
}

/**
 * @param {unknown} value
 * @param {Syntax} syntax
 * @returns {string}
 */
function onOneLine(value, syntax) {
  if (typeof value === 'string') return syntax.string(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map((item) => onOneLine(item, syntax)).join(', ')}]`;
  const members = Object.entries(value).map(
    ([name, item]) => `${syntax.key(name)}: ${onOneLine(item, syntax)}`,
  );
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/** @param {string} text */
function singleQuoted(text) {
  // JSON's escapes are TypeScript's too; only the kind of quote differs.
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
