import type { Artifact } from './facts.ts';

/** What an artifact cannot state by its nature, and why. */
export const limitsOfArtifacts: Record<string, Pick<Artifact, 'partly' | 'without'>> = {
  validators: {
    // They are about bodies.
    partly: ['status'],
    without: {
      'constraint /components/schemas/SendMessageBatchRequest/maxItems':
        'A batch that is too long is no example; the test of the invalid examples builds it.',
    },
  },
  sandbox: {
    without: {
      'status sendMessage 404': 'Every API Space is there.',
      'status sendMessageBatch 404': 'Every API Space is there.',
    },
  },
};
