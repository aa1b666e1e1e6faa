import type { Message } from '@enterprise-communications/types';
import { NotFoundError } from './errors/not-found-error.ts';
import { TimeoutError } from './errors/timeout-error.ts';
import { isFinalStatus } from './final-status.ts';
import { wait } from './limited.ts';
import type { CallOptions } from './options.ts';
import type { WithResponse } from './result.ts';

/** How to wait for a message. */
export interface WaitForOptions extends Omit<CallOptions, 'timeout'> {
  /**
   * Whether this is what you wait for.
   * @default the status is final
   * @example (message) => message.status === 'read' || message.status === 'failed'
   */
  until?: (message: Message) => boolean;
  /**
   * Milliseconds to wait, at most. Then it ends as `TimeoutError`, whose `body` is the message as last read.
   * @default 300000
   */
  timeout?: number;
  /**
   * Milliseconds for which a 404 means "not yet": a message of a batch can only be read some seconds later.
   * @default 10000
   */
  grace?: number;
}

/** Reads a message again and again, less and less often, until it is what the caller waits for. */
export async function waitFor(
  get: (messageId: string, options: CallOptions) => Promise<WithResponse<'getMessage'>>,
  messageId: string,
  {
    until = ({ status }) => isFinalStatus(status),
    timeout = 300_000,
    grace = 10_000,
    ...options
  }: WaitForOptions = {},
): Promise<WithResponse<'getMessage'>> {
  const started = performance.now();
  const elapsed = () => performance.now() - started;
  let last: WithResponse<'getMessage'> | undefined;
  for (let interval = 500; ; interval = Math.min(interval * 1.5, 15_000)) {
    const left = timeout - elapsed();
    try {
      last = await get(messageId, { ...options, deadline: Math.min(left, options.deadline ?? left) });
      if (until(last.data)) return last;
    } catch (error) {
      if (!(error instanceof NotFoundError) || elapsed() >= grace) throw error;
    }
    // Half of it is random, so that those who wait for the messages of one batch do not ask together.
    const delay = interval * (0.5 + Math.random() / 2);
    if (elapsed() + delay >= timeout)
      throw new TimeoutError({ operation: 'getMessage', attempts: [], data: last?.data });
    await wait(delay, options.signal);
  }
}
