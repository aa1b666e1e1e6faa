import { code, listChange, type Rule, values } from '../rating.ts';

/** Properties that come, go, and become required or optional. */
export const fields: Rule = (change, { direction, holder, name, key }) => {
  if (change.typeName !== 'Schema' && change.typeName !== 'SchemaProperties') return undefined;
  const received = direction === 'received';
  const { before, after } = values(change);
  const isProperty = isObjectWith(holder, key);
  if (change.kind === 'modified' && change.property === 'key') {
    return {
      level: 'breaking',
      fact: 'property-renamed',
      what: `\`${before}\` is called \`${after}\` now (${name}).`,
      advice: received ? keepSending : keepTaking,
    };
  }
  if (change.kind === 'removed' && (isProperty || change.typeName === 'SchemaProperties')) {
    return {
      level: 'breaking',
      fact: 'property-removed',
      what: isProperty ? `${name} is gone.` : `All properties of ${name} are gone.`,
      advice: received
        ? keepSending
        : `${keepTaking} ${holder['additionalProperties'] === false ? 'As it is, the request is refused.' : 'As it is, the value is lost without a word.'}`,
    };
  }
  if (change.kind === 'added' && isProperty) {
    return received && holder['additionalProperties'] === false
      ? {
          level: 'judge',
          fact: 'property-added-to-closed-object',
          what: `${name} is new, in an object that was said to have no other properties.`,
          advice: 'Harmless for those who ignore what they do not know. Breaking for those who validate.',
        }
      : { level: 'compatible', fact: 'property-added', what: `${name} is new.` };
  }
  if (change.property === 'required') {
    const { lost, gained } = listChange(change);
    const of = name === 'the body' ? '' : ` in ${name}`;
    if (!received && gained.length > 0) {
      return {
        level: 'breaking',
        fact: 'required-properties-added',
        what: `${code(gained)} must be given now${of}.`,
        advice: 'Make it optional, with a default that does what happens today.',
      };
    }
    if (received && lost.length > 0) {
      return {
        level: 'breaking',
        fact: 'required-properties-removed',
        what: `${code(lost)} can be missing now${of}.`,
        advice: 'Send it always. Where there is nothing to tell, say so by a value that is allowed today.',
      };
    }
    return {
      level: 'compatible',
      fact: 'required-changed',
      what: received ? `${code(gained)} always comes now${of}.` : `${code(lost)} can be left out now${of}.`,
    };
  }
  return undefined;
};

const keepSending = 'Keep sending it beside what is new, and say that it is deprecated.';
const keepTaking = 'Keep taking it, and say that it is deprecated.';

function isObjectWith(holder: Record<string, unknown>, key: string): boolean {
  const { properties } = holder;
  return typeof properties === 'object' && properties !== null && Object.hasOwn(properties, key);
}
