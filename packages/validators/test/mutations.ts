const others = [null, true, 7, -1.5, '', 'x', [], ['sms'], {}, { x: 1 }];

/**
 * The value itself and its structural mutants: at each place once another value, at each object one property
 * less and one more, at each array one item less and one twice.
 */
export function* mutationsOf(value: unknown): Generator<unknown> {
  yield value;
  yield* others;
  if (Array.isArray(value)) {
    yield value.slice(1);
    yield [...value, value[0]];
    for (const [index, item] of value.entries()) {
      for (const mutant of mutationsOf(item)) yield value.with(index, mutant);
    }
  } else if (typeof value === 'object' && value !== null) {
    yield { ...value, unknownField: 1 };
    for (const [name, inner] of Object.entries(value)) {
      const { [name]: _dropped, ...rest } = value as Record<string, unknown>;
      yield rest;
      for (const mutant of mutationsOf(inner)) yield { ...value, [name]: mutant };
    }
  }
}
