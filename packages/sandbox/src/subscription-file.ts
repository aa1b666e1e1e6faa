import { readFileSync } from 'node:fs';
import { contract } from './generated/contract.ts';
import { requestValidators } from './generated/control-validators/operations.js';
import { SandboxError } from './sandbox-error.ts';
import type { NewSubscription } from './webhooks/new-subscription.ts';

const REASONS: Record<string, string> = {
  ENOENT: 'no such file',
  EISDIR: 'it is a folder',
  EACCES: 'no permission',
};

/**
 * Reads a file of webhooks: a JSON array of what the control API takes for one.
 *
 * @throws {SandboxError} naming the file and the entry that is wrong
 */
export function readSubscriptionFile(file: string): NewSubscription[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new SandboxError(`${file}: cannot be read (${REASONS[code] ?? code})`);
  }
  let entries: unknown;
  try {
    entries = JSON.parse(text);
  } catch {
    // The engine's own message can quote the file, and with it a secret.
    throw new SandboxError(`${file}: is not valid JSON`);
  }
  if (!Array.isArray(entries))
    throw new SandboxError(`${file}: must be an array of webhooks, [{ "url": …, "secret": … }]`);
  for (const [index, entry] of entries.entries()) {
    const result = requestValidators.createSubscription.validate(entry);
    if (!result.valid) {
      const [failure] = result.failures;
      throw new SandboxError(`${file}: [${index}]${failure?.path && `.${failure.path}`} ${failure?.message}`);
    }
    const { url, events = [] } = entry as NewSubscription;
    if (!URL.canParse(url)) throw new SandboxError(`${file}: [${index}].url must be an absolute URL`);
    const unknown = events.findIndex((name) => !(contract.eventNames as readonly string[]).includes(name));
    if (unknown >= 0) {
      throw new SandboxError(
        `${file}: [${index}].events[${unknown}] must be one of ${contract.eventNames.join(', ')}`,
      );
    }
  }
  return entries as NewSubscription[];
}
