import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Level } from '../src/change.ts';
import { pointerTokens, valueAt } from '../src/json-pointer.ts';

/** A change of the small contract in changes/base.yaml, with what it is. */
export interface LabelledChange {
  change: string;
  /** Undefined when there is nothing to tell. */
  is?: Level;
  fact?: string;
  for?: string;
  remove?: string[];
  set?: Record<string, unknown>;
  rename?: Record<string, string>;
}

type Json = Record<string, unknown>;
const folder = new URL('changes/', import.meta.url);
const read = (file: string) => parse(readFileSync(new URL(file, folder), 'utf8'));

export const baseContract: Json = read('base.yaml');

export const labelledChanges: LabelledChange[] = readdirSync(folder)
  .filter((file) => file !== 'base.yaml')
  .flatMap((file) => read(file));

/** The small contract after the change. */
export function changed({ change, remove = [], set = {}, rename = {} }: LabelledChange): Json {
  const contract = structuredClone(baseContract);
  for (const [from, to] of Object.entries(rename)) {
    const moved = valueAt(contract, pointerTokens(from));
    if (moved === undefined) throw new Error(`${change}: there is no ${from}`);
    drop(contract, from, change);
    put(contract, to, moved);
    renameReferences(contract, `#${from}`, `#${to}`);
  }
  // The last index first, so that the others keep their place.
  for (const pointer of remove.toReversed()) drop(contract, pointer, change);
  for (const [pointer, value] of Object.entries(set)) put(contract, pointer, value);
  return contract;
}

function drop(contract: Json, pointer: string, change: string) {
  const { holder, key } = holderOf(contract, pointer);
  if (!(key in holder)) throw new Error(`${change}: there is no ${pointer}`);
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

function put(contract: Json, pointer: string, value: unknown) {
  const { holder, key } = holderOf(contract, pointer);
  if (Array.isArray(holder) && key === '-') holder.push(value);
  else holder[key] = value;
}

function holderOf(contract: Json, pointer: string): { holder: Json; key: string } {
  const tokens = pointerTokens(pointer);
  const holder = valueAt(contract, tokens.slice(0, -1));
  if (typeof holder !== 'object' || holder === null) throw new Error(`there is nothing to hold ${pointer}`);
  return { holder: holder as Json, key: tokens.at(-1) ?? '' };
}

function renameReferences(value: unknown, from: string, to: string) {
  if (typeof value !== 'object' || value === null) return;
  const holder = value as Json;
  if (holder['$ref'] === from) holder['$ref'] = to;
  for (const part of Object.values(holder)) renameReferences(part, from, to);
}
