import type { App } from './app.ts';
import { openApp } from './app.ts';
import { loadConfig } from './platform/config.ts';
import { startPostgres } from './platform/postgres.ts';
import { log } from './platform/log.ts';
import { asStartFailure } from './platform/start-failure.ts';

interface Running {
  readonly app: App;
  readonly stop: () => Promise<void>;
}

async function start(): Promise<Running> {
  const config = loadConfig(process.env);
  const postgres = config.databaseUrl === undefined ? await startPostgres({ dataDir: config.dataDir }) : undefined;
  try {
    const app = await openApp({ config, databaseUrl: config.databaseUrl ?? postgres?.url ?? '' });
    const stop = async (): Promise<void> => {
      await app.close();
      await postgres?.stop();
    };
    return { app, stop };
  } catch (error) {
    await postgres?.stop();
    throw error;
  }
}

/** Longest wait for requests and jobs under way before the program ends, in milliseconds. */
const drainMax = 20_000;

function stopOnSignal({ stop }: Running): void {
  let stopping = false;
  const end = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), drainMax).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error: String(error) }, 'the program did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

try {
  const running = await start();
  stopOnSignal(running);
  for (const line of running.app.greeting) console.log(line);
} catch (error) {
  console.error(asStartFailure(error).message);
  process.exit(1);
}
