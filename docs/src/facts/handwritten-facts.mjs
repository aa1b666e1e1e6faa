import { fenceTracker } from './fence-tracker.mjs';
import { channels, enumValues, events, fieldNames, headers, statuses } from './names.mjs';
import { reference } from './resolve-facts.mjs';
import { specNumbers } from './spec-numbers.mjs';

/** What is counted or measured. A number below ten is a fact only in front of one of these. */
const units =
  /^[\s-]*(?:s|h|min|kB|MB|GB|seconds?|minutes?|hours?|days?|characters?|digits?|bytes?|messages?|items?|images?|parts?|events?|times?|retries|segments?)\b/i;

/** @type {Record<string, number>} */
const numberWords = {
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  hundred: 100,
  thousand: 1_000,
};

/**
 * Finds facts of the contract that were typed by hand where a reference could stand: in the prose and the tables of a
 * guide, and in its code, where only names in quotes and headers count. The rest of the code is run.
 *
 * @param {string} markdown
 * @param {import('./contract-node.mjs').Contract} contract
 * @returns {{ line: number, text: string, instead: string }[]} `instead` tells what to write
 */
export function findHandwritten(markdown, contract) {
  const known = {
    numbers: specNumbers(contract),
    headers: headers(contract),
    events: events(contract),
    statuses: new Set(statuses(contract)),
    channels: new Set(channels(contract)),
    values: enumValues(contract),
    fields: fieldNames(contract),
  };
  const inFence = fenceTracker();
  const frontMatter = /^---\n.*?\n---(?=\n|$)/s.exec(markdown)?.[0].split('\n').length ?? 0;
  return markdown.split('\n').flatMap((given, index) => {
    const code = inFence(given);
    if (index < frontMatter && /^order:/.test(given)) return [];
    const line = given.replace(reference, (whole) => ' '.repeat(whole.length));
    const text = line.replace(/<!--.*?-->/g, '').replace(/\]\([^)]*\)/g, ']');
    const found = code
      ? inCode(line, known)
      : [...inText(text, known), ...inCodeSpans(text, known), ...inNumbers(text, known.numbers)];
    return found.map((fact) => ({ line: index + 1, ...fact }));
  });
}

/**
 * Names that mean nothing else, whether they stand in code or not.
 *
 * @param {string} line
 * @param {{ headers: string[], events: string[] }} known
 */
function inText(line, { headers: headerNames, events: eventNames }) {
  return [
    ...headerNames.map((text) => ({ text, instead: `{% header ${text} %}` })),
    ...eventNames.map((text) => ({ text, instead: `{% event ${text} %}` })),
  ].filter(({ text }) => new RegExp(`(?<![\\w.-])${text.replaceAll('.', '\\.')}(?![\\w-])`, 'i').test(line));
}

/**
 * Names that are English words as well: facts when they stand as code.
 *
 * @param {string} line
 * @param {{ statuses: Set<string>, channels: Set<string>, values: Set<string>, fields: Set<string>, events: string[] }} known
 */
function inCodeSpans(line, known) {
  return [...line.matchAll(/`([^`]+)`/g)].flatMap(([, text = '']) => {
    const word = text.replace(/^["']|["']$/g, '');
    if (known.events.includes(word)) return [];
    if (known.statuses.has(word)) return [{ text, instead: `{% status ${word} %}` }];
    if (known.channels.has(word)) return [{ text, instead: `{% channel ${word} %}` }];
    if (known.values.has(word)) return [{ text, instead: `{% value SCHEMA ${word} %}` }];
    const path = word.replace(/\[\d*\]/g, '').split('.');
    return path.every((step) => known.fields.has(step)) ? [{ text, instead: `{% field ${word} %}` }] : [];
  });
}

/**
 * @param {string} line
 * @param {{ headers: string[], events: string[], statuses: Set<string>, channels: Set<string> }} known
 */
function inCode(
  line,
  { headers: headerNames, events: eventNames, statuses: statusNames, channels: channelIds },
) {
  const quoted = [...line.matchAll(/(['"])([\w.]+)\1(\s*:)?/g)].flatMap(([, , text = '', colon]) => {
    if (eventNames.includes(text)) return [{ text, instead: `{% event ${text} %}` }];
    // A key is a field's name, and those are checked by running the code.
    if (colon) return [];
    if (statusNames.has(text)) return [{ text, instead: `{% status ${text} %}` }];
    return channelIds.has(text) ? [{ text, instead: `{% channel ${text} %}` }] : [];
  });
  return [...quoted, ...inText(line, { headers: headerNames, events: [] })];
}

/**
 * @param {string} line
 * @param {Set<number>} numbers
 */
function inNumbers(line, numbers) {
  // Not the digits of a name, a version or an address: SHA1, 20.19, 127.0.0.1, /v1.
  const digits = [...line.matchAll(/(?<![\w./:-])(\d[\d,]*)(?![\w-]|[.:]\d)/g)];
  const written = [...line.matchAll(/\b[a-z]+\b/gi)].filter(([word]) => word.toLowerCase() in numberWords);
  return [...digits, ...written].flatMap(({ 0: text, 1: digit, index }) => {
    const value = digit === undefined ? numberWords[text.toLowerCase()] : Number(digit.replaceAll(',', ''));
    if (value === undefined || !numbers.has(value)) return [];
    const plain = digit !== undefined && value >= 10;
    const measured = units.test(line.slice(index + text.length));
    if (!plain && !measured) return [];
    const instead =
      value >= 100 && value < 600 ? `{% http OPERATION ${text} %}` : '{% limit … %} or {% words … %}';
    return [{ text, instead }];
  });
}
