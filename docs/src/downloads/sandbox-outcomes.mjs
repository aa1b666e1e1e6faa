import { createRequire } from 'node:module';

/** The file with the sandbox's outcome table. */
export const sandboxOutcomes = createRequire(import.meta.url).resolve(
  '@enterprise-communications/sandbox/outcomes.json',
);
