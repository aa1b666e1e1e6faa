/**
 * Compares what a page shows as output with what came. `…` in the page stands for anything: within a line, for lines
 * when it stands alone, for any value in JSON as `"…"`, and for further members as `"…": "…"`.
 *
 * @param {string} shown
 * @param {string} came
 * @returns {string | undefined} what differs, in words; undefined when it fits
 */
export function outputDifference(shown, came) {
  const json = parsed(shown);
  if (json !== undefined) {
    const value = parsed(came);
    return value === undefined ? `it is not JSON: ${came.trim()}` : jsonDifference(json, value, '');
  }
  const lines = shown.trimEnd().split('\n');
  const source = lines
    .map((line) => (line.trim() === '…' ? '(?:.*\\n)*' : `${literal(line.trimEnd())}[^\\S\\n]*\\r?\\n`))
    .join('');
  return new RegExp(`^${source}$`).test(`${came.trimEnd()}\n`) ? undefined : `it is:\n${came.trimEnd()}`;
}

/**
 * What comments behind `console.log(…)` say it prints: `console.log(message.status); // processing`.
 *
 * @param {string} code
 * @returns {string[]} the texts, in the order of the code
 */
export function outputInComments(code) {
  return [...code.matchAll(/^\s*console\.log\(.*\); \/\/ (.+)$/gm)].map(([, text = '']) => text);
}

/** @param {string} text */
const literal = (text) =>
  text
    .split('…')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * @param {any} shown
 * @param {any} came
 * @param {string} path
 * @returns {string | undefined}
 */
function jsonDifference(shown, came, path) {
  if (shown === '…') return undefined;
  const where = path || 'it';
  if (typeof shown !== 'object' || shown === null) {
    return shown === came ? undefined : `${where} is ${JSON.stringify(came)}, not ${JSON.stringify(shown)}`;
  }
  if (typeof came !== 'object' || came === null || Array.isArray(shown) !== Array.isArray(came)) {
    return `${where} is ${JSON.stringify(came)}`;
  }
  const { '…': more, ...members } = shown;
  for (const [key, value] of Object.entries(members)) {
    if (!(key in came)) return `${where} has no "${key}"`;
    const difference = jsonDifference(value, came[key], path ? `${path}.${key}` : key);
    if (difference) return difference;
  }
  const extra = Object.keys(came).find((key) => !(key in members));
  return extra === undefined || more !== undefined ? undefined : `${where} also has "${extra}"`;
}
