// `pnpm architecture`: draws the picture of ARCHITECTURE.md from the imports that there are.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { arrowsOf } from './arrows.mjs';
import { importsOf } from './import-graph.mjs';
import { pictureOf, withPicture } from './picture.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const page = fileURLToPath(new URL('../../../ARCHITECTURE.md', import.meta.url));
const markdown = readFileSync(page, 'utf8');
writeFileSync(
  page,
  withPicture(markdown, pictureOf(arrowsOf(markdown).get('packages') ?? [], importsOf(root).packages)),
);
console.log('ARCHITECTURE.md has the picture of now.');
