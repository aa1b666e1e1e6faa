// Makes src/generated/contract.ts: what the bundled contract says about receiving, and nothing else does.
import { mkdirSync, writeFileSync } from 'node:fs';
import { giveUp, readContract } from '@enterprise-communications/spec/read-contract';

const contract = readContract();
/** @type {[string, any][]} */
const webhooks = Object.entries(contract.webhooks ?? {});
if (!webhooks.length) giveUp('the contract has no webhooks.');

/**
 * The one value that all webhooks have: a receiver has a single address for all of them.
 *
 * @param {string} what
 * @param {(post: any) => unknown} read
 */
function same(what, read) {
  const [first, ...others] = webhooks.map(([name, { post }]) => ({ name, value: read(post) }));
  if (first?.value === undefined) giveUp(`webhooks.${first?.name} has no ${what}.`);
  for (const { name, value } of others)
    if (value !== first.value) giveUp(`webhooks.${name} has another ${what} than webhooks.${first.name}.`);
  return first.value;
}

/** @param {any} post @param {string} response */
const statusOf = (post, response) =>
  Object.entries(post.responses).find(([, { $ref }]) => $ref === `#/components/responses/${response}`)?.[0];

const signature = same('parameter', ({ parameters: [first, ...others] = [] }) =>
  others.length === 0 ? first?.$ref : undefined,
);
const { name, schema } = contract.components.parameters[String(signature).split('/').at(-1) ?? ''];
const [notAuthentic, refused] = ['EventNotAuthentic', 'EventRefused'].map((response) =>
  Number(same(`status ${response}`, (post) => statusOf(post, response))),
);
const seconds = contract.components.responses.EventNotTaken?.['x-answer-within-seconds'];
if (!(seconds > 0)) giveUp('components.responses.EventNotTaken has no x-answer-within-seconds.');

const target = new URL('../src/generated/', import.meta.url);
mkdirSync(target, { recursive: true });
writeFileSync(
  new URL('contract.ts', target),
  `// Generated from the OpenAPI description by scripts/generate.mjs. Do not edit.

/** The header with the signature of the body. */
export const signatureHeader = ${JSON.stringify(name)};

/** How a signature is written. */
export const signaturePattern = /${schema.pattern}/;

/** The status that says: the signature is missing or wrong. */
export const notAuthenticStatus = ${notAuthentic};

/** The status that says: this can never be processed, do not send it again. */
export const refusedStatus = ${refused};

/** An answer that comes later counts as none. */
export const answerWithinSeconds = ${seconds};
`,
);
