// Reads every source of the workspace, and tells who imports whom.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';

/** @typedef {{ file: string, from: string, to: string, part: string }} PackageImport `from` and `to` are package names without the scope, `part` the folder of the file in its package */
/** @typedef {{ file: string, target: string }} FileImport both as paths from the root */

const SCOPE = '@enterprise-communications/';
const LEFT_OUT = new Set([
  'node_modules',
  'dist',
  'generated',
  'test-results',
  'coverage',
  'cache',
  'runtimes',
]);

/**
 * Every package of the workspace by its name without the scope, with its folder and what its manifest asks for.
 * @param {string} root
 * @returns {Map<string, { folder: string, asksFor: string[] }>}
 */
export function packagesOf(root) {
  const folders = ['spec', ...readdirSync(join(root, 'packages')).map((name) => `packages/${name}`), 'docs'];
  return new Map(
    folders.map((folder) => {
      const { name, dependencies, devDependencies } = JSON.parse(
        readFileSync(join(root, folder, 'package.json'), 'utf8'),
      );
      const asksFor = Object.keys({ ...dependencies, ...devDependencies }).filter((one) =>
        one.startsWith(SCOPE),
      );
      return [name.slice(SCOPE.length), { folder, asksFor: asksFor.map((one) => one.slice(SCOPE.length)) }];
    }),
  );
}

/**
 * @param {string} root
 * @returns {{ packages: PackageImport[], files: FileImport[] }}
 */
export function importsOf(root) {
  const packages = [];
  const files = [];
  for (const [from, { folder }] of packagesOf(root)) {
    for (const file of sources(root, folder)) {
      const text = readFileSync(join(root, file), 'utf8');
      const imported = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
      // Not only by imports: a build finds the contract by `import.meta.resolve` or its like, and writes code that
      // imports.
      const resolved = [...text.matchAll(/(?:resolve\(|from)\s*['"]([^'"]+)/g)].map(([, name = '']) => name);
      const named = [...imported, ...resolved]
        .filter((name) => name.startsWith(SCOPE))
        .map((name) => name.split('/')[1] ?? '');
      const part = file.slice(folder.length + 1).split('/')[0] ?? '';
      for (const to of new Set(named)) if (to !== from) packages.push({ file, from, to, part });
      for (const path of imported.filter((path) => path.startsWith('.')))
        files.push({ file, target: posix.join(dirname(file), path) });
    }
  }
  return { packages, files };
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]} sorted, as paths from the root
 */
function sources(root, folder) {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory())
        return LEFT_OUT.has(entry.name) || entry.name.startsWith('.') ? [] : sources(root, path);
      return /\.(m?[tj]s|tsx|vue)$/.test(entry.name) ? [path] : [];
    })
    .sort();
}
