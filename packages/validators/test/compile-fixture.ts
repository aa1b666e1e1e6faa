import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { generate } from '../src/generator/generate.ts';
import type { OpenApi, Schema } from '../src/generator/openapi.ts';
import type { Validator } from '../src/validator.ts';

const src = fileURLToPath(new URL('../src/', import.meta.url));

/** A spec whose only bodies are these schemas: one operation for each, with the schema's own name. */
export function specOf(schemas: Record<string, Schema>): OpenApi {
  const paths = Object.keys(schemas).map((name) => {
    const schema = { $ref: `#/components/schemas/${name}` };
    const requestBody = { content: { 'application/json': { schema } } };
    return [`/${name}`, { post: { operationId: `post${name}`, requestBody } }];
  });
  return {
    openapi: '3.1.1',
    info: { title: 'Fixture', version: '1' },
    paths: Object.fromEntries(paths),
    components: { schemas },
  };
}

/** Generates the modules of a spec and loads one of them, with the run time from `src`. */
export async function load<T>(spec: OpenApi, entry: string): Promise<T> {
  const modules = await generate(spec);
  const { outputFiles } = await build({
    stdin: { contents: `export * from './${entry}'`, resolveDir: src },
    bundle: true,
    write: false,
    format: 'esm',
    plugins: [
      {
        name: 'generated',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^\.\/.*\.js$/ }, ({ path }) =>
            modules.has(path.slice(2))
              ? { path: path.slice(2), namespace: 'generated' }
              : { path: `${src}${path.slice(2).replace(/js$/, 'ts')}` },
          );
          onLoad({ filter: /.*/, namespace: 'generated' }, ({ path }) => ({
            contents: modules.get(path) ?? '',
            resolveDir: src,
          }));
        },
      },
    ],
  });
  const text = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  return import(/* @vite-ignore */ `data:text/javascript;base64,${text}`);
}

/** Compiles schemas; the validator of `Thing` is `thing`. */
export async function compileFixture(schemas: Record<string, Schema>) {
  return load<Record<string, Validator<unknown>>>(specOf(schemas), 'index.js');
}

/** The validators of several schemas, which can refer to others as `#/components/schemas/<name>`. */
export async function compileSchemas(schemas: Schema[], others: Record<string, Schema> = {}) {
  const given = schemas.map((schema, index) => [`Given${index}`, schema]);
  const validators = await compileFixture({ ...Object.fromEntries(given), ...others });
  return schemas.map((_schema, index) => validators[`given${index}`] as Validator<unknown>);
}

/** The validator of one schema, which can refer to others. */
export async function compileSchema(schema: Schema, others: Record<string, Schema> = {}) {
  const [validator] = await compileSchemas([schema], others);
  return validator as Validator<unknown>;
}

/** What a table of cases looks like: for this schema and value, these failures. */
export type Row = [name: string, row: { schema: Schema; given: unknown; want: string[] }];

/** The rows with a validator each, all compiled at once. */
export async function withValidators(table: Row[], others: Record<string, Schema> = {}) {
  const validators = await compileSchemas(
    table.map(([, { schema }]) => schema),
    others,
  );
  return table.map(([name, row], index) => {
    return [name, { ...row, validator: validators[index] as Validator<unknown> }] as const;
  });
}

/** What is wrong, one line a failure: `path | keyword | message`. An empty list says that the value is valid. */
export function report(validator: Validator<unknown>, value: unknown): string[] {
  const result = validator.validate(value);
  if (result.valid !== validator.is(value)) throw new Error('is() and validate() disagree');
  return result.valid
    ? []
    : result.failures.map(({ path, keyword, message }) => `${path} | ${keyword} | ${message}`);
}
