import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { median, printFigure } from './figure.ts';

const root = join(import.meta.dirname, '..');
const repeats = 3;
const idleSeconds = 10;

/** How long `npm start` takes to serve on a new and on a known data folder, and how much memory it holds when idle. */
export default async function startBench(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'recourse-bench-start-'));
  try {
    printFigure('start on an empty data folder', (await start(dataDir)).seconds, 's', 1);
    const starts = [];
    for (let count = 0; count < repeats; count++) starts.push(await start(dataDir));
    const seconds = median(starts.map((each) => each.seconds));
    printFigure('start on an initialised data folder', seconds, 's', repeats);
    printFigure('memory of the Node process when idle', median(starts.map((each) => each.megabytes)), 'MB', repeats);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function start(dataDir: string): Promise<{ seconds: number; megabytes: number }> {
  const begun = performance.now();
  const { DATABASE_URL: _, TEST_DATABASE_URL: __, ...inherited } = process.env;
  const env = { ...inherited, DATA_DIR: dataDir, PORT: '0', SMTP_IN_PORT: '0' };
  const options = ['--max-semi-space-size=8', join(root, 'bin/run.mjs'), '--pages', 'src/main.ts'];
  const child = spawn(process.execPath, options, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const seconds = await untilReady(child, begun);
  await delay(idleSeconds * 1_000);
  const megabytes = await residentMegabytes(child);
  child.kill('SIGTERM');
  await once(child, 'exit');
  return { seconds, megabytes };
}

async function untilReady({ stdout }: ChildProcess, begun: number): Promise<number> {
  if (stdout) {
    for await (const line of createInterface(stdout)) {
      if (line.startsWith('ready ')) return (performance.now() - begun) / 1_000;
    }
  }
  throw new Error('the program ended before it was ready');
}

/** Resident memory, shared libraries included. */
async function residentMegabytes({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1_024;
}
