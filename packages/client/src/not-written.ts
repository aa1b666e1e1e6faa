/**
 * Whether what `fetch` threw proves that nothing of the request was written: DNS, connecting and the check of the
 * server's certificate all come before. Only Node's errors can prove it, by their code; everywhere else the answer is
 * no, which is the safe one.
 */
export function isNotWritten(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall, errors } = error as { code?: string; syscall?: string; errors?: unknown[] };
  // An AggregateError has one for each address that was tried: none of them may have got further.
  if (errors) return errors.length > 0 && errors.every(isNotWritten);
  return (
    /^(connect|getaddrinfo) |ECONNREFUSED|ENOTFOUND|EAI_AGAIN|CONNECT_TIMEOUT|CERT(_|$)/.test(
      `${syscall} ${code}`,
    ) || isNotWritten(error.cause)
  );
}
