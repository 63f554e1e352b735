import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { calendar } from './calendar.ts';
import { computeClocks, ruleKey } from './engine.ts';
import type { Pack, Rule } from './pack.ts';
import { packs } from './packs.ts';
import { clockReport } from './report-clocks.ts';

function texts(value: unknown): { en: string; 'zh-CN': string }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('en' in value && typeof value.en === 'string')
    return [{ en: value.en, 'zh-CN': 'zh-CN' in value ? String(value['zh-CN']) : '' }];
  return Object.values(value).flatMap(texts);
}

/** The clock of a rule's example, of that part of a complaint and with the facts that the rule asks for. */
function workedOut(pack: Pack, rule: Rule) {
  const [type] = rule.startedBy;
  assert.ok(type);
  const at = Temporal.PlainDate.from(rule.example.start).toZonedDateTime({ timeZone: pack.zone, plainTime: '12:00' });
  const part = rule.part === undefined ? {} : { paymentService: rule.part === 'payment' };
  const events = [{ type, at: new Date(at.epochMilliseconds) }];
  return computeClocks({ ...pack, rules: [rule] }, events, { ...part, ...rule.when })[0];
}

test('the packs are those of the table of law, each rule in its pack', () => {
  const ids = [...packs.values()].map(({ id, rules, duties = [] }) => {
    const named = [...rules, ...duties].map((one) => one.id.replace(/(?<=\d)[a-z]$/, ''));
    return `${id}: ${[...new Set(named)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).join(' ')}`;
  });
  assert.deepEqual(ids.sort(), [
    'au-rg271: AU-1 AU-2 AU-3 AU-4 AU-5',
    'cn-12315: CN-1 CN-2 CN-3 CN-4',
    'cn-bank: CN-5',
    'cn-wallet: CN-1 CN-6 CN-7 CN-8',
    'eu-mica: EU-1 EU-2 EU-3 EU-4 EU-5 EU-6 EU-7 EU-8 EU-9 EU-10',
    'eu-psd2: EU-10 EU-11',
    'hk-svf: HK-1 HK-2',
    'iso-default: ISO-1 ISO-2 ISO-3 ISO-4 ISO-5',
    'sg-mas: SG-1 SG-2',
    'uk-disp: UK-1 UK-2 UK-3 UK-4 UK-5 UK-6 UK-7 UK-8 UK-9 UK-10 UK-11 UK-12 UK-13 UK-14',
    'us-cfpb: US-5',
    'us-reg-e: US-1 US-2 US-3 US-4',
  ]);
});

for (const pack of packs.values()) {
  describe(`the pack ${pack.id}`, () => {
    test('names calendars and zones that exist', () => {
      for (const place of [pack, ...Object.values(pack.byResidence ?? {})]) {
        assert.equal(calendar(place.calendar).id, place.calendar);
        assert.doesNotThrow(() => new Intl.DateTimeFormat('en', { timeZone: place.zone }), place.zone);
      }
    });

    test('says everything in both languages', () => {
      const all = texts(pack);
      assert.ok(all.length > 5);
      for (const text of all) assert.ok(text.en !== '' && /\p{Script=Han}/u.test(text['zh-CN']), text.en);
    });

    test('says that it is not legal advice, and when it was read', () => {
      assert.match(pack.notice.en, /not legal advice/i);
      assert.match(pack.version, /^\d{4}-\d\d-\d\d$/);
    });

    test('gives an id once for the same facts', () => {
      const keys = pack.rules.map((rule: Rule) => `${ruleKey(rule)} ${JSON.stringify(rule.when ?? {})}`);
      assert.equal(new Set(keys).size, keys.length);
    });

    for (const rule of pack.rules) {
      test(`counts ${ruleKey(rule)} as it was worked out by hand${rule.when === undefined ? '' : ` (${JSON.stringify(rule.when)})`}`, () => {
        assert.equal(workedOut(pack, rule)?.dueDate, rule.example.due);
      });
    }

    test('says of whatever was not read in its source that it was not', () => {
      for (const { id, evidence, confidence, caveat } of pack.rules)
        assert.ok(confidence !== 'L' || (evidence !== 's' && caveat !== undefined), id);
    });
  });
}

