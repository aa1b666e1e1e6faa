// Loaded before a program of the README: its server gets a free port instead of the one that is printed there, and
// the test is told which.
import { Server } from 'node:net';

const listen = Server.prototype.listen;
/** @type {(this: Server, ...given: any[]) => Server} */
Server.prototype.listen = function (first, ...rest) {
  this.once('listening', () =>
    process.send?.(/** @type {import('node:net').AddressInfo} */ (this.address()).port),
  );
  const options = typeof first === 'object' && first !== null ? { ...first, port: 0 } : 0;
  return Reflect.apply(listen, this, [options, ...rest]);
};
