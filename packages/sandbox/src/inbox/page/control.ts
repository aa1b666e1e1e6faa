/** Calls the control API of the sandbox that the page came from. @throws {Error} with its words when it refuses */
export async function control<T>(method: string, path: string, body?: unknown): Promise<T> {
  const token = sessionStorage.getItem('token');
  const response = await fetch(`/_sandbox/${path}`, {
    method,
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (response.status === 401) throw new NeedsToken();
  const text = await response.text();
  const value = text === '' ? undefined : JSON.parse(text);
  if (!response.ok) throw new Error(value?.message ?? `The sandbox answered ${response.status}.`);
  return value as T;
}

/** The sandbox is a public one, and asks for its control token. */
export class NeedsToken extends Error {}

/** Keeps the control token until the tab is closed. */
export function keepToken(token: string): void {
  sessionStorage.setItem('token', token);
}

/** Calls back when something changed in the sandbox, at most a few times a second. @returns a function that ends it */
export function onChange(callback: () => void): () => void {
  const ending = new AbortController();
  let isComing = false;
  const later = () => {
    if (isComing) return;
    isComing = true;
    setTimeout(() => {
      isComing = false;
      if (!ending.signal.aborted) callback();
    }, 150);
  };
  // EventSource cannot send the token.
  const listen = async () => {
    const token = sessionStorage.getItem('token');
    const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch('/_sandbox/stream', { headers, signal: ending.signal });
    const reader = response.body?.getReader();
    while (response.ok && reader && !(await reader.read()).done) later();
  };
  const forever = async () => {
    while (!ending.signal.aborted) {
      await listen().catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 1000));
      later();
    }
  };
  void forever();
  return () => ending.abort();
}
