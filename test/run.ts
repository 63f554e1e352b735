/**
 * `npm test [-- PATH… [-t NAME]]`: runs the test files whose paths begin so, or all, on one server of their own.
 * `npm run test:e2e`: those that drive a browser.
 */
import { glob, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { parseArgs } from 'node:util';
import { startPostgres } from '../src/platform/postgres.ts';
import { testSettings } from './database.ts';

const minutesMaxPerFile = 5;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { name: { type: 'string', short: 't' }, e2e: { type: 'boolean', default: false } },
});
const patterns = values.e2e ? ['test/e2e/**/*.e2e.ts'] : ['{src,test,web}/**/*.test.{ts,tsx}'];
const files: string[] = [];
for await (const file of glob(patterns)) {
  if (positionals.length === 0 || positionals.some((part) => file.startsWith(part))) files.push(file);
}
if (files.length === 0) {
  console.error(`No test file begins with ${positionals.join(' or ')}.`);
  process.exit(1);
}

const server = process.env['TEST_DATABASE_URL'] ? undefined : await startOwnServer();
const failed = await runFiles();
await server?.stop();
process.exit(failed === 0 ? 0 : 1);

/** One server for the whole run, which every test file reaches through `TEST_DATABASE_URL`. */
async function startOwnServer(): Promise<{ stop(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'recourse-test-'));
  const own = await startPostgres({ dataDir, settings: testSettings });
  process.env['TEST_DATABASE_URL'] = own.url;
  const stop = async (): Promise<void> => {
    await own.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stop().then(() => process.exit(1)));
  return { stop };
}

/** Runs each file in a process of its own; returns how many tests failed. */
async function runFiles(): Promise<number> {
  const tests = run({
    files: files.sort(),
    concurrency: availableParallelism(),
    timeout: minutesMaxPerFile * 60_000,
    ...(values.name === undefined ? {} : { testNamePatterns: values.name }),
  });
  let summary = { passed: 0, failed: 1 };
  tests.on('test:summary', (event) => {
    if (event.file === undefined)
      summary = {
        passed: event.counts.passed,
        failed: event.counts.tests - event.counts.passed - event.counts.skipped - event.counts.todo,
      };
  });
  const report = tests.compose(spec);
  report.pipe(process.stdout);
  await new Promise((resolve, reject) => {
    report.once('end', resolve);
    report.once('error', reject);
  });
  console.log(`${summary.passed} passed, ${summary.failed} failed`);
  return summary.failed;
}
