import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** The folder of the built site. */
export const siteFolder = join(
  dirname(require.resolve('@enterprise-communications/docs/package.json')),
  'dist',
);

/** The text of each file of the built site, by its path in it. */
export function readSiteFiles(): Map<string, string> {
  return new Map(
    readdirSync(siteFolder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice(siteFolder.length + 1), readFileSync(file, 'utf8')]),
  );
}

/**
 * The pages of the reference that are about one operation, event, schema or request each.
 * @param extension of the files
 * @returns what is in each, by its path in the folder of the reference without the extension
 */
export function readReference(extension: '.html' | '.md'): Map<string, string> {
  const folder = join(siteFolder, 'reference');
  const paths = ['operations', 'events', 'schemas']
    .flatMap((kind) =>
      readdirSync(join(folder, kind), { recursive: true, encoding: 'utf8' }).map((path) => `${kind}/${path}`),
    )
    .filter((path) => path.endsWith(extension));
  return new Map(
    paths.map((path) => [path.slice(0, -extension.length), readFileSync(join(folder, path), 'utf8')]),
  );
}

/** The addresses on other hosts that a page or style sheet makes a browser load. A link to click is not one. */
export function loadedFromElsewhere(text: string): string[] {
  const elements = [
    ...text.matchAll(
      /<(?!a\b)[a-z]+\b[^>]*?\s(?:src|href|srcset|data|poster)=["']?((?:https?:)?\/\/[^"'\s>]+)/gi,
    ),
  ];
  const styles = [...text.matchAll(/(?:@import\s+|url\(\s*)["']?((?:https?:)?\/\/[^"'\s)]+)/gi)];
  return [...elements, ...styles].map(([, address]) => address as string);
}
