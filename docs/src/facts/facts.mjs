import { fallBackDiagram } from '../diagrams/fall-back.mjs';
import { lifeCycleDiagram } from '../diagrams/life-cycle.mjs';
import { glossaryTable } from '../glossary/terms.mjs';
import { addresses } from './addresses.mjs';
import { channelPage } from './channel-page.mjs';
import { contractNode, operations } from './contract-node.mjs';
import { exampleValue, shownJson } from './examples.mjs';
import { FactError } from './fact-error.mjs';
import { channels, events, headers, responses, statuses } from './names.mjs';
import { duration, list, quantity } from './quantity.mjs';
import { referencePath } from './reference-path.mjs';
import { outcomeNumber, outcomesTable, outcomeToken, tokensTable } from './sandbox-outcomes.mjs';
import { answersTable, eventsTable, fieldsTable, retriesTable } from './tables.mjs';
import { webhookDelivery } from './webhook-delivery.mjs';
import { wordsOf } from './words.mjs';

/**
 * @typedef {import('./contract-node.mjs').Contract} Contract
 *
 * @typedef {{ plain: string, code?: boolean, href?: string } | { block: string, open?: boolean }} Fact
 *   `plain` goes into a line: as code when `code`, and as a link when there is an `href`. A `block` is Markdown of
 *   lines of its own; when it is `open` it has references in turn.
 */

/**
 * The kinds of fact that a guide can refer to, with what stands behind the kind in a reference.
 *
 * @type {Record<string, { usage: string, make: (contract: Contract, ...words: string[]) => Fact }>}
 */
