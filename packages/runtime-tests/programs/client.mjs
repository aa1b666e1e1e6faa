// Sends, reads and bulk-sends to the mock at `baseUrl`, with the runtime's own fetch.
import { createClient, ValidationError } from '@enterprise-communications/client';
import { sendMessageRequest } from '@enterprise-communications/validators';

/** @param {{ baseUrl: string, fetch?: import('@enterprise-communications/client').Transport }} options */
export async function run({ baseUrl, fetch }) {
  const apiSpaceId = '11164198-3f3f-4993-ab8f-70680c1113b1';
  const client = createClient({
    apiSpaceId,
    token: async () => 'any-token',
    baseUrl,
    ...(fetch && { fetch }),
  });
  const request = { to: { phoneNumber: '447700900123' }, body: 'Grüße 👋', rules: ['sms'] };

  const message = await client.messages.send(request);
  equal(message.status, 'processing', 'a send');
  equal((await client.messages.get(message.messageId)).status, 'sent', 'a read');

  const refused = await client.messages.send.try(/** @type {any} */ ({ ...request, bodi: 'Hi' }));
  equal(refused.status, 400, 'a misspelt field');
  equal(refused.error instanceof ValidationError, true, 'its error');

  const outcomes = [];
  // The mock answers every batch with two ids, so the input has two items that reach it.
  const items = [request, /** @type {any} */ ({ rules: ['sms'] }), request];
  for await (const { outcome, index } of client.messages.sendMany(items, { validator: sendMessageRequest })) {
    outcomes.push(`${index} ${outcome}`);
  }
  equal(outcomes.sort(), ['0 accepted', '1 rejected', '2 accepted'], 'every item of a bulk send');
  return 'ok';
}

/** @param {unknown} actual @param {unknown} wanted @param {string} what */
function equal(actual, wanted, what) {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(wanted)];
  if (is !== should) throw new Error(`${what}: ${is} and not ${should}`);
}
