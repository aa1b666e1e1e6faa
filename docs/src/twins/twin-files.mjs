import { stringify } from 'yaml';
import { contractSlice } from './contract-slice.mjs';
import { markdownTwin } from './markdown-twin.mjs';

/**
 * A Markdown twin for each page, at its address with `.md`. The twin of an operation, a webhook or a schema ends with its
 * part of the contract.
 *
 * @param {import('../site-pages.mjs').SitePage[]} pages
 * @param {import('../openapi.mjs').OpenApiDocument} document
 * @param {Map<string, Parameters<typeof contractSlice>[1]>} parts what of the contract a page is about, by its path
 * @returns {[path: string, content: string][]}
 */
export function twinFiles(pages, document, parts) {
  const paths = new Set(pages.map(({ path }) => path));
  return pages.map((page) => {
    const wanted = parts.get(page.path);
    const twin = markdownTwin(page, paths);
    return [`${page.path}.md`, wanted === undefined ? twin : `${twin}\n${sliceOf(document, wanted)}`];
  });
}

/**
 * @param {import('../openapi.mjs').OpenApiDocument} document
 * @param {Parameters<typeof contractSlice>[1]} wanted
 */
function sliceOf(document, wanted) {
  // An anchor of YAML for each value that comes twice would have to be looked up by the reader.
  const yaml = stringify(contractSlice(document, wanted), { lineWidth: 0, aliasDuplicateObjects: false });
  return `## OpenAPI\n\nThis part of the contract, complete in itself:\n\n\`\`\`\`yaml\n${yaml}\`\`\`\`\n`;
}
