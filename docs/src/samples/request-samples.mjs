import { listOperations } from '../openapi.mjs';
import { csharp } from './csharp.mjs';
import { curl } from './curl.mjs';
import { go } from './go.mjs';
import { java } from './java.mjs';
import { javascript } from './javascript.mjs';
import { php } from './php.mjs';
import { python } from './python.mjs';
import { ruby } from './ruby.mjs';
import { sampleRequest } from './sample-request.mjs';
import { typescript } from './typescript.mjs';

/**
 * @typedef {{
 *   language: string,
 *   label: string,
 *   fence: string,
 *   fileName: (request: import('./sample-request.mjs').SampleRequest) => string,
 *   write: (request: import('./sample-request.mjs').SampleRequest) => string,
 * }} SampleLanguage `label` is for readers, `fence` is what Markdown and highlighters call it; `fileName` is the one
 *   that the language's own tools expect
 *
 * @typedef {{
 *   operationId: string,
 *   example: string | undefined,
 *   language: string,
 *   label: string,
 *   fence: string,
 *   fileName: string,
 *   source: string,
 * }} RequestSample a whole program that sends one request and prints the answer; `example` is the name of the request
 *   example it sends, undefined for an operation without a body
 */

/** In the order in which they are offered. @type {readonly SampleLanguage[]} */
export const sampleLanguages = [curl, typescript, javascript, python, csharp, java, php, go, ruby];

/**
 * A sample for every operation of the spec, and for each of its named request examples, in each language.
 *
 * @param {import('../openapi.mjs').OpenApiDocument} document
 * @param {import('./sample-request.mjs').Target} [target]
 * @returns {RequestSample[]} in the order of the document
 * @throws {import('../user-error.mjs').UserError} when the document lacks what a request needs
 */
export function requestSamples(document, target = {}) {
  return listOperations(document).flatMap((operation) => {
    const examples = operation.requestExamples.length > 0 ? operation.requestExamples : [undefined];
    return examples.flatMap((example) => {
      const request = sampleRequest(document, operation, example, target);
      return sampleLanguages.map(({ language, label, fence, fileName, write }) => ({
        operationId: operation.operationId,
        example: example?.name,
        language,
        label,
        fence,
        fileName: fileName(request),
        source: write(request),
      }));
    });
  });
}
