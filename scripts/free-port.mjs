import { createServer } from 'node:net';

/**
 * Ends the process with one line when something listens on the port already. Asked before the build, so that nobody
 * waits for it in vain.
 * @param {number} port
 * @param {string} flag the flag that chooses another port
 * @param {string} command
 * @returns {Promise<void>}
 */
export function requireFreePort(port, flag, command) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (/** @type {NodeJS.ErrnoException} */ { code, message }) => {
      const why = code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${message})`;
      console.error(`Port ${port} ${why}. Choose another one with: ${command} ${flag} N`);
      process.exit(1);
    });
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}
