import { code, values } from './rating.ts';
import type { RawChange } from './redocly-diff.ts';
import type { Spot } from './spot.ts';

/** A change that no rule has words for, in a sentence. */
export function inWords(change: RawChange, spot: Spot): string {
  const { kind, typeName, property } = change;
  const { before, after } = values(change);
  const subject = spot.name.charAt(0).toUpperCase() + spot.name.slice(1);
  if (property === 'key') return `${subject}: ${code([before])} is ${code([after])} now.`;
  if (kind === 'modified') {
    if (typeName === 'Server') return `The server ${code([before])} is ${code([after])} now.`;
    if (property === 'required')
      return `${subject} ${after === true ? 'must be given now' : 'can be left out now'}.`;
    return `${subject}: ${code([property])} went from ${said(before)} to ${said(after)}.`;
  }
  const isNew = kind === 'added';
  const part = isNew ? after : before;
  const come = isNew ? 'is new' : 'is gone';
  switch (typeName) {
    case 'Server':
      return `The server ${code([(part as { url?: string }).url])} ${come}.`;
    case 'SecurityRequirement': {
      const schemes = Object.keys(part as object);
      const how = schemes.length > 0 ? schemes.join(' with ') : 'no proof of who calls';
      return `${code([how])} ${isNew ? 'is' : 'is no longer'} accepted.`;
    }
    case 'MediaType':
      return `${subject} ${isNew ? 'can be' : 'is no longer'} ${code([spot.key])}${isNew ? ' now' : ''}.`;
    case 'RequestBody':
      return isNew ? 'A body can be given now.' : 'No body is taken any more.';
    case 'MediaTypesMap':
      return `${subject} ${come}.`;
    case 'HeadersMap':
      return `Headers of the answer: ${isNew ? 'there are some now' : 'all are gone'}.`;
    default:
      // A part of a list has an index; what it says stands in the contract.
      return /^\d+$/.test(spot.key) || spot.keyword === undefined
        ? `${subject}: one part ${come}.`
        : `${subject}: ${code([spot.keyword])} ${come}.`;
  }
}

function said(value: unknown): string {
  return value === undefined ? 'nothing' : code([value]);
}
