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
