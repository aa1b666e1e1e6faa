// What Prism's own server takes.
const DEFAULT = 10_000_000;

/** The most bytes any operation of the description takes, by its `x-max-bytes`. */
export function maxBodyBytes(document: object): number {
  const { paths = {} } = document as { paths?: Record<string, Record<string, unknown>> };
  const limits = Object.values(paths).flatMap((path) =>
    Object.values(path ?? {}).map((operation) => {
      const { requestBody } = (operation ?? {}) as { requestBody?: { 'x-max-bytes'?: unknown } };
      return requestBody?.['x-max-bytes'];
    }),
  );
  const numbers = limits.filter((limit) => typeof limit === 'number');
  return numbers.length > 0 ? Math.max(...numbers) : DEFAULT;
}
