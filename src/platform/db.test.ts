import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { testDatabase } from '../../test/database.ts';
import { prepared } from './db.ts';

const { db, drop } = await testDatabase();
after(drop);

test('a marked statement is planned once for each connection, any other each time', async () => {
  await db.connection().execute(async (connection) => {
    for (const wanted of [1, 2]) {
      const { rows } = await sql<{ found: number }>`${prepared('test.marked')}select ${wanted}::int as found`.execute(
        connection,
      );
      assert.deepEqual(rows, [{ found: wanted }]);
      await connection.selectFrom('platform.settings').modifyFront(prepared('test.built')).select('name').execute();
      await sql`select ${wanted}::int`.execute(connection);
    }
    const { rows } = await sql<{ name: string }>`select name from pg_prepared_statements order by name`.execute(
      connection,
    );
    assert.deepEqual(rows, [{ name: 'test.built' }, { name: 'test.marked' }]);
  });
});
