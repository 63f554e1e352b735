import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import fc from 'fast-check';
import { fontsOfPdf, textOfPdf } from '../../../test/pdf.ts';
import { callerOf, openTestWallets } from '../../../test/wallets.ts';
import type { PersonActor } from '../../../test/wallets.ts';
import { listEntries } from '../../ledger/ledger.ts';
import { queryable } from '../../platform/db.ts';
import { Problem } from '../../platform/problem.ts';
import { walletAccountId } from '../account.ts';
import { readDocumentFile } from '../wallet.ts';
import { readHistory } from './account-history.ts';
import { csvRecord, textCell } from './csv.ts';
import { expireDocuments } from './expire-documents.ts';
import { makeDocument } from './make-document.ts';
import { makeMonth, orderMonthlyStatements } from './monthly-statements.ts';
import { lastMonth, readPeriod } from './period.ts';

let now = new Date('2026-10-05T10:00:00Z');
const clock = { now: () => now };
const { db, config, door, newCustomer, fund, close } = await openTestWallets(
  { SHARDS: '4', ZONE: 'Asia/Shanghai' },
  clock,
);
after(close);
const noExport = () => Promise.reject(new Error('no export here'));

async function pay(from: PersonActor, to: PersonActor, amount: string, memo?: string, asset = 'USD'): Promise<void> {
  await door.call('wallet.send-payment', { to: to.email, asset, amount, memo }, callerOf(from));
}

async function bytesOf(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function request(
  person: PersonActor,
  order: { from: string; to: string; format: 'pdf' | 'csv'; asset?: string; language?: 'en' | 'zh-CN' },
) {
  const { id } = await door.call('wallet.request-statement', { asset: 'USD', ...order }, callerOf(person));
  await makeDocument({ db, config, clock, door }, id, noExport);
  const { content, file } = await readDocumentFile({ ...callerOf(person), db, config, now }, id);
  return { id, file, bytes: await bytesOf(content) };
}

async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'none',
    (error: unknown) => (error instanceof Problem ? error.code : String(error)),
  );
}

/** A year of a wallet: in August, September and October. */
async function someMonths(): Promise<readonly [PersonActor, PersonActor]> {
  now = new Date('2026-08-10T10:00:00Z');
  const [ann, ming] = [await newCustomer('Ann Lee', 1), await newCustomer('李明', 2)];
  await fund(ann, 'USD', 100_000n);
  await pay(ann, ming, '1.00', 'august');
  // Already September in Shanghai, still August in UTC.
  now = new Date('2026-08-31T16:00:00Z');
  await pay(ann, ming, '12.50', '=SUM(A1), "lunch"\u4f60\u597d');
  now = new Date('2026-09-30T15:59:59.999Z');
  await pay(ming, ann, '2.25', '谢谢');
  now = new Date('2026-09-30T16:00:00Z');
  await pay(ann, ming, '3.00', 'october');
  now = new Date('2026-10-05T10:00:00Z');
  return [ann, ming];
}

