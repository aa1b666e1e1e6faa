import { webhookOperations } from './contract-node.mjs';
import { FactError } from './fact-error.mjs';
import { responses } from './names.mjs';

/**
 * What the contract says of how events are delivered. All events must be delivered alike.
 *
 * @param {import('./contract-node.mjs').Contract} contract
 * @returns {{ answerWithinSeconds: number, retryDelaysSeconds: number[] }}
 */
export function webhookDelivery(contract) {
  const found = new Set(
    [...webhookOperations(contract).keys()].map((event) => {
      const answer = responses(contract, event)['default'] ?? {};
      return JSON.stringify([answer['x-answer-within-seconds'], answer['x-retry-delays-seconds']]);
    }),
  );
  if (found.size !== 1) throw new FactError('the events of the contract are not delivered alike');
  const [answerWithinSeconds, retryDelaysSeconds] = JSON.parse([...found][0] ?? '[]');
  return { answerWithinSeconds, retryDelaysSeconds };
}