describe('the report of a pack', () => {
  const ids = (lines: readonly { id: string; dueDate: string }[]) => lines.map((line) => `${line.id} ${line.dueDate}`);

  test('eu-mica, half an hour past midnight in Brussels before Easter', () => {
    assert.deepEqual(ids(clockReport('eu-mica', { start: '2026-03-31T22:30:00Z' })), [
      'EU-3 2026-04-07',
      'EU-4 2026-04-10',
      'EU-5 2026-06-01',
    ]);
  });

  test('eu-mica for a payment service adds the fifteen business days of PSD2', () => {
    const lines = clockReport('eu-mica', {
      start: '2026-03-31T22:30:00Z',
      facts: { paymentService: true, residence: 'IE' },
    });
    assert.deepEqual(ids(lines), ['EU-3 2026-04-02', 'EU-4 2026-04-08', 'EU-10 2026-04-22', 'EU-5 2026-05-31']);
  });

  test('iso-default promises a confirmation, three beats and an answer', () => {
    assert.deepEqual(ids(clockReport('iso-default', { start: '2026-03-02T09:00:00Z' })), [
      'ISO-1 2026-03-03',
      'ISO-2 2026-03-05',
      'ISO-3 2026-03-12',
      'ISO-4 2026-03-22',
      'ISO-5 2026-04-01',
    ]);
  });

  const parted = (lines: readonly { id: string; part: string | null; dueDate: string }[]) =>
    lines.map(({ id, part, dueDate }) => `${id}${part === null ? '' : ` ${part}`} ${dueDate}`);

  test('uk-disp gives both limbs where nobody knows which it is, and one where it is known', () => {
    const start = '2026-04-02T10:00:00Z';
    assert.deepEqual(parted(clockReport('uk-disp', { start })), [
      'UK-1 2026-04-09',
      'UK-2 2026-04-13',
      'UK-4 payment 2026-04-27',
      'UK-7 payment 2026-04-27',
      'UK-5 payment 2026-05-27',
      'UK-3 other 2026-05-28',
      'UK-7 other 2026-05-28',
      'UK-8 2026-10-02',
    ]);
    const limb = (paymentService: boolean) =>
      clockReport('uk-disp', { start, facts: { paymentService } }).map(({ id }) => id);
    assert.deepEqual(limb(true), ['UK-1', 'UK-2', 'UK-4', 'UK-7', 'UK-5', 'UK-8']);
    assert.deepEqual(limb(false), ['UK-1', 'UK-2', 'UK-3', 'UK-7', 'UK-8']);
  });

  test('a rule that something else starts is counted as if that had happened, and says what', () => {
    const lines = clockReport('us-reg-e', { start: '2026-11-17T15:00:00Z' });
    assert.deepEqual(
      lines.map(({ id, startedBy, dueDate }) => [id, startedBy, dueDate]),
      [
        ['US-4', 'determined', '2026-11-20'],
        ['US-2', 'received', '2026-12-02'],
        ['US-3', 'received', '2027-01-01'],
        ['US-1', 'statement_sent', '2027-01-16'],
      ],
    );
  });

  test('the old order of the market authority holds for what it began, the new one after', () => {
    const rules = (start: string) => clockReport('cn-12315', { start }).map(({ id }) => id);
    assert.deepEqual(rules('2026-04-14T12:00:00+08:00'), ['CN-1', 'CN-2a', 'CN-4', 'CN-2']);
    assert.deepEqual(rules('2026-04-15T12:00:00+08:00'), ['CN-1', 'CN-4', 'CN-3']);
  });

  test('a start without an offset is local time of the pack', () => {
    const [line] = clockReport('eu-mica', { start: '2026-04-01' });
    assert.equal(line?.start, '2026-03-31T22:00:00.000Z');
  });

  test('a forwarded complaint starts the same clocks in law', () => {
    const start = '2026-03-31T22:30:00Z';
    assert.deepEqual(
      ids(clockReport('eu-mica', { start, receivedBy: 'regulator' })),
      ids(clockReport('eu-mica', { start, receivedBy: 'social' })),
    );
  });

  test('an unknown pack and an unreadable start are said in a sentence', () => {
    assert.throws(
      () => clockReport('atlantis', { start: '2026-03-31' }),
      /There is no pack "atlantis"\. Packs: .*eu-mica.*iso-default/,
    );
    assert.throws(
      () => clockReport('eu-mica', { start: 'yesterday' }),
      /The start "yesterday" is not an ISO 8601 date or time/,
    );
    assert.throws(() => clockReport('eu-mica', { start: '2026-02-30T10:00:00Z' }), /is not an ISO 8601/);
  });
});