describe('a statement', () => {
  test('as CSV leads from the opening to the closing balance over every movement of the ledger, in the days of the zone', async () => {
    const [ann] = await someMonths();
    const { bytes, file } = await request(ann, { from: '2026-09-01', to: '2026-09-30', format: 'csv' });
    assert.equal(file.type, 'text/csv; charset=utf-8');
    assert.equal(file.name, 'OkPay-USD-2026-09-01-2026-09-30.csv');
    const lines = bytes.toString('utf8').split('\r\n');
    assert.equal(lines[0], '\uFEFFTime,Reference,Description,Note,Amount,Balance,Asset,Transaction ID');
    assert.match(lines[1] ?? '', /^2026-09-01T00:00:00\+08:00,,Opening balance,,,999.00,USD,$/);
    assert.match(
      lines[2] ?? '',
      /^2026-09-01T00:00:00\+08:00,T\w{3}-\w{4}-\w{4},Payment to 李\*,"'=SUM\(A1\), ""lunch""你好",-12\.50,986\.50,USD,[0-9a-f-]{36}$/,
    );
    assert.match(lines[3] ?? '', /^2026-09-30T23:59:59\+08:00,T[\w-]+,Payment from 李\*,谢谢,2\.25,988\.75,USD,/);
    assert.match(lines[4] ?? '', /^2026-10-01T00:00:00\+08:00,,Closing balance,,,988\.75,USD,$/);
    assert.deepEqual(lines.slice(5), ['']);
  });

  test('as PDF says the same in both languages, with its fonts in it', async () => {
    const [ann, ming] = await someMonths();
    const english = await textOfPdf(
      (await request(ann, { from: '2026-09-01', to: '2026-09-30', format: 'pdf', language: 'en' })).bytes,
    );
    for (const part of [
      /Account statement/,
      /Ann Lee/,
      /1 Sept? 2026 – 30 Sept? 2026/,
      /Opening balance 999\.00 Money in \+2\.25 Money out −12\.50 Closing balance 988\.75/,
      /Payment to 李\*/,
      /−12\.50 986\.50/,
      /lunch"你好/,
      /Page 1 ?of 1/,
      /Asia\/Shanghai/,
    ])
      assert.match(english, part);
    const { bytes } = await request(ming, { from: '2026-09-01', to: '2026-09-30', format: 'pdf', language: 'zh-CN' });
    const chinese = await textOfPdf(bytes);
    for (const part of [
      /账户对账单/,
      /李明/,
      /2026年9月1日 – 2026年9月30日/,
      /期初余额/,
      /收到 A\*\* L\*\* 的转账/,
      /转账给 A\*\* L\*\*/,
      /第\s?1\s?页\s?共\s?1\s?页/,
    ])
      assert.match(chinese, part);
    const { names, embedded } = fontsOfPdf(bytes);
    assert.ok(names.length > 0 && names.every((name) => /^[A-Z]{6}\+NotoSansSC/.test(name)), names.join(' '));
    assert.equal(embedded, names.length);
  });

  test('of a period without movements carries its balance through', async () => {
    const [ann] = await someMonths();
    const { bytes } = await request(ann, { from: '2026-09-02', to: '2026-09-29', format: 'csv' });
    const lines = bytes.toString('utf8').split('\r\n');
    assert.equal(lines.length, 4);
    assert.match(lines[1] ?? '', /986\.50/);
    assert.match(lines[2] ?? '', /986\.50/);
    assert.match(
      await textOfPdf((await request(ann, { from: '2026-01-01', to: '2026-01-31', format: 'pdf' })).bytes),
      /Nothing moved/,
    );
  });

  test('of many pages holds every movement once, and those of adjoining periods meet', async () => {
    const [ann, bob] = [await newCustomer('Ann Lee', 1), await newCustomer('Bob Ray', 3)];
    now = new Date('2026-07-01T00:00:00Z');
    await fund(ann, 'USD', 1_000_000n);
    for (let day = 0; day < 20; day += 1) {
      now = new Date(Date.UTC(2026, 6, 2 + day, 3));
      await Promise.all(Array.from({ length: 60 }, (_, i) => pay(ann, bob, `0.${String(i + 1).padStart(2, '0')}`)));
    }
    now = new Date('2026-10-05T10:00:00Z');
    const account = walletAccountId(ann.id, 'USD');
    const everything = (await listEntries(queryable(db), { account, limit: 10_000 })).reverse();
    assert.equal(everything.length, 1201);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 25 }), fc.integer({ min: 1, max: 25 }), async (a, b) => {
        const cuts = [new Date(0), ...[a, b].sort((x, y) => x - y).map((d) => new Date(Date.UTC(2026, 6, d))), now];
        const seqs: bigint[] = [];
        let balance = 0n;
        for (const [i, startsAt] of cuts.slice(0, -1).entries()) {
          const history = await readHistory(db, { account, startsAt, endsAt: cuts[i + 1] ?? now, now });
          assert.equal(history.opening, balance);
          for await (const page of history.pages()) seqs.push(...page.map(({ seq }) => seq));
          balance = history.closing;
        }
        assert.deepEqual(
          seqs,
          everything.map(({ seq }) => seq),
        );
      }),
      { numRuns: 12 },
    );
    const pdf = await textOfPdf((await request(ann, { from: '2026-07-01', to: '2026-08-31', format: 'pdf' })).bytes);
    const total = /Page 1 ?of (\d+)/.exec(pdf)?.[1];
    assert.ok(Number(total) > 40 && new RegExp(`Page ${total} ?of ${total}`).test(pdf));
    assert.equal(pdf.match(/Payment to B\*\* R\*\*/g)?.length, 1200);
  });

  test('of long ago begins where an earlier one ended, not at the newest movement', async () => {
    const [ann] = await someMonths();
    await request(ann, { from: '2026-08-01', to: '2026-08-31', format: 'csv' });
    const mark = await db
      .selectFrom('wallet.balance_marks')
      .selectAll()
      .where('account', '=', walletAccountId(ann.id, 'USD'))
      .executeTakeFirstOrThrow();
    const [newest] = await listEntries(queryable(db), { account: mark.account, limit: 1 });
    const [marked] = await listEntries(queryable(db), { account: mark.account, from: mark.transfer_id, limit: 1 });
    assert.deepEqual([newest?.seq, marked?.seq], [5n, 2n]);
    const again = await request(ann, { from: '2026-08-01', to: '2026-08-20', format: 'csv' });
    assert.match(again.bytes.toString('utf8'), /Closing balance,,,999\.00/);
  });

  test('is its owner’s alone, is erased when its time is over, and can be asked for again', async () => {
    const [ann, ming] = await someMonths();
    const { id } = await request(ann, { from: '2026-09-01', to: '2026-09-30', format: 'csv' });
    const read = (person: PersonActor) => readDocumentFile({ ...callerOf(person), db, config, now }, id);
    assert.equal(await codeOf(read(ming)), 'wallet.document-unknown');
    assert.equal(await codeOf(door.call('wallet.get-document', { id }, callerOf(ming))), 'wallet.document-unknown');
    assert.equal(await codeOf(door.call('wallet.get-document', { id: 'x' }, callerOf(ann))), 'wallet.document-unknown');
    now = new Date(now.getTime() + 31 * 86_400_000);
    await expireDocuments({ db, config, clock }).run(undefined);
    assert.equal(await codeOf(read(ann)), 'wallet.document-expired');
    const { documents } = await door.call('wallet.list-documents', { kind: 'statements' }, callerOf(ann));
    assert.deepEqual(
      documents.map(({ state }) => state),
      ['expired'],
    );
    now = new Date('2026-10-05T10:00:00Z');
  });

  test('is refused for days that do not exist, are the wrong way round or have not come', async () => {
    const ann = await newCustomer();
    const ask = (from: string, to: string) =>
      codeOf(door.call('wallet.request-statement', { asset: 'USD', from, to, format: 'pdf' }, callerOf(ann)));
    assert.equal(await ask('2026-02-30', '2026-03-01'), 'wallet.day-unknown');
    assert.equal(await ask('yesterday', '2026-03-01'), 'wallet.day-unknown');
    assert.equal(await ask('2026-03-02', '2026-03-01'), 'wallet.date-order');
    assert.equal(await ask('2026-03-02', '2026-10-06'), 'wallet.period-future');
    for (let i = 0; i < 5; i += 1) assert.equal(await ask('2026-03-02', '2026-10-05'), 'none');
    assert.equal(await ask('2026-03-02', '2026-10-05'), 'wallet.documents-too-many');
  });

  test('that cannot be made says so after three tries and keeps no file', async () => {
    const ann = await newCustomer();
    const { id } = await door.call(
      'wallet.request-statement',
      { asset: 'USD', from: '2026-03-02', to: '2026-03-02', format: 'pdf' },
      callerOf(ann),
    );
    const tools = { db, config: { ...config, dataDir: '/dev/null/nowhere' }, clock, door };
    for (let i = 0; i < 2; i += 1) await assert.rejects(makeDocument(tools, id, noExport));
    await makeDocument(tools, id, noExport);
    assert.equal((await door.call('wallet.get-document', { id }, callerOf(ann))).state, 'failed');
  });
});

