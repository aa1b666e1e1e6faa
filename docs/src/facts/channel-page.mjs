import { readFileSync } from 'node:fs';

/**
 * The part that the pages of all channels have in common.
 *
 * @param {string} channel its id
 * @param {string} example the name of a request that works
 * @param {string} options the schema of its options
 */
export function channelPage(channel, example, options) {
  return readFileSync(new URL('channel-page.md', import.meta.url), 'utf8')
    .trim()
    .replaceAll('CHANNEL', channel)
    .replaceAll('EXAMPLE', example)
    .replaceAll('OPTIONS', options);
}
