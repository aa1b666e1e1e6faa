import type { OperationId } from '@enterprise-communications/types';

/** One request that did not succeed. */
export interface Attempt {
  /** The status of the answer, where there was one. */
  status?: number | undefined;
  /** What went wrong, where it was not the status: what `fetch` threw, for example. */
  cause?: unknown;
  /** How long the client waited afterwards until it tried again, in milliseconds. Absent at the last attempt. */
  delay?: number;
}

/** The headers of an answer. */
export interface AnswerHeaders<Name extends string = string> {
  /** The value of a header, whatever the case of its name. */
  get(name: Name | (string & {})): string | null;
}

/** What every error knows about the call that failed. */
export interface ErrorDetails {
  operation: OperationId;
  attempts: Attempt[];
  status?: number | undefined;
  headers?: AnswerHeaders | undefined;
  /** The body of the answer. */
  data?: unknown;
  cause?: unknown;
  /** Milliseconds. */
  retryAfter?: number | undefined;
}

/**
 * What every error of this client is. Its message, its JSON and its printed form never hold contents of a request or
 * of an answer, nor a token; read `body` on purpose.
 */
export abstract class ApiError extends Error {
  abstract override readonly name: string;
  /** The operation of the contract, such as `sendMessage`. */
  declare readonly operation: OperationId;
  /** Every request that the call made, in order. Empty when none left. */
  declare readonly attempts: readonly Attempt[];
  /** The status of the last answer. `undefined` when there was none. */
  declare readonly status: number | undefined;
  /** How long the API asks you to wait, in milliseconds. `undefined` when it did not say. */
  declare readonly retryAfter: number | undefined;
  /** The headers of the last answer. */
  declare readonly headers: AnswerHeaders | undefined;
  /** The body of the last answer: parsed where it was JSON, else its text. */
  declare readonly body: unknown;

  constructor(hint: string, { operation, attempts, status, retryAfter, headers, data, cause }: ErrorDetails) {
    super(`${operation}: ${hint}`);
    Object.assign(this, { operation, attempts, status, retryAfter });
    // Loggers copy what is enumerable, and a body may hold what somebody wrote to somebody.
    Object.defineProperties(this, {
      headers: { value: headers },
      body: { value: data },
      cause: { value: cause },
      // How Node.js and Deno ask an object to print itself. They would print the cause too.
      [Symbol.for('nodejs.util.inspect.custom')]: { value: () => `${this.stack} ${JSON.stringify(this)}` },
    });
  }

  /** What may be logged. Of a cause, its code or its name: its message is not ours, so it may hold anything. */
  toJSON(): object {
    const attempts = this.attempts.map(({ cause, ...one }) => {
      const { code, cause: inner, name } = (cause ?? {}) as Cause;
      return { ...one, cause: code ?? inner?.code ?? name };
    });
    return { ...this, message: this.message, attempts };
  }
}

interface Cause {
  name?: string;
  code?: string;
  cause?: Cause;
}
