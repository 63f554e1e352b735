import { openApp } from '../src/app.ts';

import { assert } from '../src/platform/assert.ts';
import { testConfig } from '../test/config.ts';
import type { TestDatabase } from '../test/database.ts';
import { people } from '../test/people.ts';
import { takeOn } from '../test/residents.ts';
import { fillDesk } from './desk-load.ts';
import { median, percentile, printFigure } from './figure.ts';
import { runLoad } from './http-load.ts';
import type { LoadRequest } from './http-load.ts';

const connections = 16;
const submissionsPerRun = 1000;
const readsPerRun = 2000;
const runs = 3;
const caseCount = 100_000;

/** Complaints over HTTP, then the desk with 100,000 cases and 600,000 messages; each figure the median of three runs. */
export default async function complaintsBench(database: TestDatabase): Promise<void> {
  const app = await openApp({
    config: testConfig({ JURISDICTION: 'eu-mica' }),
    databaseUrl: database.url,
    parts: ['web', 'worker'],
  });
  const origin = app.url;
  assert(origin !== undefined, 'the site is served');
  const ada = await takeOn(app, people.ada);
  const hannah = await takeOn(app, people.hannah, ada);
  await measureSubmission(origin);
  const numbers = await fillDesk(app, hannah.caller, caseCount);
  await database.pool.query('vacuum analyze');
  const cookie = hannah.browser.headers.get('cookie') ?? '';
  for (const [name, requests] of Object.entries(readings(numbers)))
    await measureReading(origin, cookie, name, requests);
  await app.close();
}

async function measureSubmission(origin: string): Promise<void> {
  const rates: number[] = [];
  const waits: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const requests = Array.from({ length: submissionsPerRun }, (_, index) => submission(`${run}-${index}`));
    const result = await runLoad({ origin, headers: {}, connections, requests });
    assert(result.statuses[200] === submissionsPerRun, 'every complaint is taken');
    rates.push(submissionsPerRun / result.seconds);
    waits.push(...result.waits);
  }
  printFigure('complaints: submission over HTTP', median(rates), 'cases/s', submissionsPerRun * runs);
  printFigure('complaints: submission over HTTP, p99', percentile(waits, 0.99), 'ms', waits.length);
}

function submission(name: string): LoadRequest {
  const complaint = {
    text: `I topped up 200 EUR on Monday and it has not arrived. 我周一充值，至今没有到账。 (${name})`,
    happened: 'Monday at noon',
    wanted: 'The money',
    contact: { name: `Customer ${name}`, email: `c${name}@post.example` },
  };
  return { path: '/api/v1/cases', method: 'POST', body: JSON.stringify(complaint) };
}

function readings(numbers: readonly string[]): Readonly<Record<string, readonly LoadRequest[]>> {
  const filters = ['', '?assignee=me', '?issue=W03', '?breached=true', '?state=in_progress', '?state=closed'];
  const times = <Made>(make: (index: number) => Made): Made[] =>
    Array.from({ length: readsPerRun }, (_, index) => make(index));
  const some = (index: number): string => numbers[(index * 7919) % numbers.length] ?? '';
  return {
    'queue over the API': times((index) => ({ path: `/api/v1/cases${filters[index % filters.length]}` })),
    'case over the API': times((index) => ({ path: `/api/v1/cases/${some(index)}` })),
    'queue page': times((index) => ({ path: `/desk${filters[index % filters.length]}` })),
    'case page': times((index) => ({ path: `/desk/cases/${some(index)}` })),
  };
}

async function measureReading(
  origin: string,
  cookie: string,
  name: string,
  requests: readonly LoadRequest[],
): Promise<void> {
  const tails: number[] = [];
  const rates: number[] = [];
  const load = { origin, headers: { cookie, 'accept-language': 'en' }, connections };
  await runLoad({ ...load, requests: requests.slice(0, 200) });
  for (let run = 0; run < runs; run += 1) {
    const result = await runLoad({ ...load, requests });
    assert(result.statuses[200] === requests.length, `every ${name} is answered: ${JSON.stringify(result.statuses)}`);
    tails.push(percentile(result.waits, 0.99));
    rates.push(requests.length / result.seconds);
  }
  printFigure(
    `complaints: ${name} of ${caseCount} cases, 16 connections, p99`,
    median(tails),
    'ms',
    requests.length * runs,
  );
  printFigure(
    `complaints: ${name} of ${caseCount} cases, 16 connections`,
    median(rates),
    'pages/s',
    requests.length * runs,
  );
}
