import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Html, html } from '../html.mjs';
import { appearanceKey, siteBar, siteBarHeight, siteBarScript } from '../site-bar.mjs';
import { buildDocs } from './build-docs.mjs';
import { classicScript } from './classic-script.mjs';
import { documentForRedoc } from './document-for-redoc.mjs';
import { changeRedocScript, redocScriptPath } from './redoc-script.mjs';
import { versionNote } from './version-note.mjs';

const redocOptions = {
  codeSamples: { languages: [{ lang: 'curl' }, { lang: 'TypeScript' }, { lang: 'Payload' }] },
  schemaDefinitionsTagName: 'Schemas',
  scrollYOffset: siteBarHeight,
};

/** Where the whole reference in one page is, and what it shares with those of other versions. */
const home = 'reference/all-in-one';

/**
 * Renders the reference: a page, and the scripts it loads from beside itself. The scripts carry a hash of their content
 * in their names, so that a browser never runs an old script with a new page.
 *
 * @param {import('../openapi.mjs').OpenApiDocument} document
 * @param {import('vitepress').DefaultTheme.NavItemWithLink[]} nav the links of the bar on top
 * @param {{ folder?: string, newest?: string, siteUrl?: string }} [place] `folder` is two levels deep, such as `v/0.1.0`,
 *   which has the downloads of that version beside the page; by default that of the newest reference, which has Redoc's
 *   script for all of them. `newest` is the newest version. `siteUrl` is where the site will be, with a slash at the end;
 *   '' when that is not known.
 * @returns {Promise<[path: string, content: string][]>} paths relative to the root of the site
 * @throws {import('../user-error.mjs').UserError} when the document cannot be rendered
 */
export async function referenceFiles(
  document,
  nav,
  { folder = home, newest = document.info.version, siteUrl = '' } = {},
) {
  const downloads = folder === home ? '../../' : './';
  const shared = folder === home ? './' : `../../${home}/`;
  const [{ head, body }, original, barScript] = await Promise.all([
    buildDocs(documentForRedoc(document), {
      ...redocOptions,
      downloadUrls: ['openapi.yaml', 'openapi.json'].map((name) => ({ title: name, url: downloads + name })),
    }),
    readFile(redocScriptPath, 'utf8'),
    siteBarScript(),
  ]);
  const script = classicScript(changeRedocScript(original));
  const scriptName = hashedName('redoc', script);
  const barScriptName = hashedName('site-bar', barScript);
  const { remoteUrl, styles } = readHead(head, original);
  const inline = moveScriptsToFiles(
    withLandmark(withRelativeLinks(body)).replaceAll(remoteUrl, shared + scriptName),
  );
  const version = folder === home ? undefined : document.info.version;
  const page = referencePage(document, {
    title: ['Reference · ', document.info.title, ...(version === undefined ? [] : [` ${version}`])].join(''),
    bar: siteBar(document.info.title, { nav, root: '../../', section: 'Reference', version }),
    hints: indexHints(version, siteUrl),
    note: version === undefined ? html`` : versionNote(version, { newest, root: '../../' }),
    styles,
    shared,
    barScript: shared + barScriptName,
    body: inline.body.replace(
      /<script src="[^"]*start-/,
      `<script src="${shared + scriptName}" defer></script>$&`,
    ),
  });
  /** @type {[string, string][]} */
  const files = [['index.html', page], ...inline.files];
  if (folder === home) files.push([scriptName, script], [barScriptName, barScript]);
  return files.map(([name, content]) => [`${folder}/${name}`, content]);
}

/**
 * Who searches the web is to find the newest version.
 *
 * @param {string | undefined} version of a page that stays as it is; undefined for that of the newest
 * @param {string} siteUrl
 */
function indexHints(version, siteUrl) {
  if (version !== undefined) return html`<meta name="robots" content="noindex">`;
  return siteUrl === '' ? html`` : html`<link rel="canonical" href="${`${siteUrl}${home}/`}">`;
}

/**
 * Redoc's part of the head: a preload of its script from another host, and its styles.
 *
 * @param {string} head
 * @param {string} script the script in the package, which must be the one that the page asks for
 */
function readHead(head, script) {
  const preload = /<link rel="modulepreload" href="([^"]+)" integrity="([^"]+)"[^>]*>/.exec(head);
  const [tag, remoteUrl, integrity] = preload ?? [];
  if (tag === undefined || remoteUrl === undefined)
    throw new Error('build-docs no longer preloads its script.');
  const expected = `sha384-${createHash('sha384').update(script).digest('base64')}`;
  if (integrity !== expected) throw new Error(`build-docs wants another script than ${redocScriptPath}.`);
  return { remoteUrl, styles: head.replace(tag, '') };
}

/**
 * Redoc routes by the fragment, but renders its links for a site that owns the whole host. React leaves them as they
 * are, so they would lead away from the page.
 *
 * @param {string} body
 */
function withRelativeLinks(body) {
  return body.replaceAll(' href="/', ' href="#/');
}

/**
 * The same landmark as redoc-script.mjs gives the menu, for the page as it is before the script runs.
 *
 * @param {string} body
 */
function withLandmark(body) {
  return body.replace(/class="([^"]*\bmenu-content)"/, 'class="$1" role="navigation" aria-label="Contents"');
}

/**
 * Moves the scripts that stand in the page to files, so that the page works where only scripts from files may run.
 *
 * @param {string} body
 * @returns {{ body: string, files: [path: string, content: string][] }}
 */
function moveScriptsToFiles(body) {
  /** @type {[string, string][]} */
  const files = [];
  const moved = body.replace(/<script( type="module")?>([\s\S]*?)<\/script>/g, (_tag, type = '', source) => {
    const script = type === '' ? source.replace('redoc.colorMode', appearanceKey) : classicScript(source);
    const name = hashedName(type === '' ? 'color-mode' : 'start', script);
    files.push([name, script]);
    return `<script src="./${name}"${type === '' ? '' : ' defer'}></script>`;
  });
  return { body: moved, files };
}

/**
 * @param {string} name
 * @param {string} content
 */
function hashedName(name, content) {
  return `${name}-${createHash('sha256').update(content).digest('hex').slice(0, 10)}.js`;
}

/**
 * @param {import('../openapi.mjs').OpenApiDocument} document
 * @param {{ title: string, hints: Html, bar: Html, note: Html, styles: string, shared: string, barScript: string, body: string }} parts
 */
function referencePage({ info }, { title, hints, bar, note, styles, shared, barScript, body }) {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>${title}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="description" content="${`Every operation, field and webhook of the ${info.title}.`}">
    <meta name="color-scheme" content="light dark">
    ${hints}
    <link rel="icon" href="../../favicon.svg" type="image/svg+xml">
    ${new Html(styles)}
    <link rel="stylesheet" href="${`${shared}reference.css`}">
  </head>
  <body>
    ${bar}
    ${note}
    ${new Html(body)}
    <script src="${barScript}" defer></script>
  </body>
</html>
`.toString();
}
