import { code, type Rule, values } from '../rating.ts';

/** Bodies, media types, headers and parameters as a whole. */
export const messages: Rule = (change, spot) => {
  const { kind, typeName, property } = change;
  const { before, after } = values(change);
  const received = spot.direction === 'received';
  switch (typeName) {
    case 'RequestBody':
      if (kind === 'added' && (after as { required?: boolean }).required && !received) {
        return {
          level: 'breaking',
          fact: 'request-body-became-required',
          what: 'A body is required now.',
          advice: 'Make it optional, or take it in an operation of its own.',
        };
      }
      if (property === 'required' && received && before === true) {
        return {
          level: 'breaking',
          fact: 'event-body-became-optional',
          what: 'The body can be missing now.',
          advice: 'Send a body always.',
        };
      }
      return undefined;
    case 'MediaTypesMap':
      if (kind === 'added' && spot.isEvent && !received) {
        return {
          level: 'judge',
          fact: 'answer-body-added',
          what: 'The answer has a body now.',
          advice: 'Harmless when an answer without a body counts as before.',
        };
      }
      return undefined;
    case 'MediaType':
      if (kind === 'added' && spot.isEvent && received) {
        return {
          level: 'breaking',
          fact: 'event-media-type-added',
          what: `The body can be ${code([spot.key])} now.`,
          advice: 'Let a receiver choose the new type in its settings, and keep the old one as the default.',
        };
      }
      return undefined;
    case 'Parameter':
    case 'Header':
      if (kind === 'removed' && received) {
        return {
          level: 'breaking',
          fact: typeName === 'Header' ? 'response-header-removed' : 'event-header-removed',
          what: `The ${spot.name} is gone.`,
          advice: 'Keep it, and say that it is deprecated. Receivers read it.',
        };
      }
      if (property === 'required' && received && before === true) {
        return {
          level: 'breaking',
          fact: 'header-became-optional',
          what: `The ${spot.name} can be missing now.`,
          advice: 'Send it always.',
        };
      }
      if (typeName === 'Parameter' && kind !== 'modified' && !received) {
        const isRequired = (after as { required?: boolean } | undefined)?.required === true;
        if (kind === 'removed') {
          return {
            level: 'breaking',
            fact: 'parameter-removed',
            what: `The ${spot.name} is gone.`,
            advice: 'Keep taking it, and say that it is deprecated.',
          };
        }
        return {
          level: isRequired ? 'breaking' : 'compatible',
          fact: isRequired ? 'parameter-became-required' : 'parameter-added',
          what: `The ${spot.name} is new${isRequired ? ', and must be given' : ''}.`,
          advice: isRequired ? 'Make it optional, with a default that does what happens today.' : '',
        };
      }
      if (kind === 'added') {
        return {
          level: 'compatible',
          fact: `${typeName.toLowerCase()}-added`,
          what: `The ${spot.name} is new.`,
        };
      }
      if (property === 'key' || property === 'name' || property === 'in') return renamed();
      return undefined;
    default:
      return undefined;
  }

  function renamed(): ReturnType<Rule> {
    const what = `\`${before}\` is \`${after}\` now.`;
    const isHeader = spot.name.startsWith('header');
    if (isHeader && property !== 'in' && String(before).toLowerCase() === String(after).toLowerCase()) {
      return { level: 'compatible', fact: 'header-spelt-otherwise', what };
    }
    if (property === 'name' && spot.name.startsWith('path ')) {
      return { level: 'judge', fact: 'path-parameter-renamed', what, advice: onlyInCode };
    }
    return {
      level: 'breaking',
      fact: received ? 'header-renamed' : 'parameter-renamed',
      what,
      advice: 'Keep the old name beside the new one, and say that it is deprecated.',
    };
  }
};

/** Of names that never go over the wire. */
export const onlyInCode =
  'Nothing changes on the wire, but generated code gets another name. Keep the old one, if you can.';
