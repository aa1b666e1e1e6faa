import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { guides } from '../src/sample-runs/pages.mjs';

/** The root of the repository, with a slash at its end. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

export const contract = JSON.parse(
  readFileSync(fileURLToPath(import.meta.resolve('@enterprise-communications/spec/openapi.json')), 'utf8'),
);

/** Every guide: its path from the root, and its text as it is written. */
export const guidePages = guides(root).map((page) => ({ page, markdown: readFileSync(root + page, 'utf8') }));

/** @throws when there is no such guide */
export function guide(name: string): string {
  const found = guidePages.find(({ page }) => page === `docs/guides/${name}.md`);
  if (!found) throw new Error(`There is no guide ${name}`);
  return found.markdown;
}
