import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from './database.ts';

/** How a table spreads over the machines of a cluster (Citus), as its comment declares. */
type Placement = { readonly kind: 'distributed'; readonly by: string } | { readonly kind: 'reference' | 'local' };

interface Column {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly counted: boolean;
}

interface Key {
  readonly name: string;
  readonly columns: readonly string[];
  readonly primary: boolean;
}

interface ForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly target: string;
  readonly targetColumns: readonly string[];
}

interface Table {
  readonly name: string;
  readonly comment: string | null;
  readonly columns: readonly Column[];
  readonly keys: readonly Key[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly triggers: readonly { readonly name: string; readonly source: string }[];
}

const database = await testDatabase();
after(() => database.drop());

const ours = `n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'graphile_worker', 'public')`;
const namesOf = (relation: string, numbers: string): string =>
  `(select coalesce(json_agg(a.attname order by o.position), '[]') from unnest(${numbers}) with ordinality o (number, position)
     join pg_attribute a on a.attrelid = ${relation} and a.attnum = o.number)`;

const { rows: tables } = await database.pool.query<Table>(`
  select n.nspname || '.' || c.relname as name, obj_description(c.oid, 'pg_class') as comment,
    (select coalesce(json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'required', a.attnotnull,
        'counted', a.attidentity <> '' or coalesce(pg_get_expr(d.adbin, d.adrelid), '') like 'nextval(%') order by a.attnum), '[]')
      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    (select coalesce(json_agg(json_build_object('name', i.indexrelid::regclass, 'primary', i.indisprimary, 'columns', ${namesOf('c.oid', 'i.indkey::smallint[]')})), '[]')
      from pg_index i where i.indrelid = c.oid and (i.indisunique or i.indisexclusion)) as keys,
    (select coalesce(json_agg(json_build_object('name', k.conname, 'columns', ${namesOf('k.conrelid', 'k.conkey')},
        'target', tn.nspname || '.' || t.relname, 'targetColumns', ${namesOf('k.confrelid', 'k.confkey')})), '[]')
      from pg_constraint k join pg_class t on t.oid = k.confrelid join pg_namespace tn on tn.oid = t.relnamespace
      where k.conrelid = c.oid and k.contype = 'f') as "foreignKeys",
    (select coalesce(json_agg(json_build_object('name', g.tgname, 'source', p.prosrc)), '[]')
      from pg_trigger g join pg_proc p on p.oid = g.tgfoid where g.tgrelid = c.oid and not g.tgisinternal) as triggers
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and ${ours} order by 1`);

function placementOf({ comment }: Table): Placement | undefined {
  const [, by] = /^distributed: by ([a-z0-9_]+); \S/.exec(comment ?? '') ?? [];
  if (by !== undefined) return { kind: 'distributed', by };
  const [, kind] = /^(reference|local): \S/.exec(comment ?? '') ?? [];
  return kind === 'reference' || kind === 'local' ? { kind } : undefined;
}

const placements = new Map(tables.map((table) => [table.name, placementOf(table)]));
const distributed = tables.flatMap((table) => {
  const placement = placements.get(table.name);
  return placement?.kind === 'distributed' ? [{ ...table, by: placement.by }] : [];
});

function expectNone(faults: readonly string[], sentence: string): void {
  assert.equal(faults.length, 0, `\n${faults.join('\n')}\n→ ${sentence}`);
}

test('every table says how it spreads over machines', () => {
  assert.ok(tables.length > 0, 'the migrations make tables');
  const faults = tables
    .filter((table) => placements.get(table.name) === undefined)
    .map((table) => `${table.name}: ${table.comment ?? 'no comment'}`);
  expectNone(faults, "COMMENT ON TABLE … IS 'distributed: by COLUMN; WHAT' or 'reference: WHAT' or 'local: WHAT'.");
});

test('a distributed table has its column, never null, and a primary key', () => {
  const faults = distributed.flatMap(({ name, by, columns, keys }) => {
    const column = columns.find((candidate) => candidate.name === by);
    return [
      ...(column?.required ? [] : [`${name}.${by} is missing or may be null`]),
      ...(by === 'shard' && column?.type !== 'smallint' ? [`${name}.shard is not smallint`] : []),
      ...(keys.some((key) => key.primary) ? [] : [`${name} has no primary key`]),
    ];
  });
  expectNone(faults, 'A row must say by itself which machine it is on.');
});

test('every primary and unique key of a distributed table begins with its column', () => {
  const faults = distributed.flatMap(({ name, by, keys }) =>
    keys.filter((key) => key.columns[0] !== by).map((key) => `${name}: ${key.name} (${key.columns.join(', ')})`),
  );
  expectNone(
    faults,
    'One machine cannot see another’s rows: put the column first, or claim the value in a table keyed by it.',
  );
});

test('a foreign key stays within a shard, or leads to a reference table', () => {
  const faults = tables.flatMap((table) => {
    const from = placements.get(table.name);
    return table.foreignKeys.flatMap((key) => {
      const to = placements.get(key.target);
      const together =
        from?.kind === 'distributed' &&
        to?.kind === 'distributed' &&
        key.columns[0] === from.by &&
        key.targetColumns[0] === to.by &&
        from.by === to.by;
      const allowed = together || to?.kind === 'reference' || (from?.kind === 'local' && to?.kind === 'local');
      return allowed
        ? []
        : [`${table.name}: ${key.name} (${key.columns.join(', ')}) → ${key.target} (${key.targetColumns.join(', ')})`];
    });
  });
  expectNone(faults, 'Begin both sides with `shard`, or check the other row in the command.');
});

test('no distributed or reference table counts its rows by a sequence', () => {
  const faults = tables
    .filter((table) => placements.get(table.name)?.kind !== 'local')
    .flatMap(({ name, columns }) =>
      columns.filter((column) => column.counted).map((column) => `${name}.${column.name}`),
    );
  expectNone(faults, 'Use newId of src/platform/id.ts: a sequence is one machine’s.');
});

test('a trigger of a distributed table guards its row and touches nothing else', () => {
  const faults = distributed.flatMap(({ name, triggers }) =>
    triggers
      .filter(({ source }) => /\b(insert\s+into|update\s+\w|delete\s+from|pg_notify|notify|perform)\b/i.test(source))
      .map((trigger) => `${name}: ${trigger.name}`),
  );
  expectNone(faults, 'Let the command write what follows; a trigger only refuses.');
});

test('money is numeric(38,0), moments are timestamptz, and nothing is a float', () => {
  const wrong = /^(real|double precision|money|json)$|without time zone|^character|^numeric$|^numeric\((?!38,0\))/;
  const faults = tables.flatMap(({ name, columns }) =>
    columns.filter((column) => wrong.test(column.type)).map((column) => `${name}.${column.name} is ${column.type}`),
  );
  expectNone(
    faults,
    'Use numeric(38,0) for minor units, timestamptz for instants, date for calendar days, text and jsonb.',
  );
});
