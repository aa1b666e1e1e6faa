import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Makes `folder` hold the given files and no others. A file that is already right is left alone, and no file is ever
 * seen half written, so a server can go on serving the folder meanwhile.
 *
 * @param {string} folder made when it does not exist
 * @param {Map<string, string | Buffer>} files content by path to the folder
 */
export async function writeSite(folder, files) {
  for (const [path, content] of files) {
    const target = join(folder, path);
    if (await holds(target, Buffer.from(content))) continue;
    await mkdir(dirname(target), { recursive: true });
    const draft = `${target}.${process.pid}.tmp`;
    await writeFile(draft, content);
    await rename(draft, target);
  }
  const wanted = new Set([...files.keys()].map((path) => join(folder, path)));
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !wanted.has(path)) await rm(path);
  }
}

/**
 * @param {string} path
 * @param {Buffer} content
 */
async function holds(path, content) {
  try {
    return content.equals(await readFile(path));
  } catch {
    return false;
  }
}
