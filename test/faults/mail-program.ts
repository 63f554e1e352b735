import { testConfig } from '../config.ts';
import { openMailWorld } from '../mail-world.ts';

// The mail side of the program in a process of its own, for tests that kill it. Prints its port when it listens.
const { port } = await openMailWorld(process.argv[2] ?? '', testConfig());
console.log(port);
