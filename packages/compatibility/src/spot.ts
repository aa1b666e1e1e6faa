import type { Exchange } from './exchanges.ts';
import { anyOther, byType } from './flatten-schema.ts';
import { isObject, type JsonObject } from './json-object.ts';
import { valueAt } from './json-pointer.ts';

/** A place in an exchange, and what it is for the partner. */
export interface Spot {
  /** What an event brings is received by the partner, and the answer to it is sent. */
  direction: 'sent' | 'received';
  /** What the partner does there. */
  role: 'calls' | 'reads the answer of' | 'receives' | 'answers' | 'uses the type';
  /** The operation or event. In a batch of events it is the one that the place belongs to. */
  exchange: string;
  isEvent: boolean;
  /** Inside of an `if` or a `not`, where nobody can tell narrower from wider. */
  inCondition: boolean;
  /** The keyword whose schema the place is, unless it is a property. */
  keyword: string | undefined;
  /** The place in words: "`to.phoneNumber`", "header `Retry-After` of a 429 answer". */
  name: string;
  /** The object that the place is a part of; of a property the schema that has it. */
  holder: JsonObject;
  /** The last step to the place. */
  key: string;
}

/** @param tokens the way to the place from the flattened operation */
export function spotAt({ kind, name, flat }: Exchange, tokens: readonly string[]): Spot {
  const [part = '', index = ''] = tokens;
  const isEvent = kind === 'event';
  const isAnswer = part === 'responses';
  const holder = valueAt(flat, tokens.slice(0, tokens.at(-2) === 'properties' ? -2 : -1));
  const { path, event, inCondition, keyword } = readSchemaPath(flat, tokens);
  const roles = isEvent ? (['answers', 'receives'] as const) : (['reads the answer of', 'calls'] as const);
  return {
    direction: isAnswer === isEvent ? 'sent' : 'received',
    role: roles[isAnswer ? 0 : 1],
    exchange: event ?? name,
    isEvent,
    inCondition,
    keyword,
    name: inWords(),
    holder: isObject(holder) ? holder : {},
    key: tokens.at(-1) ?? '',
  };

  function inWords(): string {
    // A success has many forms and one body; an error is told from the others by its status.
    const of = isAnswer && /^[4-9d]/.test(index) ? ` of a ${index} answer` : '';
    if (part === 'parameters') {
      const { in: place, name: called } = (valueAt(flat, tokens.slice(0, 2)) ?? {}) as JsonObject;
      return `${place} parameter \`${called}\`${path && ` (\`${path}\`)`}`;
    }
    const header = tokens.indexOf('headers');
    if (isAnswer && header === 2 && tokens.length > 3) return `header \`${tokens[3]}\`${of}`;
    return (path ? `\`${path}\`` : 'the body') + of;
  }
}

/** What the keywords on the way through a schema mean. A property may have the name of a keyword. */
function readSchemaPath(flat: JsonObject, tokens: readonly string[]) {
  const start = tokens.indexOf('schema') + 1;
  let path = '';
  let event: string | undefined;
  let inCondition = false;
  let last: string | undefined;
  for (let at = start; start > 0 && at < tokens.length; at += 1) {
    const keyword = tokens[at] ?? '';
    inCondition ||= last === 'if' || last === 'not';
    last = keyword;
    if (keyword === 'properties' || keyword === 'patternProperties') {
      const property = tokens[at + 1];
      const holder = valueAt(flat, tokens.slice(0, at));
      last = undefined;
      at += 1;
      if (property === undefined) break;
      if (isObject(holder) && 'x-union' in holder) {
        if (holder['x-union-of'] === byType) continue;
        if (property !== anyOther) event = property;
        path = '';
      } else path += path && !path.endsWith('.') ? `.${property}` : property;
    } else if (keyword === 'items' || keyword === 'contains') path += '[]';
    else if (keyword === 'additionalProperties') path += path ? '.*' : '*';
  }
  // Of the items of a batch only the item itself is of interest.
  path = path.replace(/^\[\](\.|$)/, '');
  return { path, event, inCondition, keyword: last };
}
