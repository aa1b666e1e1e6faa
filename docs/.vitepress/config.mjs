import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { siteConfig } from '../src/vitepress/site-config.mjs';

// src/vitepress/render-command.mjs writes the pages and what the site knows of them into a folder, and names it here.
const folder = process.env['SITE_WORK_FOLDER'];
if (folder === undefined) throw new Error('Build the site with: pnpm --filter docs build');

export default siteConfig(folder, JSON.parse(readFileSync(join(folder, 'site.json'), 'utf8')));
