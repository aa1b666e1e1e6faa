import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Json, specFolder } from './contract.ts';
import type { Failure } from './param-name.ts';

/** A bad request, and what is wrong with it. */
export interface InvalidExample {
  /** The file's name without its ending; it names the fault. */
  name: string;
  summary: string;
  operationId: string;
  /** Values of path parameters; those not given have their example. */
  path?: Record<string, string>;
  /** Only for an operation that takes a body. */
  body?: Json;
  failures: (Failure & { reason: string })[];
}

const folder = join(specFolder, 'examples/invalid');

/** Every file of `spec/examples/invalid/`. */
export const invalidExamples: InvalidExample[] = readdirSync(folder)
  .sort()
  .map((file) => ({
    name: file.replace(/\.yaml$/, ''),
    ...(parse(readFileSync(join(folder, file), 'utf8')) as Omit<InvalidExample, 'name'>),
  }));
