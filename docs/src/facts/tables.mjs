import { contractNode, follow, webhookOperations } from './contract-node.mjs';
import { FactError } from './fact-error.mjs';
import { responses } from './names.mjs';
import { duration } from './quantity.mjs';
import { referencePath } from './reference-path.mjs';
import { webhookDelivery } from './webhook-delivery.mjs';

/** @typedef {import('./contract-node.mjs').Contract} Contract */

/**
 * @param {string[]} head
 * @param {string[][]} rows
 */
export function table(head, rows) {
  const line = (/** @type {string[]} */ cells) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** @param {string} text */
const cell = (text) =>
  text
    .trim()
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|');

/**
 * The properties of a schema and of what is inside of it, one row each.
 *
 * @param {Contract} contract
 * @param {string} name
 */
export function fieldsTable(contract, name) {
  return table(['field', 'type', 'meaning'], fieldRows(contract, contractNode(contract, name), ''));
}

/**
 * @param {Contract} contract
 * @param {any} schema
 * @param {string} prefix
 * @returns {string[][]}
 */
function fieldRows(contract, schema, prefix) {
  return Object.entries(schema.properties ?? {}).flatMap(([name, given]) => {
    const target = follow(contract, given);
    const node = { ...target, ...given };
    const path = `${prefix}${name}`;
    const items = follow(contract, node.items);
    const row = [`\`${path}\``, typeOf(node, items), meaningOf(node, schema.required?.includes(name))];
    const inside = items?.properties ? [items, `${path}[].`] : [node, `${path}.`];
    return [row, ...fieldRows(contract, inside[0], /** @type {string} */ (inside[1]))];
  });
}

/**
 * @param {any} node
 * @param {any} items
 */
function typeOf(node, items) {
  if (node.type === 'array') return items?.type && !items.properties ? `array of ${items.type}s` : 'array';
  return [node.type ?? 'any'].flat().join(' or ');
}

/**
 * @param {any} node
 * @param {boolean | undefined} required
 */
function meaningOf(node, required) {
  const limits = [
    required && 'Needed.',
    node.enum && `One of ${node.enum.map((/** @type {string} */ value) => `\`${value}\``).join(', ')}.`,
    node.default !== undefined && `Without it: \`${node.default}\`.`,
    node.minLength > 1 && `At least ${node.minLength} characters.`,
    node.maxLength && `At most ${node.maxLength} characters.`,
    node.maximum && `At most ${node.maximum.toLocaleString('en')}.`,
    node.maxItems && `At most ${node.maxItems.toLocaleString('en')} items.`,
  ];
  return [node.description ?? '', ...limits].filter(Boolean).join(' ');
}

/**
 * What an operation can answer, or what you can answer to an event.
 *
 * @param {Contract} contract
 * @param {string} name
 */
export function answersTable(contract, name) {
  // As JSON has them, numbers come first, and 2XX behind 400.
  const inOrder = Object.entries(responses(contract, name)).sort(([a], [b]) => (a < b ? -1 : 1));
  const rows = inOrder.map(([status, { description }]) => [
    status === 'default' ? 'anything else' : `\`${status}\``,
    description,
  ]);
  return table(['status', 'meaning'], rows);
}

/**
 * @param {Contract} contract
 * @param {string} tag
 */
export function eventsTable(contract, tag) {
  const rows = [...webhookOperations(contract)]
    .filter(([, operation]) => operation.tags?.includes(tag))
    .map(([name, { description }]) => [`[\`${name}\`](${referencePath('events', name)})`, description]);
  if (rows.length === 0) throw new FactError(`no event of the contract has the tag "${tag}"`);
  return table(['event', 'meaning'], rows);
}

/** @param {Contract} contract */
export function retriesTable(contract) {
  const { retryDelaysSeconds } = webhookDelivery(contract);
  const rows = retryDelaysSeconds.map((delay, index) => [String(index + 1), duration(delay)]);
  return table(['retry', 'after another'], rows);
}
