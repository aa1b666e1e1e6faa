/** Whether arrays and objects lie in each other more than `levels` deep. It recurses that many times at most. */
export function isDeeperThan(levels: number, value: unknown): boolean {
  return (
    value instanceof Object &&
    (levels <= 0 || Object.values(value).some((inner) => isDeeperThan(levels - 1, inner)))
  );
}
