/**
 * What is done with a code block, as stated behind its fence or in a comment above it.
 *
 * @typedef {{ server: Server, receiver: boolean, fails: boolean }} Run
 * @typedef {'mock' | 'sandbox'} Server
 * @typedef {(
 *   | { kind: 'run', server: Server, receiver: boolean }
 *   | { kind: 'check', given: string }
 *   | { kind: 'starts' }
 *   | { kind: 'commands' }
 *   | { kind: 'output' }
 *   | { kind: 'payload', of: 'request' | 'response' | 'event', name: string }
 *   | { kind: 'not-run', reason: string }
 *   | { kind: 'tested-by', test: string }
 * ) & { file?: string }} Disposition
 */

/** What can be said of a block in each language, with what it means. The names in the README are these. */
export const dispositions = {
  'run, or run=sandbox':
    'it is run, against the mock if nothing else is said; run=receiver also posts events to it',
  check: 'it is type-checked or parsed; given="…" declares what it takes for granted',
  starts: 'its commands install packages and start a server: the server is really started',
  commands: 'its commands are scripts or files of this repository: they are looked up',
  output: 'it is what the block before prints; … stands for anything',
  'request=sendMessage, response=getMessage.200, event=message.sent': 'it is a payload, and valid',
  'not-run="why"': 'it is only shown',
  'tested-by=test/x.test.ts': 'that test runs it',
};

/** A block that does not say what is to be done with it, or says it wrongly. */
export class DispositionError extends Error {
  /** @override */
  name = 'DispositionError';
}

/**
 * @param {string} words as they stand in the Markdown
 * @returns {Disposition}
 * @throws {DispositionError}
 */
export function dispositionOf(words) {
  /** @type {Map<string, string>} */
  const said = new Map();
  for (const [, key = '', quoted, bare] of words.matchAll(/([\w-]+)(?:=(?:"([^"]*)"|(\S+)))?/g)) {
    said.set(key, quoted ?? bare ?? '');
  }
  const name = said.get('file');
  const file = name === undefined ? {} : { file: name };
  said.delete('file');
  const given = said.get('given') ?? '';
  said.delete('given');
  const [only, ...others] = said;
  if (!only)
    throw new DispositionError(
      `does not say what is done with it. Say one of: ${Object.keys(dispositions).join('; ')}`,
    );
  if (others.length > 0) throw new DispositionError(`says both "${only[0]}" and "${others[0]?.[0]}"`);
  const [kind, value] = only;
  if (kind === 'run') {
    if (!['', 'mock', 'sandbox', 'receiver'].includes(value)) {
      throw new DispositionError(`runs against "${value}": take mock, sandbox or receiver`);
    }
    return {
      kind,
      server: value === 'sandbox' ? 'sandbox' : 'mock',
      receiver: value === 'receiver',
      ...file,
    };
  }
  if (kind === 'check') return { kind, given, ...file };
  if (kind === 'starts' || kind === 'commands' || kind === 'output') return { kind, ...file };
  if ((kind === 'request' || kind === 'response' || kind === 'event') && value) {
    return { kind: 'payload', of: kind, name: value, ...file };
  }
  if (kind === 'tested-by' && value) return { kind, test: value };
  if (kind === 'not-run') {
    if (value.split(' ').length < 3)
      throw new DispositionError('is not run, but does not say why: not-run="…"');
    return { kind, reason: value };
  }
  throw new DispositionError(
    `says "${kind}", which means nothing. Say one of: ${Object.keys(dispositions).join('; ')}`,
  );
}
