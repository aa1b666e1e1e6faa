import { type Sandbox, type SandboxOptions, startSandbox } from '@enterprise-communications/sandbox';
import { onTestFinished } from 'vitest';

export const SPACE = '11164198-3f3f-4993-ab8f-70680c1113b1';
export const OTHER_SPACE = '22264198-3f3f-4993-ab8f-70680c1113b2';
export const SMS = { to: { phoneNumber: '447700900123' }, body: 'Hello', rules: ['sms'] };

/** A sandbox for one test, with a manual clock unless told otherwise. */
export async function sandboxForTest(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox(options);
  onTestFinished(() => sandbox.close());
  return sandbox;
}

export interface Reply {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what came back is what the tests look into.
  body: any;
}

/** Talks to the API as a partner does. */
export async function call(
  { url }: { url: string },
  method: string,
  path: string,
  {
    body,
    token = 'any-token',
    type = 'application/json',
  }: { body?: unknown; token?: string; type?: string } = {},
): Promise<Reply> {
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': type }),
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

export function post(sandbox: { url: string }, body: unknown, token?: string): Promise<Reply> {
  return call(sandbox, 'POST', `/apispaces/${SPACE}/messages`, {
    body,
    ...(token !== undefined && { token }),
  });
}

export function postBatch(sandbox: { url: string }, body: unknown): Promise<Reply> {
  return call(sandbox, 'POST', `/apispaces/${SPACE}/messages/batch`, { body });
}

export function get(sandbox: { url: string }, messageId: string, space = SPACE): Promise<Reply> {
  return call(sandbox, 'GET', `/apispaces/${space}/messages/${messageId}`);
}

/** Sends one message that has to be accepted. @returns its id */
export async function send(sandbox: { url: string }, message: unknown = SMS): Promise<string> {
  const { status, body } = await post(sandbox, message);
  if (status !== 201) throw new Error(`not accepted: ${status} ${JSON.stringify(body)}`);
  return body.messageId;
}
