import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { calendar } from './calendar.ts';
import type { Pack } from './pack.ts';
import { packs } from './packs.ts';
import { clockReport } from './report-clocks.ts';

function texts(value: unknown): { en: string; 'zh-CN': string }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('en' in value && typeof value.en === 'string')
    return [{ en: value.en, 'zh-CN': 'zh-CN' in value ? String(value['zh-CN']) : '' }];
  return Object.values(value).flatMap(texts);
}

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
      const keys = pack.rules.map((rule: Pack['rules'][number]) => `${rule.id} ${JSON.stringify(rule.when ?? {})}`);
      assert.equal(new Set(keys).size, keys.length);
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