describe('monthly statements', () => {
  test('are ordered once when the month is over in the zone, made once for each asset in use, and told of once', async () => {
    const [ann] = await someMonths();
    const idle = await newCustomer();
    now = new Date('2026-09-30T15:59:00Z');
    assert.equal(lastMonth(config.zone, now).from, '2026-08-01');
    now = new Date('2026-09-30T16:00:00Z');
    assert.equal(lastMonth(config.zone, now).from, '2026-09-01');
    const tools = { db, config, clock, door };
    for (let i = 0; i < 2; i += 1) await orderMonthlyStatements(tools).run(undefined);
    const { rows } = await queryable(db).query<{ key: string }>(
      `select key from graphile_worker.jobs where task_identifier = 'wallet.make-monthly-statements'`,
    );
    assert.ok(rows.some(({ key }) => key.includes(ann.id)));
    assert.ok(rows.every(({ key }) => !key.includes(idle.id)));
    for (let i = 0; i < 2; i += 1) await makeMonth(tools, ann.id);
    const { documents } = await door.call('wallet.list-documents', { kind: 'statements' }, callerOf(ann));
    assert.deepEqual(
      documents.map(({ kind, asset, from, to, format, state }) => [kind, asset, from, to, format, state]),
      [['monthly', 'USD', '2026-09-01', '2026-09-30', 'pdf', 'ready']],
    );
    const { rows: mails } = await queryable(db).query<{ subject: string }>(
      `select payload ->> 'subject' as subject from platform.outbox where payload ->> 'to' = $1`,
      [ann.email],
    );
    assert.deepEqual(
      mails.map(({ subject }) => subject),
      ['Your OkPay statements for September 2026'],
    );
    now = new Date('2026-10-05T10:00:00Z');
  });
});

