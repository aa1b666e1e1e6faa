import { fileURLToPath } from 'node:url';

/** The folder of the whole workspace. */
export const workspace = fileURLToPath(new URL('../../../', import.meta.url));
