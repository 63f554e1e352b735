import assert from 'node:assert/strict';
import { computeClocks } from '../src/complaints/clocks/engine.ts';
import type { CaseClock, ClockEvent } from '../src/complaints/clocks/engine.ts';
import type { ClockEventType, CountedUnit, Pack, Place, Rule } from '../src/complaints/clocks/pack.ts';

export const brussels: Place = { zone: 'Europe/Brussels', calendar: 'target' };
export const london: Place = { zone: 'Europe/London', calendar: 'gb-england-and-wales' };
export const shanghai: Place = { zone: 'Asia/Shanghai', calendar: 'cn' };
export const newYork: Place = { zone: 'America/New_York', calendar: 'us-federal' };

/** A pack of one rule. */
export function packOf(place: Place, rule: Partial<Rule>): Pack {
  const text = { en: 'test', 'zh-CN': '测试' };
  return {
    id: 'test',
    version: '2026-11-22',
    title: text,
    notice: text,
    binding: 'law',
    ...place,
    rules: [
      {
        id: 'T-1',
        clause: 'art. 1',
        title: text,
        bearer: 'provider',
        startedBy: ['received'],
        countFrom: 'day_after',
        limit: { unit: 'month', count: 2 },
        stoppedBy: ['answered'],
        mustContain: [],
        confidence: 'H',
        evidence: 's',
        example: { start: '2026-01-01', due: '2026-03-01' },
        ...rule,
      },
    ],
  };
}

/** An event at an instant. */
export function at(type: ClockEventType, instant: string, until?: string): ClockEvent {
  return { type, at: new Date(instant), ...(until === undefined ? {} : { until }) };
}

/** The one clock that events start. */
export function onlyClock(pack: Pack, ...events: ClockEvent[]): CaseClock {
  const [clock, ...others] = computeClocks(pack, events);
  assert.ok(clock !== undefined && others.length === 0, 'one clock expected');
  return clock;
}

/** The last day of a limit counted from a receipt. */
export function dueDate(
  place: Place,
  unit: CountedUnit,
  count: number,
  start: string,
  countFrom: Rule['countFrom'] = 'day_after',
): string {
  return onlyClock(packOf(place, { limit: { unit, count }, countFrom }), at('received', start)).dueDate;
}
