import { openApp } from '../../src/app.ts';
import { loadConfig } from '../../src/platform/config.ts';

// The program's jobs in a process of its own, for tests that kill it at a step of a withdrawal. Says when it works.
const app = await openApp({
  config: loadConfig(process.env),
  databaseUrl: process.env['DATABASE_URL'] ?? '',
  parts: ['worker'],
});
console.log(app.greeting.at(-1));
