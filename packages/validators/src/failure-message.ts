import type { RawError } from './raw-error.ts';

const kinds: Record<string, string> = {
  array: 'an array',
  boolean: 'true or false',
  integer: 'a whole number',
  null: 'null',
  number: 'a number',
  object: 'an object',
  string: 'a string',
};

const formats: Record<string, string> = {
  date: 'a date such as 2017-03-17',
  dateTime: 'a date and time such as 2017-03-17T14:22:40.633Z',
  email: 'an e-mail address',
  int32: 'a whole number of at most 32 bits',
  int64: 'a whole number of at most 64 bits',
  uri: 'an absolute URL',
  uuid: 'a GUID such as 11164198-3f3f-4993-ab8f-70680c1113b1',
};

const comparisons: Record<string, string> = {
  '>=': 'at least',
  '>': 'more than',
  '<=': 'at most',
  '<': 'less than',
};

/** What an error says is expected, in plain words: the spec's own `x-message`, else words for the keyword. */
export function failureMessage({ keyword, params }: RawError): string {
  if (typeof params['text'] === 'string') return params['text'];
  switch (keyword) {
    case 'required':
      return 'is required';
    case 'dependentRequired':
      return `is required together with ${params['property']}`;
    case 'additionalProperties':
      return 'is not a known parameter';
    case 'propertyNames':
      return 'has a name that is not allowed';
    case 'type':
      return `must be ${list([params['type']].flat().map((type) => kinds[type as string] ?? type))}`;
    case 'enum':
      return `must be one of ${(params['allowedValues'] as unknown[]).map(literal).join(', ')}`;
    case 'const':
      return `must be ${literal(params['allowedValue'])}`;
    case 'discriminator':
      return params['error'] === 'tag' ? 'must be a string' : 'is not a known value';
    case 'minLength':
      return `must have at least ${count(params['limit'], 'character', 'characters')}`;
    case 'maxLength':
      return `must have at most ${count(params['limit'], 'character', 'characters')}`;
    case 'minItems':
      return `must have at least ${count(params['limit'], 'item', 'items')}`;
    case 'maxItems':
      return `must have at most ${count(params['limit'], 'item', 'items')}`;
    case 'minProperties':
      return `must have at least ${count(params['limit'], 'property', 'properties')}`;
    case 'maxProperties':
      return `must have at most ${count(params['limit'], 'property', 'properties')}`;
    case 'minimum':
    case 'exclusiveMinimum':
    case 'maximum':
    case 'exclusiveMaximum':
      return `must be ${comparisons[params['comparison'] as string]} ${params['limit']}`;
    case 'multipleOf':
      return `must be a multiple of ${params['multipleOf']}`;
    case 'format':
      return `must be ${formats[params['format'] as string] ?? `a valid ${params['format']}`}`;
    case 'pattern':
      return `must match the pattern ${params['pattern']}`;
    case 'uniqueItems':
      return 'must not hold the same item twice';
    case 'contains':
      return `must have ${range(params['minContains'] as number, params['maxContains'] as number | undefined)} of the expected kind`;
    case 'anyOf':
    case 'oneOf':
      return alternativesMessage(params);
    case 'not':
      return 'is not allowed';
    case 'size':
      return 'is too large or nested too deeply to be checked';
    default:
      return 'is not valid';
  }
}

function alternativesMessage({ alternatives, first, second }: RawError['params']): string {
  const names = alternatives as string[] | undefined;
  if (!names) return 'must match exactly one of its allowed forms';
  if (typeof second === 'number') return `must not be given together with ${names[first as number]}`;
  return `is required, or else ${list(names.slice(1))}`;
}

function range(min: number, max: number | undefined): string {
  if (max === undefined) return `at least ${count(min, 'item', 'items')}`;
  return min === max ? `exactly ${count(min, 'item', 'items')}` : `${min} to ${max} items`;
}

function count(amount: unknown, one: string, many: string): string {
  return `${amount} ${amount === 1 ? one : many}`;
}

function literal(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function list(words: unknown[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
