import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Runtime } from './runtime.ts';

/** A runtime that takes a file and prints: Node and Deno. */
export function commandLine(name: string, binary: string | undefined, args: string[] = []): Runtime {
  return {
    name,
    binary,
    async run(file, folder, program, baseUrl) {
      const main = join(folder, `main-${program}`);
      writeFileSync(
        main,
        `import { run } from './${program}';\nconsole.log(await run({ baseUrl: '${baseUrl}' }));\n`,
      );
      const { stdout } = await promisify(execFile)(file, [...args, main], { cwd: folder, timeout: 60_000 });
      return stdout.trim();
    },
  };
}
