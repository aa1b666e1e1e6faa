import { readFileSync } from 'node:fs';
import { sandboxOutcomes } from '../downloads/sandbox-outcomes.mjs';
import { FactError } from './fact-error.mjs';
import { table } from './tables.mjs';

/** @returns {{ outcomes: Record<string, any>[], tokens: Record<string, any>[], apiSpaces: Record<string, any>[] }} */
const data = () => JSON.parse(readFileSync(sandboxOutcomes, 'utf8'));

/** What becomes of a message in the sandbox, by recipient. */
export function outcomesTable() {
  const rows = data().outcomes.map(({ phoneNumber, name, summary }) => [
    `\`${phoneNumber}\``,
    `\`${name}\``,
    summary,
  ]);
  return table(['phone number', 'outcome', 'what happens'], rows);
}

/** What the sandbox answers, by token. */
export function tokensTable() {
  const rows = data().tokens.map(({ token, status, summary }) => [`\`${token}\``, `\`${status}\``, summary]);
  return table(['token', 'status', 'meaning'], rows);
}

/**
 * The phone number that chooses an outcome.
 *
 * @param {string} outcome
 * @returns {string}
 */
export function outcomeNumber(outcome) {
  const row = data().outcomes.find(({ name }) => name === outcome);
  if (!row) throw new FactError(`the sandbox has no outcome "${outcome}"`);
  return row['phoneNumber'];
}

/**
 * @param {string} token
 * @returns {string}
 */
export function outcomeToken(token) {
  if (!data().tokens.some((row) => row['token'] === token))
    throw new FactError(`the sandbox has no token "${token}"`);
  return token;
}
