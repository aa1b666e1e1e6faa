import { at, find, isObject, type Json, type JsonObject, keysAt } from '../contract.ts';
import { step } from '../json-pointer.ts';
import { contractFacts, limits, limitsIn } from './contract-facts.ts';
import type { Facts } from './facts.ts';

interface Member {
  required: boolean;
  given: JsonObject;
}

/** What an artifact has to say, by its name. */
export function truthFor(artifact: string): Facts {
  return ['reference of the site', 'Markdown twins'].includes(artifact) ? siteTruth() : contractFacts();
}

/**
 * What the contract says as a page has to say it: of a schema all fields, also those that it has from others by `allOf`,
 * and of a field everything, also what stands behind its `$ref`.
 */
function siteTruth(): Facts {
  const facts = { property: {}, values: {}, limit: {} } as Required<
    Pick<Facts, 'property' | 'values' | 'limit'>
  >;
  for (const name of keysAt('/components/schemas')) {
    const schema = at(step('/components/schemas', name)) as JsonObject;
    const members = membersOf(schema);
    // A condition on other fields has no form for people; its page shows it as it is.
    const isCondition = 'if' in schema || ('allOf' in schema && members.size === 0);
    if (isCondition) Object.assign(facts.limit, limitsIn(schema, [name]));
    else tell(name, schema, partsOf(schema));
    for (const [member, { required, given }] of members) {
      facts.property[`${name}.${member}`] = required ? 'required' : 'optional';
      // What has a name of its own tells of its parts on its own page.
      tell(`${name}.${member}`, { ...resolved(given), ...given }, partsOf(given));
    }
  }
  return { ...contractFacts(), ...facts };

  function tell(what: string, schema: JsonObject, parts: JsonObject[]): void {
    const values = [...((schema['enum'] ?? []) as Json[]), schema['const']].filter(
      (value) => typeof value === 'string',
    );
    if (values.length > 0) facts.values[what] = values.sort().join(', ');
    for (const part of [...parts, schema])
      for (const keyword of limits)
        if (part[keyword] !== undefined && part[keyword] !== false)
          facts.limit[`${what} ${keyword}`] = part[keyword];
  }
}

/** What stands in the schema itself: the items of a list, the values of a map, and each of several forms. */
function partsOf({ items, additionalProperties, oneOf, anyOf }: JsonObject): JsonObject[] {
  const written = [items, additionalProperties, ...[oneOf ?? [], anyOf ?? []].flat()];
  return written.filter((part) => isObject(part)).flatMap((part) => [...partsOf(part), part]);
}

/** The fields of a schema; one inside of a field that has no schema of its own is `outer.inner`. */
function membersOf(schema: JsonObject): Map<string, Member> {
  const members = new Map<string, Member>();
  const inherited = ((schema['allOf'] ?? []) as JsonObject[]).map((part) => membersOf(resolved(part)));
  for (const [name, member] of inherited.flatMap((map) => [...map])) members.set(name, member);
  for (const [name, given] of Object.entries((schema['properties'] ?? {}) as Record<string, JsonObject>)) {
    members.set(name, {
      required: members.get(name)?.required ?? false,
      given: { ...members.get(name)?.given, ...given },
    });
    if ('$ref' in given) continue;
    for (const [inner, member] of membersOf(given)) members.set(`${name}.${inner}`, member);
  }
  for (const name of (schema['required'] ?? []) as string[]) {
    const member = members.get(name);
    if (member) member.required = true;
  }
  return members;
}

function resolved(schema: JsonObject): JsonObject {
  const { $ref } = schema;
  return typeof $ref === 'string' ? resolved(find($ref.slice(1)) as JsonObject) : schema;
}
