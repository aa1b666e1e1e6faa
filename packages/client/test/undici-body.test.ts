import { getEventListeners, once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { undiciTransport } from '../src/undici.ts';

/** What the transport gives for an answer, before anybody has read its body. */
async function answerOf(listener: RequestListener, query = '') {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const transport = undiciTransport();
  const { signal } = new AbortController();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${query}`;
  const response = await transport(url, {
    method: 'GET',
    headers: new Headers(),
    body: null,
    signal,
    redirect: 'manual',
  });
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await transport.close();
  };
  return { response, signal, [Symbol.asyncDispose]: close };
}

const breaksOff: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-length': '100' }).write('{"a":1}');
  setTimeout(() => response.destroy(), 20);
};

test('a body that breaks off is not taken for a whole one, as text or in chunks', async () => {
  await using asText = await answerOf(breaksOff);
  await expect(asText.response.text()).rejects.toThrow();
  await using inChunks = await answerOf(breaksOff);
  const read = async () => {
    let bytes = 0;
    for await (const chunk of inChunks.response.body as AsyncIterable<Uint8Array>) bytes += chunk.length;
    return bytes;
  };
  await expect(read()).rejects.toThrow();
});

test('a body that nobody wants to the end is ended', async () => {
  let ended = () => {};
  const seen = new Promise<void>((resolve) => {
    ended = resolve;
  });
  await using answer = await answerOf((_, response) => {
    response.writeHead(200).write('a');
    const more = setInterval(() => response.write('a'), 5);
    response.once('close', () => {
      clearInterval(more);
      ended();
    });
  });

  for await (const _ of answer.response.body as AsyncIterable<Uint8Array>) break;

  await seen;
});

test('when the answer is read, nothing listens to its signal', async () => {
  await using answer = await answerOf((_, response) => void response.end('{}'));

  expect(await answer.response.text()).toBe('{}');
  expect(getEventListeners(answer.signal, 'abort')).toEqual([]);
});

test('an interim answer is not taken for the answer, and the query goes along', async () => {
  let asked: string | undefined;
  await using answer = await answerOf((request, response) => {
    asked = request.url;
    response.writeProcessing();
    response.end('{}');
  }, '?a=1');

  expect(answer.response.status).toBe(200);
  expect(asked).toBe('/?a=1');
});

test('after it was closed it sends nothing', async () => {
  const transport = undiciTransport();
  await transport.close();
  const { signal } = new AbortController();
  const init = { method: 'GET', headers: new Headers(), body: null, signal, redirect: 'manual' } as const;

  await expect(transport('http://127.0.0.1:1/', init)).rejects.toThrow(/closed|destroyed/);
});
