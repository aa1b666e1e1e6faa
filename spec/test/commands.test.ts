import { expect, test } from 'vitest';
import { scratchContract } from './scratch-contract.ts';

test('the contract bundles to JSON and YAML, and its workflows stand beside it', () => {
  using contract = scratchContract();
  const { status, lines } = contract.bundle();
  expect({ status, lines }).toEqual({ status: 0, lines: [] });
  expect(contract.exists('dist/openapi.json')).toBe(true);
  expect(contract.exists('dist/openapi.yaml')).toBe(true);
  expect(contract.exists('dist/workflows/fallback.arazzo.yaml')).toBe(true);
  expect(contract.exists('dist/examples/invalid/unknown-field.yaml')).toBe(true);
});

test('the contract follows every lint rule', () => {
  using contract = scratchContract();
  expect(contract.lint()).toMatchObject({ status: 0, lines: [] });
});

const faults = [
  {
    fault: 'the entry is missing',
    plant: (contract) => contract.remove('openapi.yaml'),
    line: /^spec\/openapi\.yaml: the file is missing\./,
  },
  {
    fault: 'a file is not YAML',
    plant: (contract) => contract.replace('paths/message.yaml', /$/, 'broken: [\n'),
    line: /^spec\/paths\/message\.yaml:\d+:\d+ the file is not valid YAML: /,
  },
  {
    fault: 'a $ref names no file',
    plant: (contract) => contract.replace('paths/message.yaml', 'BadMessageId.yaml', 'Nothing.yaml'),
    line: /^spec\/paths\/message\.yaml:\d+:\d+ the \$ref names a file that does not exist: spec\/components\/responses\/Nothing\.yaml/,
  },
] satisfies { fault: string; plant: (contract: ReturnType<typeof scratchContract>) => void; line: RegExp }[];

test.each(faults)('one line and a failure when $fault, and no half bundle', ({ plant, line }) => {
  using contract = scratchContract();
  plant(contract);
  for (const command of [contract.bundle, contract.lint]) {
    const { status, lines } = command();
    expect(status).toBe(1);
    expect(lines[0]).toMatch(line);
    expect(lines.filter((text) => !/^\d+ problem/.test(text))).toHaveLength(1);
  }
  expect(contract.exists('dist/openapi.json')).toBe(false);
  expect(contract.exists('dist/unfinished')).toBe(false);
});

test('a contract that breaks leaves the last good bundle', () => {
  using contract = scratchContract();
  contract.bundle();
  contract.write('paths/message.yaml', 'broken: [\n');
  expect(contract.bundle().status).toBe(1);
  expect(contract.exists('dist/openapi.json')).toBe(true);
});
