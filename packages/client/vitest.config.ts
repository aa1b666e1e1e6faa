import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Whole servers and thousands of requests take their time on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    typecheck: { enabled: true, include: ['test/**/*.test-d.ts'], tsconfig: './tsconfig.json' },
    reporters: ['default', 'json'],
    outputFile: { json: 'test-results/vitest.json' },
  },
});
