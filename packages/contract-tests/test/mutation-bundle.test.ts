import { expect, test } from 'vitest';
import { contract } from '../src/contract.ts';
import { bundle } from '../src/mutation/bundle.ts';
import { readSpec } from '../src/mutation/spec-source.ts';

test("the bundle of the mutations is Redocly's", () => {
  expect(bundle(readSpec())).toEqual(contract);
});
