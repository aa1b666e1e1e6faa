import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Some tests start other processes, and run beside the tests of other packages.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: ['default', 'json'],
    outputFile: { json: 'test-results/vitest.json' },
  },
});
