import { openApp } from './app.ts';
import { loadConfig } from './platform/config.ts';
import { giveMemoryBack } from './platform/garbage.ts';
import { openDatabase } from './platform/postgres.ts';
import { asStartFailure } from './platform/start-failure.ts';

/** Longest wait for requests and jobs under way before the program ends all the same. */
const drainSecondsMax = 20;

/** npm passes Ctrl-C on to a program that the terminal has told already; later than this, a person is insisting. */
const sameSignalSecondsMax = 1;

try {
  await run(stopRequest());
  process.exit(0);
} catch (error) {
  console.error(asStartFailure(error).message);
  process.exit(1);
}

/** Serves until it is asked to stop, then lets go in the reverse order of opening. */
async function run(stopRequested: Promise<void>): Promise<void> {
  const config = loadConfig(process.env);
  const database = await openDatabase(config);
  try {
    const app = await openApp({ config, databaseUrl: database.url });
    try {
      for (const line of app.greeting) console.log(line);
      giveMemoryBack();
      await stopRequested;
    } finally {
      await app.close();
    }
  } finally {
    await database.stop();
  }
}

/** Settles at SIGTERM, Ctrl-C or a closed terminal; fails at an error that nothing caught, so that it too ends cleanly. */
function stopRequest(): Promise<void> {
  let requestedAt: number | undefined;
  const request = new Promise<void>((resolve, reject) => {
    const stop = (): void => {
      const now = performance.now();
      if (requestedAt !== undefined && now - requestedAt > sameSignalSecondsMax * 1_000) process.exit(1);
      requestedAt ??= now;
      setTimeout(() => process.exit(1), drainSecondsMax * 1_000).unref();
      resolve();
    };
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
    process.on('uncaughtException', (error) => {
      setTimeout(() => process.exit(1), drainSecondsMax * 1_000).unref();
      reject(error);
    });
  });
  // Before anybody waits for it, a failure is kept, not lost.
  request.catch(() => undefined);
  return request;
}
