/**
 * The part of the contract that one operation, webhook or schema needs: an OpenAPI description of its own, with every
 * component that is referred to from it, and no other.
 *
 * @param {import('../openapi.mjs').OpenApiDocument} document
 * @param {{ operationId: string } | { schema: string }} wanted
 * @returns {Record<string, unknown>}
 */
export function contractSlice(document, wanted) {
  const { openapi, info, servers, security } = document;
  /** @type {Record<string, unknown>} */
  const slice = { openapi, info: { title: info.title, version: info.version }, servers };
  if ('operationId' in wanted) {
    if (security !== undefined) slice['security'] = security;
    for (const part of /** @type {const} */ (['paths', 'webhooks'])) {
      const items = Object.entries(document[part] ?? {}).flatMap(([name, item]) => {
        const kept = Object.entries(item).filter(
          ([, value]) => value?.operationId === undefined || value.operationId === wanted.operationId,
        );
        return kept.some(([, value]) => value?.operationId) ? [[name, Object.fromEntries(kept)]] : [];
      });
      if (items.length > 0) slice[part] = Object.fromEntries(items);
    }
  }
  const components = reached(document, slice, 'schema' in wanted ? [['schemas', wanted.schema]] : []);
  // An OpenAPI description has paths, webhooks or components: this one may have components alone.
  return { ...slice, components };
}

/**
 * @param {import('../openapi.mjs').OpenApiDocument} document
 * @param {unknown} from
 * @param {[kind: string, name: string][]} named components to begin with
 * @returns {Record<string, Record<string, unknown>>} the components, in the order of the document
 */
function reached(document, from, named) {
  const components = /** @type {Record<string, Record<string, unknown>>} */ (document.components ?? {});
  /** @type {Set<string>} */
  const found = new Set();
  /** @param {string} kind @param {string} name */
  const reach = (kind, name) => {
    if (found.has(`${kind}/${name}`)) return;
    found.add(`${kind}/${name}`);
    follow(components[kind]?.[name]);
  };
  /** @param {unknown} node @param {string} [key] that it stands under */
  const follow = (node, key) => {
    if (typeof node === 'string') {
      const [, kind = '', name = ''] = /^#\/components\/([^/]+)\/([^/]+)/.exec(node) ?? [];
      if (name !== '') reach(kind, name.replaceAll('~1', '/').replaceAll('~0', '~'));
    } else if (Array.isArray(node)) {
      // A security requirement names its scheme without a reference.
      for (const item of node) {
        if (key === 'security') for (const scheme of Object.keys(item)) reach('securitySchemes', scheme);
        follow(item);
      }
    } else if (typeof node === 'object' && node !== null) {
      for (const [name, child] of Object.entries(node)) follow(child, name);
    }
  };
  follow(from);
  for (const [kind, name] of named) reach(kind, name);
  return Object.fromEntries(
    Object.entries(components).flatMap(([kind, items]) => {
      const kept = Object.entries(items).filter(([name]) => found.has(`${kind}/${name}`));
      return kept.length > 0 ? [[kind, Object.fromEntries(kept)]] : [];
    }),
  );
}
