import { join } from 'node:path';
import { build } from 'esbuild';

/** A program and what it imports as one ES module, with `entry` around it. `run` is in scope there. */
export async function bundled(folder: string, program: string, entry: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `import { run } from './${program}';\n${entry}`, resolveDir: folder },
    absWorkingDir: folder,
    outfile: join(folder, 'bundled.js'),
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['import', 'default'],
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
