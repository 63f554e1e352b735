import type pg from 'pg';

/** One statement of the dump, and where it belongs in it. */
interface Statement {
  readonly schema: string;
  readonly name: string;
  readonly sql: string;
}

/** Every schema of ours: not PostgreSQL's, not the job queue's. */
const ours = `n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'graphile_worker', 'public')`;

const statements: readonly string[] = [
  // Enumerations and domains.
  `select n.nspname as schema, t.typname as name, format('create type %I.%I as enum (%s);', n.nspname, t.typname,
      (select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid)) as sql
    from pg_type t join pg_namespace n on n.oid = t.typnamespace where t.typtype = 'e' and ${ours}`,
  `select n.nspname as schema, t.typname as name, format('create domain %I.%I as %s%s;', n.nspname, t.typname, format_type(t.typbasetype, t.typtypmod),
      coalesce((select string_agg(' ' || pg_get_constraintdef(c.oid), '' order by c.conname) from pg_constraint c where c.contypid = t.oid), '')) as sql
    from pg_type t join pg_namespace n on n.oid = t.typnamespace where t.typtype = 'd' and ${ours}`,
  `select n.nspname as schema, t.typname as name, format(E'create type %I.%I as (\\n%s\\n);', n.nspname, t.typname,
      (select string_agg(format('  %I %s', a.attname, format_type(a.atttypid, a.atttypmod)), E',\\n' order by a.attnum)
         from pg_attribute a where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped)) as sql
    from pg_type t join pg_class c on c.oid = t.typrelid join pg_namespace n on n.oid = t.typnamespace where c.relkind = 'c' and ${ours}`,
  // Tables: columns, then constraints, each by name.
  `select n.nspname as schema, c.relname as name, format(E'create table %I.%I (\\n%s\\n)%s%s;', n.nspname, c.relname, concat_ws(E',\\n',
      (select string_agg(format('  %I %s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
          case when a.attcollation <> ty.typcollation then format(' collate %I', co.collname) else '' end,
          case when a.attgenerated <> '' then format(' generated always as (%s) stored', pg_get_expr(d.adbin, d.adrelid))
            when a.attidentity <> '' then ' generated always as identity' when d.oid is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end,
          case when a.attnotnull then ' not null' else '' end), E',\\n' order by a.attnum)
        from pg_attribute a join pg_type ty on ty.oid = a.atttypid left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        left join pg_collation co on co.oid = a.attcollation
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
      (select string_agg(format('  constraint %I %s', k.conname, pg_get_constraintdef(k.oid)), E',\\n' order by k.contype, k.conname)
        from pg_constraint k where k.conrelid = c.oid and k.contype in ('c', 'f', 'p', 'u', 'x'))),
      case when c.relkind = 'p' then ' partition by ' || pg_get_partkeydef(c.oid) else '' end,
      case when c.reloptions is not null then format(' with (%s)', array_to_string(c.reloptions, ', ')) else '' end) as sql
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and ${ours}`,
  `select n.nspname as schema, c.relname as name, format('comment on %s %I.%I is %L;', case c.relkind when 'v' then 'view' else 'table' end, n.nspname, c.relname, d.description) as sql
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_description d on d.objoid = c.oid and d.objsubid = 0 and d.classoid = 'pg_class'::regclass
    where c.relkind in ('r', 'p', 'v') and ${ours}`,
  // Indexes that no constraint makes.
  `select n.nspname as schema, c.relname || ' ' || i.relname as name, pg_get_indexdef(x.indexrelid) || ';' as sql
    from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid join pg_namespace n on n.oid = c.relnamespace
    where not exists (select from pg_constraint k where k.conindid = x.indexrelid and k.contype in ('p', 'u', 'x')) and ${ours}`,
  `select n.nspname as schema, c.relname as name, format(E'create view %I.%I as\\n%s', n.nspname, c.relname, pg_get_viewdef(c.oid)) as sql
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'v' and ${ours}`,
  `select n.nspname as schema, p.proname as name, pg_get_functiondef(p.oid) || ';' as sql
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prokind in ('f', 'p') and ${ours}
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
  `select n.nspname as schema, c.relname || ' ' || t.tgname as name, pg_get_triggerdef(t.oid) || ';' as sql
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace where not t.tgisinternal and ${ours}`,
];

/** The schema as SQL from PostgreSQL's own catalogue, the same text for the same schema (no pg_dump ships with us). */
export async function dumpSchema(pool: pg.Pool): Promise<string> {
  const found: (Statement & { kind: number })[] = [];
  for (const [kind, query] of statements.entries()) {
    const { rows } = await pool.query<Statement>(query);
    found.push(...rows.map((row) => ({ ...row, kind })));
  }
  const key = (item: Statement & { kind: number }): string => `${item.schema} ${item.kind} ${item.name} ${item.sql}`;
  found.sort((a, b) => (key(a) < key(b) ? -1 : 1));
  return `-- The schema that the migrations make, for reviewers. Written by \`npm run codegen\`.\n\n${found.map((item) => item.sql.trim()).join('\n\n')}\n`;
}
