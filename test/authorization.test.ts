import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Problem } from '../src/platform/problem.ts';
import { readers } from './authorization/row.ts';
import type { Row, Rows } from './authorization/row.ts';
import { openTheWorld } from './authorization/world.ts';

/** Every table of `test/authorization`: one for each topic. */
const tables = await Promise.all(
  globSync('*.rows.ts', { cwd: join(import.meta.dirname, 'authorization') }).map(async (file) => {
    const { default: rows }: { default: Rows } = await import(`./authorization/${file}`);
    return Object.entries(rows);
  }),
);
const rows = new Map<string, Row>(tables.flat());
const world = await openTheWorld();
after(world.close);

test('every operation says who may do it, once', () => {
  assert.deepEqual([...rows.keys()].toSorted(), world.app.operations.map(({ name }) => name).toSorted());
  assert.equal(rows.size, tables.flat().length);
});

for (const [name, { may, input, after: undo }] of rows) {
  test(`${name}: ${may.join(', ')}`, async () => {
    const found: Record<string, string> = {};
    for (const reader of readers) found[reader] = await attempt(name, await input(world), reader);
    await undo?.(world);
    assert.deepEqual(
      found,
      Object.fromEntries(readers.map((reader) => [reader, may.some((one) => one === reader) ? 'may' : 'may not'])),
    );
  });
}

/** Whether somebody gets past who he is: whatever else is wrong with what he asks, he was allowed to ask it. */
async function attempt(name: string, input: object, reader: (typeof readers)[number]): Promise<'may' | 'may not'> {
  try {
    await world.app.door.callUntyped(name, input, world.callerOf(reader));
    return 'may';
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    assert.notEqual(
      error.code,
      'platform.bad-input',
      `${name} is asked rightly: ${JSON.stringify(error.render('en'))}`,
    );
    return [401, 403, 404].includes(error.text.status) ? 'may not' : 'may';
  }
}
