import { type Artifact, disagreements, type Facts } from '../matrix/facts.ts';
import { truthFor } from '../matrix/site-truth.ts';
import type { Catch } from './catch.ts';

/**
 * What the truth matrix says of an artifact.
 * @param read gives what the artifact says; when it cannot be read, that is noticed too.
 */
export async function matrixCheck(
  artifact: string,
  read: () => Promise<Facts>,
  limits: Pick<Artifact, 'partly' | 'without'>,
): Promise<Catch | undefined> {
  let said: string | undefined;
  try {
    [said] = disagreements({ ...limits, name: artifact, facts: await read() }, truthFor(artifact));
  } catch (error) {
    said = `${artifact}: ${(error as Error).message.split('\n')[0]}`;
  }
  return said === undefined ? undefined : { check: 'matrix', said };
}
