import { readFileSync } from 'node:fs';
import type { OpenApi } from './openapi.ts';
import { SpecError } from './spec-error.ts';

/**
 * Reads a bundled OpenAPI 3.1 document.
 *
 * @throws {SpecError} when the file is missing, is not JSON, or is not such a document
 */
export function readBundle(file: string): OpenApi {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new SpecError(
      missing
        ? `${file}: there is no such file. Bundle the spec first: pnpm --filter @enterprise-communications/spec build`
        : `${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`,
    );
  }
  let document: Partial<OpenApi> | null;
  try {
    document = JSON.parse(text) as Partial<OpenApi> | null;
  } catch (error) {
    const [reason] = (error as SyntaxError).message.split('\n');
    throw new SpecError(`${file}: is not JSON (${reason}). Bundle the spec again.`);
  }
  if (!document?.openapi?.startsWith?.('3.1') || typeof document.info?.title !== 'string') {
    throw new SpecError(`${file}: is not an OpenAPI 3.1 document with "openapi: 3.1.x" and "info.title"`);
  }
  return document as OpenApi;
}
