import type { Change } from './change.ts';
import { comeAndGone } from './come-and-gone.ts';
import { type Contract, ContractError } from './contract.ts';
import { type Exchange, exchanges } from './exchanges.ts';
import { together } from './finding.ts';
import type { JsonObject } from './json-object.ts';
import { childPointer, pointerTokens, valueAt } from './json-pointer.ts';
import { Origins } from './origins.ts';
import { rate } from './rate.ts';
import { listChange } from './rating.ts';
import { type RawChange, redoclyDiff } from './redocly-diff.ts';
import { spotAt } from './spot.ts';

/**
 * What changes from one contract to another, the worst first. Words and examples are not compared.
 * @param base the older contract, bundled to one file
 * @param next the newer one
 * @throws {ContractError} when one of them cannot be read
 */
export function compare(base: Contract, next: Contract): Change[] {
  return compareAll([{ base, next }])[0] ?? [];
}

/** The same for many pairs, in little more than the time of one. */
export function compareAll(pairs: readonly { base: Contract; next: Contract }[]): Change[][] {
  const origins = new Origins();
  const shared: { before: Exchange; after: Exchange; pair: number }[] = [];
  const found = pairs.map(({ base, next }, pair) => {
    for (const contract of [base, next]) {
      if (typeof contract?.['openapi'] !== 'string')
        throw new ContractError('This is no OpenAPI description.');
    }
    const before = exchanges(base, origins);
    const after = exchanges(next, origins);
    for (const exchange of before) {
      const same = after.find(({ key }) => key === exchange.key);
      if (same) shared.push({ before: exchange, after: same, pair });
    }
    return comeAndGone({ base, before, next, after });
  });
  const report = redoclyDiff(
    description(shared.map(({ before }) => before)),
    description(shared.map(({ after }) => after)),
  );
  const renames = report.filter(({ property }) => property === 'key');
  for (const raw of report) {
    const [, slot = '', , ...tokens] = pointerTokens(pointerOf(raw));
    const place = shared[Number(slot.slice(1))];
    // How what was renamed differs from what it was called before means nothing to those who know the old one.
    if (!place || renames.some((rename) => isBelow(raw, rename))) continue;
    const findings = found[place.pair] ?? [];
    const exchange = raw.kind === 'removed' ? place.before : place.after;
    const spot = spotAt(exchange, tokens);
    // An event that is new or gone is told once, and not again for each batch that it can come in.
    const isTold = findings.some((one) => one.exchange === spot.exchange && one.fact === `event-${raw.kind}`);
    const rating = isTold ? undefined : rate(raw, spot);
    if (!rating) continue;
    const location = requiredAt(raw, place, origins) ?? locationOf(exchange, tokens, raw.kind, origins);
    findings.push({ ...rating, role: spot.role, exchange: spot.exchange, location });
  }
  return found.map(together);
}

/** The exchanges in one description, each in a slot of its own, so that none is ever taken for another. */
function description(all: readonly Exchange[]): JsonObject {
  const slots = (kind: Exchange['kind']) =>
    Object.fromEntries(
      all.flatMap((exchange, slot) =>
        exchange.kind === kind ? [[slotName(slot), { post: exchange.flat }]] : [],
      ),
    );
  return {
    openapi: '3.1.1',
    info: { title: 'Exchanges', version: '1.0.0' },
    paths: slots('operation'),
    webhooks: slots('event'),
  };
}

/** Of one length, so that the report has them in the order of the contract. */
function slotName(slot: number): string {
  return `/${String(slot).padStart(6, '0')}`;
}

/** What was removed has its place in the older description, everything else in the newer one. */
function pointerOf({ kind, path, base }: RawChange): string {
  return kind === 'removed' && base ? base.pointer : path;
}

function isBelow(raw: RawChange, rename: RawChange): boolean {
  const top = raw.kind === 'removed' ? rename.base?.pointer : rename.revision?.pointer;
  const pointer = pointerOf(raw);
  return raw !== rename && top !== undefined && (pointer === top || pointer.startsWith(`${top}/`));
}

/**
 * Where the contract says what stands at the place. What came or went is found where it is named; what was modified
 * where it is written.
 */
function locationOf(
  exchange: Exchange,
  tokens: readonly string[],
  kind: RawChange['kind'],
  origins: Origins,
): string {
  let at: unknown = exchange.flat;
  let pointer = exchange.pointer;
  tokens.forEach((token, index) => {
    at = valueAt(at, [token]);
    const asPart = index === tokens.length - 1 && kind !== 'modified' ? origins.asPart(at) : undefined;
    pointer = asPart ?? origins.own(at) ?? childPointer(pointer, token);
  });
  return pointer;
}

/** Where a name was or is required: in a schema that is merged it can be a part of it that says so. */
function requiredAt(
  raw: RawChange,
  { before, after }: { before: Exchange; after: Exchange },
  origins: Origins,
): string | undefined {
  if (raw.property !== 'required' || raw.typeName !== 'Schema') return undefined;
  const { lost, gained } = listChange(raw);
  const [name] = lost.length > 0 ? lost : gained;
  const [side, pointer] = lost.length > 0 ? [before, raw.base?.pointer] : [after, raw.revision?.pointer];
  const [, , , ...tokens] = pointerTokens(pointer ?? '');
  return origins.requires(valueAt(side.flat, tokens.slice(0, -1)), String(name));
}
