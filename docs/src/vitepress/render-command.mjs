import { join } from 'node:path';
import { build } from 'vitepress';

// Run by render-pages.mjs in a process of its own: VitePress sets global state, and reads its configuration by itself.
const folder = process.env['SITE_WORK_FOLDER'] ?? '';

await build(new URL('../../', import.meta.url).pathname, {
  onAfterConfigResolve(config) {
    config.tempDir = join(folder, 'temp');
  },
});
