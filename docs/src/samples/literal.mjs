/**
 * How a language writes a value.
 *
 * @typedef {{
 *   string: (text: string) => string,
 *   label: (name: string) => string,
 *   object: [open: string, close: string],
 *   list: [open: string, close: string],
 *   emptyObject: string,
 *   words?: Record<string, string>,
 *   padding: string,
 *   step: string,
 *   lastComma: string,
 * }} Syntax `label` is what stands before a member's value; `words` are true, false and null where they have other
 *   names; `padding` stands inside the brackets of an object on one line, `step` is one level of indentation
 */

/** @type {Syntax} */
export const jsonSyntax = {
  string: JSON.stringify,
  label: (name) => `${JSON.stringify(name)}: `,
  object: ['{', '}'],
  list: ['[', ']'],
  emptyObject: '{}',
  padding: ' ',
  step: '  ',
  lastComma: '',
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
  const deeper = indent + syntax.step;
  const lines = Array.isArray(value)
    ? value.map((item) => literal(item, syntax, { width, indent: deeper }))
    : Object.entries(value).map(([name, item]) => {
        const label = syntax.label(name);
        return label + literal(item, syntax, { width, indent: deeper, before: deeper.length + label.length });
      });
  const [open, close] = Array.isArray(value) ? syntax.list : syntax.object;
  if (lines.length === 0) return inline;
  return `${open}\n${deeper}${lines.join(`,\n${deeper}`)}${syntax.lastComma}\n${indent}${close}`;
}

/**
 * Writes the body of a request. It is read, and changed, member by member: however short it is, it does not go on one
 * line.
 *
 * @param {unknown} body
 * @param {Syntax} syntax
 * @param {string} [indent] of the line that it starts on
 */
export function bodyLiteral(body, syntax, indent = '') {
  const before = Object(body) === body ? Number.POSITIVE_INFINITY : 0;
  return literal(body, syntax, { indent, before });
}

/**
 * @param {unknown} value
 * @param {Syntax} syntax
 * @returns {string}
 */
function onOneLine(value, syntax) {
  if (typeof value === 'string') return syntax.string(value);
  if (typeof value !== 'object' || value === null) return syntax.words?.[String(value)] ?? String(value);
  if (Array.isArray(value)) {
    return syntax.list.join(value.map((item) => onOneLine(item, syntax)).join(', '));
  }
  const members = Object.entries(value).map(([name, item]) => syntax.label(name) + onOneLine(item, syntax));
  if (members.length === 0) return syntax.emptyObject;
  return syntax.object.join(syntax.padding + members.join(', ') + syntax.padding);
}
