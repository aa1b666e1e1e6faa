/**
 * The validation failures of a `400` in words.
 *
 * @param {{ status: number, value: any } | undefined} answer
 * @returns {{ says: string, list: { field: string, where: string, message: string }[] } | undefined} undefined when the
 *   answer has none
 */
export function explainFailures(answer) {
  const failures = answer?.status === 400 ? answer.value?.validationFailures : undefined;
  if (!Array.isArray(failures) || failures.length === 0) return undefined;
  const says =
    failures.length === 1
      ? 'Nothing was accepted. One thing is wrong with the request. Mend it and send again:'
      : `Nothing was accepted. ${failures.length} things are wrong with the request. Mend them and send again:`;
  return {
    says,
    list: failures.map(({ paramName = '', message = '' }) => {
      const [, index, rest = paramName] = /^\[(\d+)\]\.?(.*)$/.exec(paramName) ?? [];
      return {
        field: rest || 'body',
        where: index === undefined ? '' : `(message ${Number(index) + 1} of the batch)`,
        message,
      };
    }),
  };
}
