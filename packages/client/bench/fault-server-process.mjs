// The fault server in a process of its own, so that its memory and its work are not the client's.
import { startFaultServer } from '../test/fault-server.mjs';

const [seed, size] = process.argv.slice(2).map(Number);
const server = await startFaultServer({ seed: seed ?? 1, size: size ?? 1 });
process.on('message', () => process.send?.(server.record));
process.on('disconnect', () => process.exit());
process.send?.(server.baseUrl);
