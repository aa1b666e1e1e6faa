import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: './test/built-site.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    reporters: ['default', 'json'],
    outputFile: { json: 'test-results/vitest.json' },
    // Packages run as they were built, not as Vite would transform them.
    server: { deps: { external: [/\/packages\/[^/]+\/dist\//] } },
  },
});
