import { describe, expect, test } from 'vitest';
import { findBodies } from '../src/generator/find-bodies.ts';
import { generate } from '../src/generator/generate.ts';
import type { OpenApi, Schema } from '../src/generator/openapi.ts';
import type { Validator } from '../src/validator.ts';
import { load } from './compile-fixture.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: Schema) => ({ content: { 'application/json': { schema } } });

const spec: OpenApi = {
  openapi: '3.1.1',
  info: { title: 'Fixture', version: '1' },
  paths: {
    '/orders': {
      parameters: [],
      post: {
        operationId: 'sendOrder',
        requestBody: { $ref: '#/components/requestBodies/Order' },
        responses: {
          '201': json(ref('Order')),
          '400': { $ref: '#/components/responses/Bad' },
          '401': {},
          '406': { content: { 'text/plain': { schema: { type: 'string' } } } },
          '4XX': { content: { 'application/problem+json': { schema: ref('Problem') } } },
          default: json({ type: 'array', items: ref('Problem') }),
        },
      },
      get: { operationId: 'listOrders', responses: { '200': json(ref('OrderList')) } },
    },
    '/ping': { get: { operationId: 'ping', responses: { '204': {} } } },
  },
  webhooks: {
    'order.sent': {
      post: {
        operationId: 'receiveSent',
        requestBody: json({ oneOf: [ref('SentEvent'), ref('EventBatch')] }),
      },
    },
    'order.read': { post: { operationId: 'receiveRead', requestBody: json(ref('ReadEvent')) } },
    'order.gone': { post: { operationId: 'receiveGone', requestBody: json({ type: 'object' }) } },
  },
  components: {
    requestBodies: { Order: json(ref('SendOrder')) },
    responses: { Bad: json(ref('Problem')) },
    schemas: {
      SendOrder: { type: 'object', properties: { to: ref('Address') } },
      Address: { type: 'string' },
      Order: { type: 'object' },
      OrderList: { type: 'array', items: ref('Order') },
      Problem: { type: 'object' },
      SentEvent: { type: 'object' },
      ReadEvent: { type: 'object' },
      EventBatch: { type: 'array', items: ref('AnyEvent') },
      AnyEvent: { anyOf: [ref('SentEvent'), ref('ReadEvent')] },
    },
  },
};

const withPaths = (paths: OpenApi['paths']): OpenApi => ({ ...spec, paths: paths ?? {} });
const entries = (map: Map<string, unknown>) => Object.fromEntries(map);

describe('what gets a validator', () => {
  const bodies = findBodies(spec);

  test('is each body, named for its schema, or else for its operation', () => {
    const types = [...bodies.validators.values()].map(({ name, type }) => [name, type]);
    expect(types).toEqual([
      ['sendOrder', 'Api.SendOrder'],
      ['order', 'Api.Order'],
      ['problem', 'Api.Problem'],
      ['sendOrderResponseDefault', 'Array<Api.Problem>'],
      ['orderList', 'Api.OrderList'],
      ['receiveSentRequest', 'Api.SentEvent | Api.EventBatch'],
      ['sentEvent', 'Api.SentEvent'],
      ['eventBatch', 'Api.EventBatch'],
      ['anyEvent', 'Api.AnyEvent'],
      ['readEvent', 'Api.ReadEvent'],
      ['receiveGoneRequest', 'unknown'],
    ]);
  });

  test('is not a part of a body', () => {
    expect(bodies.validators.has('address')).toBe(false);
  });

  test('is told by operation, by status and by event', () => {
    expect(entries(bodies.requests)).toEqual({ sendOrder: 'sendOrder' });
    expect([...bodies.responses].map(([id, statuses]) => [id, entries(statuses)])).toEqual([
      ['sendOrder', { 201: 'order', 400: 'problem', '4XX': 'problem', default: 'sendOrderResponseDefault' }],
      ['listOrders', { 200: 'orderList' }],
    ]);
    expect(entries(bodies.webhooks)).toEqual({
      'order.sent': 'receiveSentRequest',
      'order.read': 'readEvent',
      'order.gone': 'receiveGoneRequest',
    });
    expect(entries(bodies.events)).toEqual({
      'order.sent': 'sentEvent',
      'order.read': 'readEvent',
      'order.gone': 'receiveGoneRequest',
    });
  });
});

test('the maps hold the validators themselves', async () => {
  const operations = await load<{
    requestValidators: { sendOrder: Validator<unknown> };
    responseValidators: { listOrders: { 200: Validator<unknown> } };
    eventValidators: { 'order.sent': Validator<unknown> };
    webhookValidators: { 'order.sent': Validator<unknown> };
  }>(spec, 'operations.js');
  expect(operations.requestValidators.sendOrder.is({ to: 'a' })).toBe(true);
  expect(operations.requestValidators.sendOrder.is({ to: 1 })).toBe(false);
  expect(operations.responseValidators.listOrders[200].is([{}])).toBe(true);
  expect(operations.responseValidators.listOrders[200].is([1])).toBe(false);
  expect(operations.eventValidators['order.sent'].is([{}])).toBe(false);
  expect(operations.webhookValidators['order.sent'].is([{}])).toBe(true);
});

test('the same spec gives the same bytes', async () => {
  expect(await generate(structuredClone(spec))).toEqual(await generate(spec));
});

test('every module says where it comes from', async () => {
  for (const [file, text] of await generate(spec)) {
    expect(text, file).toMatch(/^\/\/ Generated from the OpenAPI description "Fixture" 1; do not edit\.\n/);
  }
});

describe('a fault in the spec is told in one line that names the place', () => {
  const table: [name: string, fault: OpenApi, line: string][] = [
    [
      'no operationId',
      withPaths({ '/a': { get: {} } }),
      'get /a: needs an operationId that is a JavaScript name',
    ],
    [
      'an operationId with a dash',
      withPaths({ '/a': { get: { operationId: 'a-b' } } }),
      'get /a: needs an operationId that is a JavaScript name',
    ],
    [
      'a $ref to no response',
      withPaths({
        '/a': { get: { operationId: 'a', responses: { 200: { $ref: '#/components/responses/No' } } } },
      }),
      '$ref "#/components/responses/No" leads nowhere',
    ],
    [
      'two JSON media types',
      withPaths({
        '/a': {
          get: {
            operationId: 'a',
            requestBody: { content: { 'application/json': { schema: true }, 'a/b+json': { schema: true } } },
          },
        },
      }),
      'the request body of `a` has several JSON media types; keep one',
    ],
    [
      'two bodies of one name',
      withPaths({
        '/a': {
          get: { operationId: 'a', requestBody: json({ type: 'object' }) },
          put: { operationId: 'a', requestBody: json({ type: 'array' }) },
        },
      }),
      'two bodies would get the validator "aRequest"; move the request body of `a` to components/schemas',
    ],
  ];
  test.each(table)('%s', (_name, fault, line) => {
    expect(() => findBodies(fault)).toThrow(expect.objectContaining({ name: 'SpecError', message: line }));
  });
});
