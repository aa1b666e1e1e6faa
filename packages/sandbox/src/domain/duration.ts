const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Milliseconds of a duration such as `500ms`, `90s`, `1h30m` or `2d`; a number is taken as milliseconds.
 *
 * @returns undefined when it is not a duration
 */
export function milliseconds(duration: string | number): number | undefined {
  if (typeof duration === 'number') return Number.isFinite(duration) && duration >= 0 ? duration : undefined;
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(duration)) return undefined;
  let sum = 0;
  for (const [, amount, unit] of duration.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
    sum += Number(amount) * (UNITS[unit as string] as number);
  }
  return Math.round(sum);
}
