import { sql } from 'kysely';
import type { App } from '../src/app.ts';
import { newCaseNumber } from '../src/complaints/complaints.ts';
import type { Caller } from '../src/platform/door.ts';
import { newId } from '../src/platform/id.ts';

const copiesPerStatement = 2000;

/** Out of 100 cases, how many are copies of each template: one in five is on the desk. */
const shares = [4, 6, 4, 4, 2, 30, 30, 20] as const;

/**
 * Fills the database with copies of eight cases that went through the real commands (six messages each on average),
 * each at its own time in the last two years; returns the numbers of some that are on the desk.
 */
export async function fillDesk(app: App, handler: Caller, count: number): Promise<string[]> {
  const templates = await makeTemplates(app, handler);
  const onDesk: string[] = [];
  const choice = shares.flatMap((share, template) => Array<number>(share).fill(template));
  for (let first = 0; first < count; first += copiesPerStatement) {
    const copies = Array.from({ length: Math.min(copiesPerStatement, count - first) }, (_, index) => {
      const template = choice[(first + index) % choice.length] ?? 0;
      return {
        from: templates[template] ?? '',
        id: newId(0),
        number: newCaseNumber(),
        minutes: ((first + index) * 7717) % 1_000_000,
      };
    });
    await copyCases(app, copies);
    if (onDesk.length < count / 10)
      onDesk.push(...copies.filter(({ from }) => templates.indexOf(from) < 5).map(({ number }) => number));
  }
  return onDesk;
}

interface Copy {
  readonly from: string;
  readonly id: string;
  readonly number: string;
  readonly minutes: number;
}

async function copyCases({ db }: App, copies: readonly Copy[]): Promise<void> {
  const asked = sql`jsonb_to_recordset(${JSON.stringify(copies)}::jsonb) as copy("from" uuid, id uuid, number text, minutes int)`;
  const earlier = (column: string) => sql`${sql.ref(column)} - make_interval(mins => copy.minutes)`;
  await sql`insert into complaints.case_keys select copy.number, 'number', 0, copy.id from ${asked}`.execute(db);
  await sql`
    insert into complaints.cases
    select (jsonb_populate_record(c, jsonb_build_object('id', copy.id, 'number', copy.number,
      'opened_at', ${earlier('c.opened_at')}, 'queue_at', ${earlier('c.queue_at')}, 'next_due_at', ${earlier('c.next_due_at')},
      'issue', 'W' || lpad((1 + copy.minutes % 16)::text, 2, '0'), 'email', 'c' || copy.minutes || '@post.example', 'person_id', null))).*
    from ${asked} join complaints.cases c on c.id = copy."from"`.execute(db);
  await sql`
    insert into complaints.case_events
    select e.shard, copy.id, e.seq, ${earlier('e.at')}, e.kind, e.actor, e.actor_name, e.data
    from ${asked} join complaints.case_events e on e.case_id = copy."from"`.execute(db);
  await sql`
    insert into complaints.messages
    select e.shard, copy.id, e.seq, ${earlier('e.at')}, e.direction, e.kind, e.channel, e.author_id, e.author, e.text, e.html, null, null
    from ${asked} join complaints.messages e on e.case_id = copy."from"`.execute(db);
  await sql`
    insert into complaints.clocks
    select e.shard, copy.id, e.pack, e.rule, e.round, e.bearer, ${earlier('e.started_at')}, ${earlier('e.due_at')}, ${earlier('e.stopped_at')},
      case when e.stopped_at is null then ${earlier('e.due_at')} end, e.facts
    from ${asked} join complaints.clocks e on e.case_id = copy."from"`.execute(db);
}

/** Eight cases in eight stages: five on the desk, three that ended. */
async function makeTemplates({ door }: App, handler: Caller): Promise<string[]> {
  const guest: Caller = { actor: { kind: 'guest' }, locale: 'en', requestId: 'bench' };
  const open = async () => {
    const text = 'I topped up 200 EUR on Monday. The bank has taken it, and it is not in my wallet. '.repeat(6);
    const opened = await door.call(
      'complaints.open-case',
      { text, issue: 'W03', product: 'top_up', contact: { name: 'Alice Hart', email: 'alice@post.example' } },
      guest,
    );
    const holder: Caller = { ...guest, actor: { kind: 'holder', caseId: opened.caseId } };
    const { number } = opened;
    const version = async (): Promise<number> => (await door.call('complaints.get-case', { number }, handler)).version;
    return {
      id: opened.caseId,
      wait: async () => undefined,
      take: async () => door.call('complaints.assign-case', { number, to: 'me' }, handler),
      reply: async (asks = false) =>
        door.call(
          'complaints.send-reply',
          {
            number,
            version: await version(),
            text: 'We have asked the bank for the payment and write again tomorrow. '.repeat(4),
            asks,
          },
          handler,
        ),
      note: async () =>
        door.call('complaints.add-note', { number, text: 'Called the bank, waiting for the file.' }, handler),
      write: async () =>
        door.call(
          'complaints.add-message',
          { number, text: 'Here is the statement of my bank, as you asked. '.repeat(5) },
          holder,
        ),
      decide: async () =>
        door.call(
          'complaints.decide-case',
          {
            number,
            version: await version(),
            outcome: { kind: 'explained_no_fault' },
            letter: 'The bank returned the payment on Tuesday. '.repeat(8),
            reason: 'Bank file',
          },
          handler,
        ),
      withdraw: async () => door.call('complaints.withdraw-case', { number }, holder),
    };
  };
  type Template = Awaited<ReturnType<typeof open>>;
  const stages: readonly ((one: Template) => Promise<unknown>)[] = [
    async (one) => one.write(),
    async (one) => talk(one, 1),
    async (one) => [await talk(one, 1), await one.reply(true)],
    async (one) => [await one.take(), await one.note()],
    async (one) => [await talk(one, 1), await one.decide(), await one.write()],
    async (one) => [await talk(one, 1), await one.decide()],
    async (one) => [await talk(one, 1), await one.decide()],
    async (one) => [await one.take(), await one.reply(), await one.write(), await one.withdraw()],
  ];
  const templates: string[] = [];
  for (const stage of stages) {
    const one = await open();
    await stage(one);
    templates.push(one.id);
  }
  return templates;
}

async function talk(
  one: { take(): Promise<unknown>; reply(): Promise<unknown>; note(): Promise<unknown>; write(): Promise<unknown> },
  rounds: number,
): Promise<void> {
  await one.take();
  for (let round = 0; round < rounds; round += 1) {
    await one.reply();
    await one.note();
    await one.write();
  }
}
