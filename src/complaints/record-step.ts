import { Type } from 'typebox';
import { command, input } from '../platform/command.ts';
import { hashOf } from './case-secrets.ts';
import { lockCase } from './case-store.ts';
import { outsideSteps } from './case-state.ts';
import { changeCase } from './change-case.ts';
import { choosePacks } from './choose-packs.ts';
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
    at: Type.String({ format: 'date-time', description: 'When it happened' }),
    until: Type.Optional(
      Type.String({ format: 'date', description: 'Of testing that begins: the day it is expected to end' }),
    ),
    reason: reasonField,
  }),
  run: async (ctx, { number, version, step, at, until = null, reason }) => {
    const found = await lockCase(ctx, number);
    await refuseStale(ctx, found, version);
    const instant = new Date(at);
    if (!(instant <= ctx.now)) throw complaintsProblem('step-to-come');
    const { product, residence, packs } = found.record;
    const { licences, jurisdiction } = ctx.config;
    const forwarded = step === 'forwarded_by_regulator' || step === 'referred';
    const governing = forwarded
      ? choosePacks({ licences, otherwise: jurisdiction, product, residence, forwarded })
      : packs;
    const attempt = {
      act: 'record-step',
      step,
      at: instant,
      until,
      packs: governing.filter((id) => !packs.includes(id)),
      textHash: hashOf(reason),
    } as const;
    const { record } = await changeCase(ctx, found, attempt, [staffNote(ctx, 'reason', reason)]);
    return { number: found.row.number, version: record.version };
  },
});
