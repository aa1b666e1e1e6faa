import type { Contract } from './contract.ts';
import type { Exchange } from './exchanges.ts';
import type { Finding } from './finding.ts';
import { isObject } from './json-object.ts';
import { childPointer, valueAt } from './json-pointer.ts';
import { onlyInCode } from './rules/messages.ts';

/** Operations and events that one contract has and the other has not, and the names of schemas that are gone. */
export function comeAndGone({
  base,
  before,
  next,
  after,
}: {
  base: Contract;
  before: readonly Exchange[];
  next: Contract;
  after: readonly Exchange[];
}): Finding[] {
  const gone = missing(before, after).map(({ kind, name, pointer }): Finding => {
    const elsewhere = after.find((other) => other.kind === kind && other.name === name);
    return {
      level: 'breaking',
      fact: `${kind}-removed`,
      role: kind === 'event' ? 'receives' : 'calls',
      exchange: name,
      location: pointer,
      what: elsewhere
        ? `The ${kind} \`${name}\` is at another method or path now.`
        : `The ${kind} \`${name}\` is gone.`,
      advice: `Keep ${elsewhere ? 'the old place' : 'it'} working, and say that it is deprecated.`,
    };
  });
  const come = missing(after, before).map(
    ({ kind, name, pointer }): Finding => ({
      level: 'compatible',
      fact: `${kind}-added`,
      role: kind === 'event' ? 'receives' : 'calls',
      exchange: name,
      location: pointer,
      what: `The ${kind} \`${name}\` is new.`,
    }),
  );
  const names = (contract: Contract) => {
    const schemas = valueAt(contract, ['components', 'schemas']);
    return Object.keys(isObject(schemas) ? schemas : {});
  };
  const unnamed = names(base)
    .filter((name) => !names(next).includes(name))
    .map(
      (name): Finding => ({
        level: 'judge',
        fact: 'schema-name-removed',
        role: 'uses the type',
        exchange: name,
        location: childPointer('#/components/schemas', name),
        what: `There is no schema \`${name}\` any more.`,
        advice: onlyInCode,
      }),
    );
  return [...gone, ...come, ...unnamed];
}

function missing(from: readonly Exchange[], where: readonly Exchange[]): Exchange[] {
  return from.filter(({ key }) => !where.some((other) => other.key === key));
}
