import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: './src/pack-once.ts',
    // Runtimes start, compilers compile: on a busy machine that takes its time.
    testTimeout: 120_000,
    hookTimeout: 240_000,
    reporters: ['default', 'json'],
    outputFile: { json: 'test-results/vitest.json' },
  },
});
