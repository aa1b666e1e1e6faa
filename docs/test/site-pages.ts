/** What stands in a page, read by its tags. */
export interface Tag {
  name: string;
  attributes: Record<string, string>;
}

/** The tags of an HTML page. What stands inside of scripts and styles is text, not tags. */
export function tagsOf(page: string): Tag[] {
  const markup = page.replace(/(<(script|style)\b[^>]*>)[\s\S]*?(<\/\2>)/gi, '$1$3');
  return [
    ...markup.matchAll(/<([a-z][\w-]*)((?:\s+[^\s=>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))?)*)\s*\/?>/gi),
  ].map(([, name = '', text = '']) => ({
    name: name.toLowerCase(),
    attributes: Object.fromEntries(
      [...text.matchAll(/([^\s=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g)].map(
        ([, key = '', double, single, bare]) => [key.toLowerCase(), double ?? single ?? bare ?? ''],
      ),
    ),
  }));
}

/** The addresses that a browser fetches by itself when it shows the page. */
export function loadsOf(page: string): string[] {
  const tags = tagsOf(page).flatMap(({ name, attributes }) => {
    const { src, srcset, poster, data, href, style = '' } = attributes;
    const link = name === 'a' || name === 'area' ? undefined : href;
    return [src, srcset, poster, data, link, ...addressesInStyle(style)];
  });
  const styles = [...page.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style>/gi)].flatMap(([, style = '']) =>
    addressesInStyle(style),
  );
  return [...tags, ...styles].filter((address) => address !== undefined && address !== '') as string[];
}

/** The addresses that a style sheet fetches. */
export function addressesInStyle(style: string): string[] {
  const plain = style.replaceAll('&quot;', '"').replaceAll('&#x27;', "'");
  const urls = [...plain.matchAll(/url\(\s*("[^"]*"|'[^']*'|[^)]*?)\s*\)/gi)].map(
    ([, address = '']) => address,
  );
  const imports = [...plain.matchAll(/@import\s+("[^"]*"|'[^']*')/gi)].map(([, address = '']) => address);
  return [...urls, ...imports].map((address) => address.replace(/^["']|["']$/g, ''));
}
