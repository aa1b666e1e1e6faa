/**
 * The address of an operation or webhook within the reference, as Redoc forms it.
 *
 * @param {{ tag: string | undefined, operationId: string }} operation
 * @returns {string} a fragment, `#` included
 */
export function operationLink({ tag, operationId }) {
  return `#/${[tag, operationId].flatMap((part) => (part ? [slug(part)] : [])).join('/')}`;
}

/** @param {string} text */
function slug(text) {
  return text.toLowerCase().replace(/\s+/g, '-');
}
