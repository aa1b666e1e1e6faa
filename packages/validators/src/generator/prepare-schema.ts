import { Ajv2020 } from 'ajv/dist/2020.js';
import { formatName, formats } from './formats.ts';
import type { OpenApi, Schema, SchemaObject } from './openapi.ts';
import { SpecError } from './spec-error.ts';

/** Keywords that hold a schema, a list of schemas, or schemas by name. */
const oneSchema = new Set([
  'additionalProperties',
  'contains',
  'else',
  'if',
  'items',
  'not',
  'propertyNames',
  'then',
]);
const schemaList = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
const schemaMap = new Set(['dependentSchemas', 'patternProperties', 'properties']);

/** Keywords that assert something of a value by themselves, and the spec's own words for a failure. */
const assertions = new Set([
  ...['const', 'dependentRequired', 'enum', 'exclusiveMaximum', 'exclusiveMinimum', 'maxContains'],
  ...['maxItems', 'maxLength', 'maxProperties', 'maximum', 'minContains', 'minItems', 'minLength'],
  ...['minProperties', 'minimum', 'multipleOf', 'pattern', 'required', 'type', 'uniqueItems', 'x-message'],
]);

/** Keywords that assert nothing: those of OpenAPI and the annotations of JSON Schema. Other `x-` ones are too. */
const annotations = new Set([
  ...['$comment', 'contentEncoding', 'contentMediaType', 'contentSchema', 'default', 'deprecated'],
  ...[
    'description',
    'discriminator',
    'example',
    'examples',
    'externalDocs',
    'readOnly',
    'title',
    'writeOnly',
  ],
  'xml',
]);

const toComponent = '#/components/schemas/';

/** A schema that Ajv can compile: without annotations, and with names in place of pointers in its `$ref`s. */
export interface PreparedSchema {
  name: string;
  schema: Schema;
  /** Its place in the spec, for messages. */
  where: string;
}

/**
 * Makes the schemas of a spec ready for Ajv: takes out the annotations, so that they do not end up in the
 * compiled code, and checks what Ajv would not name well.
 */
export class SchemaPreparer {
  readonly #components: Record<string, Schema>;
  readonly #meta = new Ajv2020({ strict: false });

  constructor(spec: OpenApi) {
    this.#components = spec.components?.schemas ?? {};
  }

  /** @throws {SpecError} naming the place and what is wrong there */
  components(): PreparedSchema[] {
    return Object.entries(this.#components).map(([name, schema]) =>
      this.prepare(name, schema, `${toComponent}${name}`),
    );
  }

  /**
   * @param name what `$ref`s in prepared schemas call it
   * @param where its place in the spec, for messages
   * @throws {SpecError} naming the place and what is wrong there
   */
  prepare(name: string, schema: Schema, where: string): PreparedSchema {
    const prepared = this.#prepare(schema, where);
    if (!this.#meta.validateSchema(prepared)) {
      const [error] = this.#meta.errors ?? [];
      throw new SpecError(`${where}${error?.instancePath}: ${error?.message}`);
    }
    return { name, schema: prepared, where };
  }

  #prepare(schema: Schema, where: string): Schema {
    // A `false` schema could not carry an x-message; `not` says the same and can.
    if (typeof schema === 'boolean') return schema ? schema : { not: {} };
    if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) {
      throw new SpecError(`${where}: must be a schema, that is an object or true or false`);
    }
    const prepared: SchemaObject = {};
    for (const [keyword, value] of Object.entries(schema)) {
      const at = `${where}/${keyword}`;
      if (keyword === '$ref') prepared[keyword] = this.#reference(value, where);
      else if (keyword === 'additionalProperties' && value === false) prepared[keyword] = value;
      else if (keyword === 'format') prepared[keyword] = knownFormat(value, where);
      else if (oneSchema.has(keyword)) prepared[keyword] = this.#prepare(value as Schema, at);
      else if (schemaList.has(keyword)) prepared[keyword] = this.#list(value, at);
      else if (schemaMap.has(keyword)) prepared[keyword] = this.#map(value, at);
      else if (assertions.has(keyword)) prepared[keyword] = value;
      else if (!annotations.has(keyword) && !keyword.startsWith('x-')) {
        throw new SpecError(
          `${where}: keyword "${keyword}" is not supported. Mend its spelling, or name an extension "x-…"`,
        );
      }
    }
    if (prepared['type'] === undefined && ('enum' in schema || 'const' in schema)) {
      // So that a value of another type is known to be none of the choices, and not merely the wrong one.
      prepared['type'] = typesOf('enum' in schema ? schema['enum'] : [schema['const']]);
    }
    if (this.#isTaggedUnion(schema)) {
      const { propertyName } = schema['discriminator'] as { propertyName: string };
      // A switch on the tag, where oneOf would try each alternative on each value.
      return { ...prepared, type: 'object', discriminator: { propertyName } };
    }
    return prepared;
  }

  #reference(ref: unknown, where: string): string {
    const name = String(ref).startsWith(toComponent) ? String(ref).slice(toComponent.length) : '';
    if (!Object.hasOwn(this.#components, name)) {
      throw new SpecError(`${where}: $ref "${ref}" is not one of the schemas in ${toComponent}`);
    }
    return name;
  }

  #list(value: unknown, where: string): Schema[] {
    if (!Array.isArray(value)) throw new SpecError(`${where}: must be a list of schemas`);
    return value.map((schema, index) => this.#prepare(schema as Schema, `${where}/${index}`));
  }

  #map(value: unknown, where: string): Record<string, Schema> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new SpecError(`${where}: must be schemas by name`);
    }
    return Object.fromEntries(
      Object.entries(value).map(([name, schema]) => [
        name,
        this.#prepare(schema as Schema, `${where}/${name}`),
      ]),
    );
  }

  /** Whether a `discriminator` tells all alternatives apart, so that following it is the same as `oneOf`. */
  #isTaggedUnion({ discriminator, oneOf }: SchemaObject): boolean {
    const tag = (discriminator as { propertyName?: string } | undefined)?.propertyName;
    if (tag === undefined || !Array.isArray(oneOf)) return false;
    const tags = (oneOf as SchemaObject[]).map(({ $ref }) => {
      const alternative = this.#components[String($ref).slice(toComponent.length)] as
        | SchemaObject
        | undefined;
      const properties = alternative?.['properties'] as Record<string, SchemaObject> | undefined;
      const isRequired = (alternative?.['required'] as string[] | undefined)?.includes(tag) === true;
      return alternative?.['type'] === 'object' && isRequired ? properties?.[tag]?.['const'] : undefined;
    });
    return tags.every((value) => typeof value === 'string') && new Set(tags).size === tags.length;
  }
}

function knownFormat(format: unknown, where: string): string {
  const name = formatName(String(format));
  if (!formats.has(name)) throw new SpecError(`${where}: format "${format}" is not known`);
  return name;
}

function typesOf(values: unknown): string[] {
  const types = [values].flat().map((value) => {
    if (value === null) return 'null';
    return Array.isArray(value) ? 'array' : typeof value;
  });
  return [...new Set(types)];
}
