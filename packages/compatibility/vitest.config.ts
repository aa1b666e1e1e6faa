import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Each comparison starts the Redocly CLI, which takes about a second.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', 'json'],
    outputFile: { json: 'test-results/vitest.json' },
  },
});
