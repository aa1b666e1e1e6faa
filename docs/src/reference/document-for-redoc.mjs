import { listOperations } from '../openapi.mjs';
import { requestSamples, sampleLanguages } from '../samples/request-samples.mjs';

/** The page holds the document as data, so each language adds to its weight. The other pages have them all. */
const offered = sampleLanguages.filter(({ language }) => ['curl', 'typescript'].includes(language));

/**
 * The document that Redoc renders: the spec, with the generated code samples as `x-codeSamples`. A sample's `source`
 * sends the first request example; its `sourceByExample` has the source for each example by name.
 *
 * @param {import('../openapi.mjs').OpenApiDocument} document
 * @returns {import('../openapi.mjs').OpenApiDocument} a copy
 */
export function documentForRedoc(document) {
  const copy = structuredClone(document);
  const samples = requestSamples(document);
  for (const { operationId, path, method } of listOperations(document)) {
    const operation = copy.paths[path]?.[method];
    if (!operation) continue;
    operation['x-codeSamples'] = offered.map(({ language, label }) => {
      const own = samples.filter(
        (sample) => sample.operationId === operationId && sample.language === language,
      );
      return {
        lang: language,
        label,
        source: own[0]?.source ?? '',
        sourceByExample: Object.fromEntries(
          own.flatMap(({ example, source }) => (example === undefined ? [] : [[example, source]])),
        ),
      };
    });
  }
  return copy;
}
