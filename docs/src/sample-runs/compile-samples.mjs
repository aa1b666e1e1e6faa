import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/**
 * @typedef {import('./collect-samples.mjs').Sample} Sample
 * @typedef {{ file: string, errors: string[] }} Compiled the program's JavaScript, and what the compiler says of it
 */

/**
 * Writes each TypeScript sample as a module and compiles all of them at once, against the built packages.
 *
 * A sample with a `file` can be imported by the others, of any page. Those that run against the mock and those that
 * run against the sandbox do not share their modules, since such a file names the server.
 *
 * @param {Sample[]} samples
 * @param {string} folder inside of a package that has the packages which the samples import
 * @param {(code: string, server: import('./disposition.mjs').Server) => string} adapt puts in the servers' addresses
 * @returns {Map<Sample, Compiled>}
 */
export function compileSamples(samples, folder, adapt) {
  /** @type {Map<string, Sample>} */
  const written = new Map();
  /** @param {string} file @param {string} code */
  const write = (file, code) => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, code);
  };
  for (const server of /** @type {const} */ (['mock', 'sandbox'])) {
    for (const sample of samples) {
      const { disposition, page, line } = sample;
      const own = disposition.kind === 'run' ? disposition.server : 'mock';
      if (!disposition.file && own !== server) continue;
      const name = disposition.file ?? `${page.replace(/\W+/g, '-')}-${line}.ts`;
      const file = join(folder, server, name);
      const given = disposition.kind === 'check' ? disposition.given : '';
      // Behind the code, so that the compiler's lines are those of the page. A sample is a module, also without import.
      write(file, `${adapt(sample.code, server)}\n${given}\nexport {};\n`);
      if (own === server) written.set(file, sample);
    }
  }
  const program = ts.createProgram([...written.keys()], {
    strict: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: ['node'],
    skipLibCheck: true,
  });
  /** @type {Map<Sample, Compiled>} */
  const compiled = new Map();
  for (const [file, sample] of written)
    compiled.set(sample, { file: file.replace(/\.ts$/, '.js'), errors: [] });
  for (const { file, start = 0, messageText } of ts.getPreEmitDiagnostics(program)) {
    const sample = file && written.get(file.fileName);
    const text = ts.flattenDiagnosticMessageText(messageText, ' ');
    if (!sample) throw new Error(`TypeScript: ${file?.fileName ?? ''} ${text}`);
    const line = sample.line + 1 + (file?.getLineAndCharacterOfPosition(start).line ?? 0);
    compiled.get(sample)?.errors.push(`${sample.page}:${line}: ${text}`);
  }
  program.emit();
  return compiled;
}
