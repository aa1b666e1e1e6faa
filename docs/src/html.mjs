/** Text that is HTML already. */
export class Html {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }

  toString() {
    return this.text;
  }
}

/**
 * Template tag: what is put in is escaped, unless it is {@link Html} itself. Arrays are joined.
 *
 * @param {TemplateStringsArray} strings
 * @param {...(string | Html | (string | Html)[])} values
 * @returns {Html}
 */
export function html(strings, ...values) {
  return new Html(
    strings.reduce((page, text, index) => {
      const value = /** @type {string | Html | (string | Html)[]} */ (values[index - 1]);
      return page + [value].flat().map(escaped).join('') + text;
    }),
  );
}

/** @param {string | Html} value */
function escaped(value) {
  if (value instanceof Html) return value.text;
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
