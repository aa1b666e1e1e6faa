import { describe, expect, test } from 'vitest';
import { at } from '../src/contract.ts';
import { step } from '../src/json-pointer.ts';
import { answer, answerSchema, operation, operations, webhooks } from '../src/operations.ts';
import { judge } from '../src/oracle.ts';
import { failuresOf } from '../src/param-name.ts';
import { factsOf } from '../src/schema-facts.ts';
import { type PropertyRow, page, payloads, readSections } from '../src/seed-page.ts';

const { single, batch } = readSections();
const message = '/components/schemas/Message';
const batchItem = '/components/schemas/AcceptedBatchItem';

describe("the page's payloads", () => {
  test.each([
    { status: '201', id: 'sendMessage', payload: payloads.single, shown: single.payload },
    { status: '202', id: 'sendMessageBatch', payload: payloads.batch, shown: batch.payload },
  ])('fit the body of the $status of $id', async ({ status, id, payload, shown }) => {
    const { findings } = await judge(answerSchema(id, status), payload);
    expect(failuresOf(findings, payload)).toEqual([]);
    expect(shown).toEqual(payload);
  });

  test('are examples of the contract', () => {
    expect(at('/components/examples/accepted-processing/value')).toEqual(payloads.single);
    expect(at('/components/examples/batch-accepted/value')).toEqual(payloads.batch);
  });
});

// What each description comes down to, in words that the page and the contract share.
const gist: Record<string, string[]> = {
  'Message messageId': ['unique', 'id', 'message'],
  'Message sentOn': ['accepted'],
  'Message status': [],
  'Message statusDetails': ['details', 'current status'],
  'Message _createdOn': ['message', 'created'],
  'Message _createdBy': ['created', 'message'],
  'Message _updatedOn': ['message', 'last updated'],
  'Message _updatedBy': ['last updated', 'message'],
  'AcceptedBatchItem index': ['message', 'batch'],
  'AcceptedBatchItem messageId': ['message', 'status', 'receipts'],
};

const rows = [
  ...single.rows.map((row) => ({ schema: message, ...row })),
  ...batch.rows.map((row) => ({ schema: batchItem, ...row })),
].map((row) => ({ key: `${row.schema.split('/').at(-1)} ${row.name}`, ...row }));

describe("a row of the page's tables is in the contract:", () => {
  test('the tables have the rows that this test knows', () => {
    expect(rows.map(({ key }) => key)).toEqual(Object.keys(gist));
  });

  test.each(rows)('$key, always there', ({ schema, name }) => {
    expect(at(step(schema, 'required'))).toContain(name);
  });

  test.each(rows)('$key, of type $type', ({ schema, name, type }) => {
    expect(typesOf(schema, name)).toEqual([type === 'int' ? 'integer' : type]);
  });

  test.each(rows)('$key, with the same meaning', ({ key, schema, name, description }) => {
    for (const words of gist[key] ?? []) {
      expect(description.toLowerCase()).toContain(words);
      expect(factsOf(step(schema, 'properties', name)).text.toLowerCase()).toContain(words);
    }
  });

  const isTime = ({ description }: PropertyRow) => description.includes('UTC, ISO 8601');

  test('three rows are times', () => {
    expect(rows.filter(isTime).map(({ name }) => name)).toEqual(['sentOn', '_createdOn', '_updatedOn']);
  });

  test.each(rows.filter(isTime))('$key, in UTC and ISO 8601', async ({ schema, name }) => {
    const property = step(schema, 'properties', name);
    expect(factsOf(property).text).toMatch(/UTC.*ISO 8601/);
    const time = (payloads.single as Record<string, string>)[name] as string;
    expect((await judge(property, time)).valid).toBe(true);
    for (const wrong of [
      time.replace('Z', '+01:00'),
      time.replace('Z', ''),
      time.replace('T', ' '),
      'yesterday',
    ]) {
      expect((await judge(property, wrong)).valid, wrong).toBe(false);
    }
  });

  test('a status right after sending is processing, failed or sent', () => {
    const row = single.rows.find(({ name }) => name === 'status');
    expect(row?.values).toEqual(['processing', 'failed', 'sent']);
    const { values } = factsOf(step(message, 'properties', 'status'));
    for (const value of row?.values ?? []) {
      expect([...values]).toContain(value);
      const { description, body } = answer('sendMessage', '201');
      expect(description).toContain(`\`${value}\``);
      expect(body?.examples.map(({ name }) => name)).toContain(`accepted-${value}`);
    }
  });

  function typesOf(schema: string, name: string): string[] {
    return [...factsOf(step(schema, 'properties', name)).types];
  }
});

describe("a sentence of the page's text is in the contract:", () => {
  test.each([
    { id: 'sendMessage', statuses: single.statuses, success: '201' },
    { id: 'sendMessageBatch', statuses: batch.statuses, success: '202' },
  ])('$id answers $success with JSON, or 400 with the validation errors', ({ id, statuses, success }) => {
    expect(statuses).toEqual([success, '400']);
    const { answers } = operation(id);
    expect(answers.filter(({ status }) => status.startsWith('2')).map(({ status }) => status)).toEqual([
      success,
    ]);
    expect(answer(id, success).body).toBeDefined();
    expect(typesIn(answerSchema(id, '400'))).toEqual(['object']);
    expect(answer(id, '400').description).toContain('validationFailures');
  });

  test('the batch answers an array of objects, one for each message', () => {
    expect(batch.text).toMatch(/array of objects .*, one for each message/);
    expect(typesIn(answerSchema('sendMessageBatch', '202'))).toEqual(['array']);
    expect(typesIn('/components/schemas/SendMessageBatchResponse/items')).toEqual(['object']);
  });

  test('the final status is read back, or pushed to a webhook', () => {
    expect(single.text).toMatch(/query it using the Get Status method, or register a webhook/);
    expect(operations.map(({ id }) => id)).toContain('getMessage');
    expect(webhooks.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['message.sent', 'message.failed']),
    );
    expect(String(at(step(operation('sendMessage').pointer, 'description')))).toMatch(/can still fail/);
    expect(page).toMatch(/still possible that the message can fail/);
  });

  test('after a batch it can take a few seconds until a message can be read', () => {
    expect(batch.text).toContain('it can take a few seconds');
    expect(String(at(step(operation('sendMessageBatch').pointer, 'description')))).toContain('few seconds');
    expect(answer('getMessage', '404').description).toContain('few seconds');
  });

  function typesIn(schema: string): string[] {
    return [...factsOf(schema).types];
  }
});
