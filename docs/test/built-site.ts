import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the site as it was built: what is tested is what is published. */
    site: string;
  }
}

export default function builtSite(project: TestProject) {
  const folder = fileURLToPath(new URL('../dist', import.meta.url));
  if (!existsSync(join(folder, 'index.html'))) throw new Error('Build the site first: pnpm build');
  project.provide('site', folder);
}
