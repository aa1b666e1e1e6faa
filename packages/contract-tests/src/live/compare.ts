import { at, contract, isObject, type Json, type JsonObject } from '../contract.ts';
import { tokensOf } from '../json-pointer.ts';
import { answer as documentedAnswer, operation } from '../operations.ts';
import { type Finding, judge } from '../oracle.ts';
import type { LiveAnswer } from './exchange.ts';

/**
 * What in an answer is not as the contract says, a line each. No line holds a value that came: it could be a person's.
 * Names of properties are told where the contract has them; others become `*`.
 */
export async function differences(
  operationId: string,
  expected: string,
  { status, headers, text }: LiveAnswer,
): Promise<string[]> {
  if (!operation(operationId).answers.some((one) => one.status === status))
    return [`status ${status} is not documented; expected ${expected}`];
  const documented = documentedAnswer(operationId, status);
  const found = status === expected ? [] : [`status ${status}; expected ${expected}`];
  for (const { name, schema } of documented.headers) {
    const value = headers.get(name);
    if (value === null) found.push(`${status}: the header ${name} is missing`);
    else
      found.push(
        ...(await judge(schema, value)).findings.map(
          ({ keyword }) => `${status}: the header ${name}: ${keyword}`,
        ),
      );
  }
  // Where no body is promised there may be one; nobody should read it.
  if (!documented.body) return found;
  const type = headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type))
    found.push(`${status}: the header Content-Type is not application/json`);
  let body: Json;
  try {
    body = JSON.parse(text);
  } catch {
    return [...found, `${status}: the body is not JSON`];
  }
  const { findings } = await judge(documented.body.schema, body);
  return [
    ...found,
    ...new Set(findings.flatMap((one) => lines(one, body)).map((line) => `${status}: the body: ${line}`)),
  ];
}

function lines({ keyword, schema, instance, inner }: Finding, body: Json): string[] {
  if (inner.length > 0) return inner.flatMap((one) => lines(one, body));
  let inside = body;
  const place = tokensOf(instance).map((token) => {
    const isIndex = Array.isArray(inside);
    inside = (inside as JsonObject)[token] as Json;
    return isIndex ? `[${token}]` : `.${known.has(token) ? token : '*'}`;
  });
  const rule = keyword === 'required' ? `required (${missing(schema, instance, body)})` : keyword;
  return [`${place.join('').replace(/^\./, '') || '(all)'}: ${rule}, by ${schema}`];
}

function missing(schema: string, instance: string, body: Json): string {
  const object = tokensOf(instance).reduce<Json>(
    (value, token) => (value as JsonObject)[token] as Json,
    body,
  );
  return (at(schema) as string[]).filter((name) => !Object.hasOwn(object as JsonObject, name)).join(', ');
}

const known = new Set<string>();
gather(contract);

function gather(value: Json): void {
  if (Array.isArray(value)) value.forEach(gather);
  else if (isObject(value))
    for (const [key, inside] of Object.entries(value)) {
      if (key === 'properties' && isObject(inside)) for (const name of Object.keys(inside)) known.add(name);
      // Examples hold names of nobody's choosing.
      if (key !== 'examples' && key !== 'example') gather(inside);
    }
}
