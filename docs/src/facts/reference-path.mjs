/**
 * Where the site describes a thing of the contract.
 *
 * @param {'operations' | 'schemas' | 'events'} kind
 * @param {string} name as the contract has it
 */
export function referencePath(kind, name) {
  const slug = name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase();
  return `/reference/${kind}/${slug}`;
}
