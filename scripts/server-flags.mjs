import { parseArgs } from 'node:util';

/**
 * The flags of `npm start` and `pnpm dev`. Prints the help, or one line about a wrong flag, and ends the process.
 * @param {string} command
 * @param {string} purpose
 */
export function parseServerFlags(command, purpose) {
  const help = `${purpose}

  --site-port N     port of the reference site, 4000 by default; 0 takes any free one
                    ${command} --site-port 4001
  --mock-port N     port of the mock, 4010 by default; 0 takes any free one
                    ${command} --mock-port 4011
  --sandbox-port N  port of the sandbox, 4020 by default; 0 takes any free one
                    ${command} --sandbox-port 4021
  --help            this text
                    ${command} --help`;
  try {
    const { values } = parseArgs({
      options: {
        'site-port': { type: 'string', default: '4000' },
        'mock-port': { type: 'string', default: '4010' },
        'sandbox-port': { type: 'string', default: '4020' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(help);
      process.exit(0);
    }
    return {
      sitePort: port('--site-port', values['site-port']),
      mockPort: port('--mock-port', values['mock-port']),
      sandboxPort: port('--sandbox-port', values['sandbox-port']),
    };
  } catch (error) {
    console.error(`${/** @type {Error} */ (error).message.split('. ')[0]}. See: ${command} --help`);
    process.exit(2);
  }
}

/**
 * @param {string} flag
 * @param {string} text
 */
function port(flag, text) {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65535) {
    throw new RangeError(`${flag} takes a port from 0 to 65535, not '${text}'`);
  }
  return Number(text);
}
