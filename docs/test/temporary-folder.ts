import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that is removed when the test that asked for it ends, with `await using`. */
export async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'docs-test-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
