import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildSite } from '../build.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of a site that was built from the spec bundle for this run of the tests. */
    site: string;
  }
}

export default async function buildSiteOnce(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'site-'));
  await buildSite({ out: folder });
  project.provide('site', folder);
  return () => rm(folder, { recursive: true });
}