export const facts = {
  status: {
    usage: 'status delivered',
    make: (contract, name) => named('status', statuses(contract), name),
  },
  channel: { usage: 'channel sms', make: (contract, name) => named('channel', channels(contract), name) },
  event: {
    usage: 'event message.sent',
    make: (contract, name = '') => ({
      ...named('event', events(contract), name),
      href: referencePath('events', name),
    }),
  },
  header: { usage: 'header Retry-After', make: (contract, name) => named('header', headers(contract), name) },
  http: {
    usage: 'http sendMessage 201',
    make: (contract, operation = '', status) =>
      named('status', Object.keys(responses(contract, operation)), status),
  },
  operation: {
    usage: 'operation sendMessage',
    make: (contract, id = '') => ({
      ...named('operation', [...operations(contract).keys()], id),
      href: referencePath('operations', id),
    }),
  },
  schema: {
    usage: 'schema Recipient',
    make: (contract, name = '') => ({
      ...named('schema', Object.keys(contract['components'].schemas), name),
      href: referencePath('schemas', name),
    }),
  },
  field: {
    usage: 'field to.phoneNumber (of a send; else field Message.sentOn)',
    make(contract, path = '') {
      const [first = '', ...rest] = path.split('.');
      const inSchema = first in contract['components'].schemas;
      contractNode(contract, inSchema ? path : `SendMessageRequest.${path}`);
      return { plain: inSchema ? rest.join('.') : path, code: true };
    },
  },
  value: {
    usage: 'value ShortenLinks marked',
    make: (contract, path = '', value) => named(`value of ${path}`, enumOf(contract, path), value),
  },
  values: {
    usage: 'values KnownMessageStatus, or values KnownMessageStatus.x-final',
    make: (contract, path = '') => ({ plain: list(enumOf(contract, path).map((value) => `\`${value}\``)) }),
  },
  'statuses-without-event': {
    usage: 'statuses-without-event (those of a message that no event tells of)',
    make(contract) {
      const told = events(contract);
      const untold = statuses(contract).filter((status) => !told.includes(`message.${status}`));
      return { plain: list(untold.map((status) => `\`${status}\``)) };
    },
  },
  limit: {
    usage: 'limit SendMessageBatchRequest.maxItems, or limit sendMessageBatch.requestBody.x-max-bytes MB',
    make(contract, path = '', unit) {
      const value = contractNode(contract, path);
      if (typeof value !== 'number') throw new FactError(`${path} is not a number in the contract`);
      return { plain: quantity(value, unit) };
    },
  },
  words: {
    usage: 'words SmsOptions "# characters"',
    make: (contract, path = '', pattern = '') => ({
      plain: wordsOf(contractNode(contract, path).description ?? '', pattern),
    }),
  },
  description: {
    usage: 'description SmsOptions',
    make(contract, path = '') {
      const { description } = contractNode(contract, path);
      if (!description) throw new FactError(`${path} has no description in the contract`);
      const text = description.trim();
      return /\n\s*\n/.test(text) ? { block: text } : { plain: text.replace(/\s*\n\s*/g, ' ') };
    },
  },
  parameter: {
    usage: 'parameter apiSpaceId (the value of its example)',
    make(contract, name) {
      const all = Object.values(contract['components'].parameters);
      const found = all.find((parameter) => parameter.name === name);
      if (found?.example === undefined)
        throw new FactError(`the contract has no parameter "${name}" with an example`);
      return { plain: String(found.example), code: true };
    },
  },
  server: {
    usage: 'server',
    make: (contract) => ({ plain: contract['servers'][0].url, code: true }),
  },
  version: {
    usage: 'version (of the contract)',
    make: (contract) => ({ plain: contract['info'].version }),
  },
  addresses: {
    usage: 'addresses sms',
    make: (contract, channel = '') => ({
      plain: list(
        addresses(contract, channel).map((name) => `\`to.${name}\``),
        'or',
      ),
    }),
  },
  'answer-within': {
    usage: 'answer-within (what the API waits for your answer to an event)',
    make: (contract) => ({ plain: quantity(webhookDelivery(contract).answerWithinSeconds, 'seconds') }),
  },
  'retry-count': {
    usage: 'retry-count (of an event)',
    make: (contract) => ({ plain: String(webhookDelivery(contract).retryDelaysSeconds.length) }),
  },
  'retry-delay': {
    usage: 'retry-delay 1 (before the first retry of an event)',
    make(contract, number) {
      const delay = webhookDelivery(contract).retryDelaysSeconds[Number(number) - 1];
      if (delay === undefined) throw new FactError(`an event has no retry ${number}`);
      return { plain: duration(delay) };
    },
  },
  'retry-span': {
    usage: 'retry-span (about how long an event is tried)',
    make(contract) {
      const all = webhookDelivery(contract).retryDelaysSeconds.reduce((sum, delay) => sum + delay, 0);
      return { plain: `about ${Math.round(all / 3_600)} hours` };
    },
  },
  outcome: {
    usage: 'outcome refused (its phone number in the sandbox)',
    make: (_contract, name = '') => ({ plain: outcomeNumber(name), code: true }),
  },
  token: {
    usage: 'token sandbox-expired (of the sandbox)',
    make: (_contract, name = '') => ({ plain: outcomeToken(name), code: true }),
  },
  example: {
    usage: 'example request sms, or example response message-failed, or example event event-message-sent',
    make(contract, kind, name = '') {
      if (kind !== 'request' && kind !== 'response' && kind !== 'event') {
        throw new FactError(`there are examples of a request, response or event, not of "${kind}"`);
      }
      return { block: `\`\`\`json\n${shownJson(exampleValue(contract, kind, name))}\n\`\`\`` };
    },
  },
  fields: {
    usage: 'fields SmsOptions (a table)',
    make: (contract, name = '') => ({ block: fieldsTable(contract, name) }),
  },
  answers: {
    usage: 'answers sendMessage (a table)',
    make: (contract, name = '') => ({ block: answersTable(contract, name) }),
  },
  events: {
    usage: 'events "Message events" (a table)',
    make: (contract, tag = '') => ({ block: eventsTable(contract, tag) }),
  },
  retries: { usage: 'retries (a table)', make: (contract) => ({ block: retriesTable(contract) }) },
  'channel-page': {
    usage:
      'channel-page sms sms-options SmsOptions (what every page about a channel has: id, example, options)',
    make: (_contract, channel = '', example = '', options = '') => ({
      block: channelPage(channel, example, options),
      open: true,
    }),
  },
  diagram: {
    usage: 'diagram life-cycle, or diagram fall-back fallback (of the request with this name)',
    make(contract, kind, example = '') {
      if (kind === 'life-cycle') return { block: lifeCycleDiagram(contract) };
      if (kind === 'fall-back') return { block: fallBackDiagram(contract, example) };
      throw new FactError(`there is no diagram "${kind}"`);
    },
  },
  outcomes: { usage: 'outcomes (a table, of the sandbox)', make: () => ({ block: outcomesTable() }) },
  glossary: { usage: 'glossary (a table)', make: () => ({ block: glossaryTable() }) },
  tokens: { usage: 'tokens (a table, of the sandbox)', make: () => ({ block: tokensTable() }) },
};

/**
 * @param {string} kind
 * @param {string[]} known
 * @param {string} [name]
 */
function named(kind, known, name = '') {
  if (known.includes(name)) return { plain: name, code: true };
  throw new FactError(`the contract has no ${kind} "${name}"; it has ${known.join(', ')}`);
}

/**
 * @param {Contract} contract
 * @param {string} path of a schema with an enum, or of the list itself
 * @returns {string[]}
 */
function enumOf(contract, path) {
  const node = contractNode(contract, path);
  const values = Array.isArray(node) ? node : node?.enum;
  if (!Array.isArray(values)) throw new FactError(`${path} lists no values in the contract`);
  return values;
}
