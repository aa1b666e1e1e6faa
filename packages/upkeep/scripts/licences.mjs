// `pnpm licences`: the licence of everything that is installed. Ends with 1 when one is not accepted.
import { fileURLToPath } from 'node:url';
import { ACCEPTED } from './accepted-licences.mjs';
import { installedLicences } from './installed-licences.mjs';

const all = installedLicences(fileURLToPath(new URL('../../..', import.meta.url)));
for (const { name, versions, license } of all) console.log(`${license}\t${name}@${versions.join(', ')}`);
const others = all.filter(({ license }) => !ACCEPTED.has(license));
for (const { name, license } of others) {
  console.error(
    `${name} is under "${license}". May it be used? Then add it in packages/upkeep/scripts/accepted-licences.mjs.`,
  );
}
process.exitCode = others.length > 0 ? 1 : 0;
