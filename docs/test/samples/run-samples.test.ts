import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Mock, startMock } from '@enterprise-communications/mock';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { OpenApiDocument } from '../../src/openapi.mjs';
import { type RequestSample, requestSamples, sampleLanguages } from '../../src/samples/request-samples.mjs';
import { temporaryFolder } from '../temporary-folder.ts';
import { startRecordingFront } from './recording-front.ts';
import { runSamples, whyNot } from './run-samples.ts';
import { trickyDocument } from './tricky-document.ts';

const spec = JSON.parse(readFileSync(join(inject('site'), 'openapi.json'), 'utf8'));
const full = process.env['TEST_SIZE'] === 'full';
const wantsAll = process.env['SAMPLE_LANGUAGES'] === 'all';
const token = 'a-token/with+marks=';

const languages = await Promise.all(
  sampleLanguages.map(async ({ language, label }) => ({
    language,
    label,
    missing:
      language === 'go' && !full && !wantsAll
        ? 'its first run compiles its standard library, a minute: with TEST_SIZE=full'
        : await whyNot(language),
  })),
);
const counts = new Map<string, number>();

let mock: Mock;
let front: Awaited<ReturnType<typeof startRecordingFront>>;
beforeAll(async () => {
  mock = await startMock();
  front = await startRecordingFront(mock.url);
});
afterAll(async () => {
  await front?.close();
  await mock?.close();
  const ran = [...counts].map(([label, count]) => `${label} ${count}`);
  const skipped = languages.flatMap(({ label, missing }) => (missing ? [`${label} (${missing})`] : []));
  console.log(`Request samples run: ${ran.join(', ')}; skipped: ${skipped.join(', ') || 'none'}`);
});

/** The request that the spec says a sample must send, read without the code under test. */
function expectedOf({ operationId, example }: RequestSample) {
  const [path, item] = Object.entries<Record<string, { operationId?: string }>>(spec.paths).find(
    ([, methods]) => Object.values(methods).some((operation) => operation.operationId === operationId),
  ) ?? ['', {}];
  const method = Object.keys(item).find((name) => item[name]?.operationId === operationId) ?? '';
  return {
    method: method.toUpperCase(),
    path: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[a-f0-9]{8}(-[a-f0-9]{4}){3}-[a-f0-9]{12}')}$`),
    body: example === undefined ? undefined : spec.components.examples[example].value,
  };
}

/** All of them, or for a short run the first of each operation. */
function chosen(samples: RequestSample[]): RequestSample[] {
  return full
    ? samples
    : samples.filter(
        (sample) => samples.find(({ operationId }) => operationId === sample.operationId) === sample,
      );
}

test.runIf(wantsAll)('every language is at hand, where all must be', () => {
  expect(languages.flatMap(({ label, missing }) => (missing ? [`${label}: ${missing}`] : []))).toEqual([]);
});

describe.each(languages)('$label', ({ language, label, missing }) => {
  const name = missing ? ` (skipped: ${missing})` : '';

  test.skipIf(missing)(`each sample sends its example, and prints the mock's answer${name}`, async () => {
    const samples = chosen(
      requestSamples(spec, { baseUrl: front.url }).filter((sample) => sample.language === language),
    );
    expect(samples.length).toBeGreaterThanOrEqual(Object.keys(spec.paths).length);
    front.exchanges.length = 0;
    await using folder = await temporaryFolder();
    const printed = await runSamples(language, samples, folder.path, { ACCESS_TOKEN: token });

    expect(front.exchanges).toHaveLength(samples.length);
    for (const [index, sample] of samples.entries()) {
      const expected = expectedOf(sample);
      const { method, path, authorization, contentType, body, status, answer } = front.exchanges[index] ?? {};
      const told = `${sample.operationId} ${sample.example ?? ''}`;
      expect(method, told).toBe(expected.method);
      expect(path, told).toMatch(expected.path);
      expect(authorization, told).toBe(`Bearer ${token}`);
      expect(body === '' ? undefined : JSON.parse(body ?? ''), told).toEqual(expected.body);
      if (expected.body !== undefined)
        expect(contentType, told).toMatch(/^application\/json(; ?charset=utf-8)?$/);
      expect(status, told).toBe({ GET: 200 }[method ?? ''] ?? (Array.isArray(expected.body) ? 202 : 201));
      const [first = JSON.parse(answer ?? '')] = [JSON.parse(answer ?? '')].flat();
      if (language === 'typescript') expect(printed[index], told).toContain(first.messageId);
      else {
        expect(printed[index], told).toContain(`${status}`);
        expect(printed[index], told).toContain(answer);
      }
    }
    counts.set(label, samples.length);
  });

  test.skipIf(missing)(
    `what means something to the language arrives as it is in the example${name}`,
    async () => {
      const { document, value } = trickyDocument(spec as OpenApiDocument);
      const samples = requestSamples(document, { baseUrl: front.url }).filter(
        (sample) => sample.language === language,
      );
      expect(samples).toHaveLength(1);
      front.exchanges.length = 0;
      await using folder = await temporaryFolder();
      // The mock refuses it, which the client tells by an error.
      await runSamples(language, samples, folder.path, { ACCESS_TOKEN: token }).catch((error) => {
        if (language !== 'typescript') throw error;
      });
      expect(front.exchanges.map(({ body }) => JSON.parse(body))).toEqual([value]);
    },
  );
});
