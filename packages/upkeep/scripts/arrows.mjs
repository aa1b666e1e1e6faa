// The arrows of ARCHITECTURE.md, and what runs against them.
import { packagesOf } from './import-graph.mjs';

/** @typedef {import('./import-graph.mjs').PackageImport} PackageImport */
/** @typedef {import('./import-graph.mjs').FileImport} FileImport */

/** What is written to test or to measure may also use a neighbour; what is built may not. */
const BESIDE = new Set(['test', 'bench', 'programs']);

/**
 * The rows of arrows in a text, by what they are about: `packages`, or a folder.
 * @param {string} markdown
 * @returns {Map<string, string[][]>}
 */
export function arrowsOf(markdown) {
  const rows = [...markdown.matchAll(/^(\S+): +(.+ → .+)$/gm)];
  return new Map(
    rows.map(([, about = '', row = '']) => [about, row.split(' → ').map((step) => step.trim().split(/, */))]),
  );
}

/**
 * What imports against the arrows between packages, one line each.
 * @param {string[][]} steps
 * @param {PackageImport[]} imports
 */
export function packagesAgainst(steps, imports) {
  const stepOf = (/** @type {string} */ name) => steps.findIndex((names) => names.includes(name));
  return imports.flatMap(({ file, from, to, part }) => {
    if (stepOf(to) < 0) return [`${file} imports ${to}, which is no package of the workspace`];
    const right = stepOf(to) < stepOf(from) || (stepOf(to) === stepOf(from) && BESIDE.has(part));
    return right ? [] : [`${file} imports ${to}, which comes after ${from} or stands beside it`];
  });
}

/**
 * The packages that a manifest asks for against the arrows.
 * @param {string[][]} steps
 * @param {ReturnType<typeof packagesOf>} packages
 */
export function manifestsAgainst(steps, packages) {
  const stepOf = (/** @type {string} */ name) => steps.findIndex((names) => names.includes(name));
  return [...packages].flatMap(([name, { folder, asksFor }]) =>
    asksFor
      .filter((other) => stepOf(other) > stepOf(name))
      .map((other) => `${folder}/package.json asks for ${other}, which comes after ${name}`),
  );
}

/**
 * What imports against the arrows inside a folder, and what reaches into another package, one line each. A step is a
 * folder or a file without its extension; a path belongs to the longest one that fits, and `*` is all others.
 * @param {Map<string, string[][]>} arrows
 * @param {FileImport[]} imports
 */
export function filesAgainst(arrows, imports) {
  const against = [];
  for (const { file, target } of imports) {
    const owner = /^(packages\/[^/]+|spec|docs)\//.exec(file)?.[0] ?? '';
    // The scripts of the root belong to no package.
    if (!target.startsWith(owner) && !target.startsWith('scripts/'))
      against.push(`${file} imports ${target}, a file of another package`);
    for (const [folder, steps] of arrows) {
      if (!file.startsWith(`${folder}/`) || !target.startsWith(`${folder}/`)) continue;
      const [from, to] = [file, target].map((path) => stepOfPath(steps, path.slice(folder.length + 1)));
      if (to !== undefined && from !== undefined && to > from)
        against.push(`${file} imports ${target}, which comes later`);
    }
  }
  return against;
}

/**
 * @param {string[][]} steps
 * @param {string} path
 */
function stepOfPath(steps, path) {
  const fits = steps.flatMap((names, step) =>
    names
      .filter((name) => name === '*' || path.startsWith(`${name}/`) || path.replace(/\.\w+$/, '') === name)
      .map((name) => ({ step, length: name === '*' ? 0 : name.length })),
  );
  return fits.sort((a, b) => b.length - a.length)[0]?.step;
}
