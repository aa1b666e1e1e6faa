// `pnpm sbom`: writes the software bill of materials.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { billOfMaterials } from './bill-of-materials.mjs';
import { installedLicences } from './installed-licences.mjs';

const HELP = `Writes the software bill of materials of the workspace, as CycloneDX 1.6.

  pnpm sbom                     on the screen
  pnpm sbom --out sbom.cdx.json into a file
  pnpm sbom --help              this text`;

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** @type {{ out?: string, help?: boolean }} */
let flags;
try {
  flags = parseArgs({ options: { out: { type: 'string' }, help: { type: 'boolean' } } }).values;
} catch (error) {
  end(`${/** @type {Error} */ (error).message.split('. ')[0]}. See: pnpm sbom --help`);
}
if (flags.help) {
  console.log(HELP);
} else {
  if (!existsSync(join(root, 'packages/mock/dist')) || !existsSync(join(root, 'packages/sandbox/dist')))
    end('What mock and sandbox bundle is known when they are built. Run: pnpm build');
  const json = `${billOfMaterials(root, installedLicences(root))}\n`;
  if (flags.out === undefined) process.stdout.write(json);
  else writeFileSync(flags.out, json);
}

/** @param {string} line @returns {never} */
function end(line) {
  console.error(line);
  process.exit(1);
}
