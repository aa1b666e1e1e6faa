import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // A browser page or a build on a busy machine takes its time.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A message that names the place must not be cut before it does.
    chaiConfig: { truncateThreshold: 0 },
    reporters: ['default', 'json'],
    outputFile: { json: 'test-results/vitest.json' },
    // The packages under test run as they were built, not as Vite would transform them.
    server: { deps: { external: [/\/dist\//] } },
  },
});