describe('the parts of a statement', () => {
  test('a day in a zone with summer time is as long as it is', () => {
    const { startsAt, endsAt } = readPeriod(
      { from: '2026-10-25', to: '2026-10-25' },
      'Europe/Berlin',
      new Date('2026-11-01T00:00:00Z'),
    );
    assert.equal((endsAt.getTime() - startsAt.getTime()) / 3_600_000, 25);
  });

  test('no text in a cell is taken for a formula, and every text comes back from its record', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 4 }), (texts) => {
        const parsed = parseCsv(csvRecord(texts.map(textCell)));
        assert.equal(parsed.length, texts.length);
        parsed.forEach((cell, i) => {
          assert.doesNotMatch(cell, /^[=+\-@\t\r\n]/);
          assert.equal(
            cell.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/u, ''),
            (texts[i] ?? '').replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/u, ''),
          );
        });
      }),
    );
  });
});

/** One record by the grammar of RFC 4180 §2. */
function parseCsv(record: string): string[] {
  assert.ok(record.endsWith('\r\n'));
  const cells: string[] = [];
  for (let rest = `,${record.slice(0, -2)}`; rest !== '';) {
    const [whole, quoted, bare] = /^,(?:"((?:[^"]|"")*)"|([^",]*))/s.exec(rest) ?? assert.fail(rest);
    cells.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    rest = rest.slice(whole.length);
  }
  return cells;
}
