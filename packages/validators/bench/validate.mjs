// How long the validators take, in microseconds: the median of some rounds. Run it with `pnpm bench`.

import bundle from '@enterprise-communications/spec/openapi.json' with { type: 'json' };
import {
  eventBatch,
  message,
  sendMessageBatchRequest,
  sendMessageRequest,
} from '@enterprise-communications/validators';

const example = (name) => bundle.components.examples[name].value;
const request = example('all-controls');
const batch = Array.from({ length: 5000 }, () => request);
const wrongBatch = Array.from({ length: 5000 }, () => ({ ...request, to: {}, unknown: 1 }));

const cases = [
  ['a request', sendMessageRequest, request, true],
  ['a response', message, example('message-sent'), true],
  ['a batch of events', eventBatch, example('event-batch'), true],
  ['a batch of 5,000 requests', sendMessageBatchRequest, batch, true],
  ['a request with faults', sendMessageRequest, wrongBatch[0], false],
  ['a batch of 5,000 requests with faults', sendMessageBatchRequest, wrongBatch, false],
];

for (const [name, validator, value, valid] of cases) {
  const calls = Array.isArray(value) && value.length > 100 ? 10 : 5000;
  const rounds = Array.from({ length: 15 }, () => {
    const start = process.hrtime.bigint();
    for (let call = 0; call < calls; call++) {
      if (validator.validate(value).valid !== valid) throw new Error(`${name}: not what is measured`);
    }
    return Number(process.hrtime.bigint() - start) / 1000 / calls;
  });
  const median = rounds.sort((a, b) => a - b)[7];
  console.log(`${median.toFixed(2).padStart(10)} µs  ${name}`);
}
