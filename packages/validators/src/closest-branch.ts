import type { RawError } from './raw-error.ts';

/** A branch whose own value fails one of these was meant for another kind of value. */
const tells = new Set(['const', 'discriminator', 'enum', 'not']);

/** How far a branch is from what was meant; less is closer. */
const distance = { meant: 0, otherVariant: 1, otherType: 2 };

/**
 * When no branch of an `anyOf` or `oneOf` holds, keeps the errors of the branch that was most likely meant, and
 * drops those of the others. The compiled code calls it.
 *
 * The closest branch is the one for this type of value, then the one for this variant (no `const` or `enum` in
 * the value or right below it fails), then the one with the fewest errors, then the first. When no branch is for
 * this type, or all fail the same `const` or `enum`, one error says what they accept together.
 *
 * @param errors the errors so far, those of the branches last
 * @param start the number of errors before the first branch
 * @param ends the number of errors after each branch
 * @param instancePath the pointer to the value that the branches were tried on
 */
export function closestBranch(
  errors: RawError[],
  start: number,
  ends: number[],
  instancePath: string,
): RawError[] {
  const branches = ends.map((end, index) => {
    const found = errors.slice(ends[index - 1] ?? start, end);
    return { found, distance: distanceOf(found, instancePath), length: found.length };
  });
  const nearest = Math.min(...branches.map((branch) => branch.distance));
  const close = branches.filter((branch) => branch.distance === nearest);
  const before = errors.slice(0, start);
  if (nearest === distance.otherType) {
    const wrong = close.flatMap(({ found }) => found.filter((error) => isWrongType(error, instancePath)));
    return [...before, merge(wrong, 'type', 'type')];
  }
  const choices = close.map(({ found }) => found.find((error) => choicesOf(error) !== undefined));
  const [first] = choices;
  if (nearest === distance.otherVariant && choices.every((error) => isSameValue(error, first))) {
    return [...before, merge(choices as RawError[], 'enum', 'allowedValues')];
  }
  const fewest = Math.min(...close.map(({ length }) => length));
  return [...before, ...(close.find(({ length }) => length === fewest)?.found ?? [])];
}

function distanceOf(found: RawError[], instancePath: string): number {
  if (found.some((error) => isWrongType(error, instancePath))) return distance.otherType;
  const tell = found.some((error) => tells.has(error.keyword) && isAtOrBelow(error, instancePath));
  return tell ? distance.otherVariant : distance.meant;
}

function isWrongType(error: RawError, instancePath: string): boolean {
  return error.keyword === 'type' && error.instancePath === instancePath;
}

function isAtOrBelow(error: RawError, instancePath: string): boolean {
  return !error.instancePath.slice(instancePath.length + 1).includes('/');
}

function choicesOf({ keyword, params }: RawError): unknown[] | undefined {
  if (keyword === 'const') return [params['allowedValue']];
  return keyword === 'enum' ? (params['allowedValues'] as unknown[]) : undefined;
}

function isSameValue(error: RawError | undefined, first: RawError | undefined): boolean {
  return error !== undefined && error.instancePath === first?.instancePath;
}

/** One error in place of several, which accepts what any of them accepts. */
function merge(errors: RawError[], keyword: string, param: string): RawError {
  const accepted = errors.flatMap((error) => choicesOf(error) ?? error.params['type']);
  return { ...(errors[0] as RawError), keyword, params: { [param]: [...new Set(accepted)] } };
}
