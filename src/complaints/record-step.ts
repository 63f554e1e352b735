import { Temporal } from 'temporal-polyfill';
import { Type } from 'typebox';
import { command, input } from '../platform/command.ts';
import type { Ctx } from '../platform/command.ts';
import { hashOf } from './case-secrets.ts';
import { lockCase } from './case-store.ts';
import { outsideSteps } from './case-state.ts';
import { changeCase } from './change-case.ts';
import { choosePacks } from './choose-packs.ts';
import { localDate } from './clocks/engine.ts';
import { readDay } from './delay.ts';
import { staffNote, worksCases } from './desk.ts';
import { complaintsProblem } from './problems.ts';
import { numberField, reasonField, versionField } from './schemas.ts';
import { refuseStale } from './stale.ts';

export const recordStep = command({
  name: 'complaints.record-step',
  summary:
    'Records what happened elsewhere and the law counts from: an authority sent the complaint on, accepted or closed it, money was credited for the time being, …',
  rest: 'POST /cases/{number}/steps',
  can: worksCases,
  input: input({
    number: numberField,
    version: versionField,
    step: Type.Enum([...outsideSteps]),
    on: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'The day on which it happened' }),
    until: Type.Optional(
      Type.String({
        pattern: '^\\d{4}-\\d{2}-\\d{2}$',
        description: 'Of testing that begins: the day on which it is expected to end',
      }),
    ),
    reason: reasonField,
  }),
  run: async (ctx, { number, version, step, on, until = null, reason }) => {
    const found = await lockCase(ctx, number);
    await refuseStale(ctx, found, version);
    const at = noonOf(ctx, on);
    const { product, residence, packs } = found.record;
    const { licences, jurisdiction } = ctx.config;
    const forwarded = step === 'forwarded_by_regulator' || step === 'referred';
    const governing = forwarded
      ? choosePacks({ licences, otherwise: jurisdiction, product, residence, forwarded })
      : packs;
    const attempt = {
      act: 'record-step',
      step,
      at,
      until,
      packs: governing.filter((id) => !packs.includes(id)),
      textHash: hashOf(reason),
    } as const;
    const { record } = await changeCase(ctx, found, attempt, [staffNote(ctx, 'reason', reason)]);
    return { number: found.row.number, version: record.version };
  },
});

/** An instant of that day, whatever the zone in which its clocks are counted; of today, now. */
function noonOf({ config, now }: Ctx, on: string): Date {
  const day = readDay(on);
  const today = localDate(now, config.zone);
  if (day === null || Temporal.PlainDate.compare(day, today) > 0)
    throw complaintsProblem('step-to-come', {}, [{ pointer: '/on', detail: passed }]);
  const noon = day.toZonedDateTime({ timeZone: config.zone, plainTime: '12:00' });
  return new Date(Math.min(noon.epochMilliseconds, now.getTime()));
}

const passed = { en: 'Name today or a day that has passed.', 'zh-CN': '请填写今天或已经过去的日期。' } as const;
