import { chromiumNames, chromiumPath } from './launch-chromium.mjs';

export { chromiumPath, launchChromium } from './launch-chromium.mjs';

/** For the name of a test that needs the browser: says why it is skipped, if it is. */
export const inChromium = chromiumPath
  ? 'in Chromium'
  : `in Chromium (skipped: none of ${chromiumNames.join(', ')} is on PATH)`;
