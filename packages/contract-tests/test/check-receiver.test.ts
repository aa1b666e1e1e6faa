import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  createWebhookHandler,
  createWebhookReceiver,
  type WebhookHandler,
} from '@enterprise-communications/webhooks';
import { toFastifyPlugin } from '@enterprise-communications/webhooks/fastify';
import { toNodeListener } from '@enterprise-communications/webhooks/node';
import { serve } from '@hono/node-server';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { expect, onTestFinished, test } from 'vitest';

// The sandbox's attack on receivers, and the receivers that the webhooks package makes: each is the other's test.

const secret = 'the-secret-of-a-receiver';
const command = join(
  createRequire(import.meta.url).resolve('@enterprise-communications/sandbox/package.json'),
  '../bin/enterprise-communications-sandbox.js',
);

const adapters: [name: string, listen: (handler: WebhookHandler) => Promise<string>][] = [
  ["Node's http", (handler) => listening(toNodeListener(handler))],
  ['Express', (handler) => listening(express().post('/hook', toNodeListener(handler)).use(express.json()))],
  [
    'Fastify',
    async (handler) => {
      // A sender that was refused in the middle of its body is not waited for.
      const app = Fastify({ forceCloseConnections: true }).register(toFastifyPlugin(handler), {
        prefix: '/hook',
      });
      onTestFinished(() => app.close());
      return app.listen({ port: 0, host: '127.0.0.1' });
    },
  ],
  [
    'Hono',
    async (handler) => {
      const app = new Hono().post('/hook', (context) => handler(context.req.raw));
      const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
      onTestFinished(() => void server.close());
      await once(server, 'listening');
      return urlOf(server.address());
    },
  ],
];

test.each(adapters)('check-receiver finds nothing to mend in a receiver made for %s', async (_, listen) => {
  const handled: string[] = [];
  const faults: unknown[] = [];
  const handler = createWebhookHandler(createWebhookReceiver({ secret }), {
    onEvent: ({ event }) => handled.push(event.eventId),
    onError: (error) => faults.push(error),
  });
  const { report, problems, code } = await check(`${await listen(handler)}/hook`);
  expect(problems).toEqual([]);
  expect([code, report.failed, report.skipped]).toEqual([0, 0, 0]);
  expect(faults).toEqual([]);
  // What check-receiver cannot see from outside: each event was handled once.
  expect(handled.length).toBeGreaterThan(500);
  expect(new Set(handled).size).toBe(handled.length);
});

async function check(url: string) {
  const args = [command, 'check-receiver', url, '--secret', secret, '--burst', '100', '--json'];
  const { code, stdout } = await new Promise<{ code: number; stdout: string }>((resolve) => {
    execFile(process.execPath, args, (error, stdout) => resolve({ code: Number(error?.code ?? 0), stdout }));
  });
  const report = JSON.parse(stdout) as {
    failed: number;
    skipped: number;
    checks: { name: string; problems: { found: string }[] }[];
  };
  const problems = report.checks.flatMap(({ name, problems }) =>
    problems.map(({ found }) => `${name}: ${found}`),
  );
  return { code, report, problems };
}

async function listening(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return urlOf(server.address());
}

function urlOf(address: AddressInfo | string | null): string {
  return `http://127.0.0.1:${(address as AddressInfo).port}`;
}
