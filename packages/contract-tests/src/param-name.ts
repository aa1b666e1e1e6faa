import { built, type Contract, isObject, type Json, type JsonObject } from './contract.ts';
import { tokensOf } from './json-pointer.ts';
import type { Finding } from './oracle.ts';

/** What is wrong with one parameter, as the API names it. */
export interface Failure {
  /** Such as `to.phoneNumber`, `rules[0]` or `[17].rules`; the empty string is the whole body. */
  paramName: string;
  /** The keyword of the schema that refuses it. */
  keyword: string;
}

// These only try their schemas; what fails inside says nothing by itself.
const trials = ['oneOf', 'not', 'contains'];

/**
 * What the oracle found, as the API reports it.
 * - A field that is missing, or that must not be there, is named itself, not the object around it.
 * - Where one of several fields is needed, the first of them is named.
 * - Where one of several forms is needed and only one is for this type of value, it says what is wrong with that form.
 * - What two schemas refuse for the same reason is reported once.
 */
export function failuresOf(findings: Finding[], value: Json, contract = built): Failure[] {
  const failures = findings.flatMap((finding) => failuresIn(finding, value, contract));
  return [
    ...new Map(failures.map((failure) => [`${failure.keyword} ${failure.paramName}`, failure])).values(),
  ];
}

function failuresIn(
  { keyword, schema, instance, inner }: Finding,
  value: Json,
  contract: Contract,
): Failure[] {
  const here = tokensOf(instance);
  if (keyword === 'required') {
    const object = here.reduce((inside, token) => (inside as JsonObject)[token] as Json, value) as JsonObject;
    const missing = (contract.at(schema) as string[]).filter((name) => !Object.hasOwn(object, name));
    return missing.map((name) => ({ paramName: paramName([...here, name]), keyword }));
  }
  if (keyword === 'anyOf') {
    const [first] = contract.at(schema) as Json[];
    const needed = isObject(first) && Array.isArray(first['required']) ? first['required'] : [];
    return [{ paramName: paramName([...here, ...needed.slice(0, 1).map(String)]), keyword }];
  }
  if (keyword === 'oneOf') {
    const fitting = branchesOf(inner, schema).filter(
      (branch) => !branch.some((cause) => isWrongType(cause, instance)),
    );
    if (fitting.length === 1) return fitting.flat().flatMap((cause) => failuresIn(cause, value, contract));
  }
  if (inner.length === 0 || trials.includes(keyword)) return [{ paramName: paramName(here), keyword }];
  return inner.flatMap((cause) => failuresIn(cause, value, contract));
}

/** What each branch of a `oneOf` refuses. */
function branchesOf(causes: Finding[], schema: string): Finding[][] {
  const branches = new Map<string, Finding[]>();
  for (const cause of causes) {
    const [index = ''] = tokensOf(cause.schema.slice(schema.length));
    branches.set(index, [...(branches.get(index) ?? []), cause]);
  }
  return [...branches.values()];
}

function isWrongType({ keyword, instance, inner }: Finding, pointer: string): boolean {
  return (keyword === 'type' && instance === pointer) || inner.some((cause) => isWrongType(cause, pointer));
}

/** The name of what is reached by some steps: `['0', 'to', 'phoneNumber']` is `[0].to.phoneNumber`. */
export function paramName(tokens: string[]): string {
  return tokens
    .map((token) => (/^\d+$/.test(token) ? `[${token}]` : `.${token}`))
    .join('')
    .replace(/^\./, '');
}
