import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Json, specFolder } from './contract.ts';
import type { Failure } from './param-name.ts';

/** A bad request, answer or event, and what is wrong with it. */
export interface InvalidExample {
  /** The file's name without its ending; it names the fault. */
  name: string;
  summary: string;
  /** Of an operation of the API, or of a webhook. */
  operationId: string;
  /** Of an answer. */
  status?: string;
  /** Values of path parameters; those not given have their example. */
  path?: Record<string, string>;
  /** Values of the headers of an event or an answer; those not given have their example. */
  headers?: Record<string, string>;
  /** Only where the contract has a body. */
  body?: Json;
  failures: (Failure & { reason: string })[];
}

/** Requests that the API refuses: every file of `spec/examples/invalid/`. */
export const invalidExamples = read('invalid');
/** Answers that the API never gives. */
export const invalidAnswers = read('invalid-answers');
/** Events that the API never posts. */
export const invalidEvents = read('invalid-events');

function read(name: string): InvalidExample[] {
  const folder = join(specFolder, 'examples', name);
  return readdirSync(folder)
    .sort()
    .map((file) => ({
      name: file.replace(/\.yaml$/, ''),
      ...(parse(readFileSync(join(folder, file), 'utf8')) as Omit<InvalidExample, 'name'>),
    }));
}
