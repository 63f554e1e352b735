import { openChannels } from '../../src/channels/channels.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { createDatabase, createPool } from '../../src/platform/db.ts';
import { testConfig } from '../config.ts';

// An SMTP door in a process of its own, without a worker, for tests that kill it. Prints its address when it listens.
const db = createDatabase(createPool({ url: process.argv[2] ?? '' }));
const [email] = await openChannels({ config: testConfig(), db, clock: systemClock });
console.log(email?.address);
