/**
 * Some of a list, taken in turn from each group, so that no kind is left out while another has many.
 * The same seed takes the same ones.
 */
export function sample<T>(list: T[], size: number, seed: number, groupOf: (one: T) => string): T[] {
  const groups = new Map<string, T[]>();
  const random = randomFrom(seed);
  for (const one of list) {
    const group = groups.get(groupOf(one)) ?? [];
    groups.set(groupOf(one), group);
    group.splice(Math.floor(random() * (group.length + 1)), 0, one);
  }
  const order = [...groups.values()]
    .map((group) => ({ group, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ group }) => group);
  const taken: T[] = [];
  for (let round = 0; taken.length < Math.min(size, list.length); round++) {
    for (const group of order)
      if (group[round] !== undefined && taken.length < size) taken.push(group[round] as T);
  }
  return taken;
}

/** Numbers from 0 to 1, evenly spread (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
