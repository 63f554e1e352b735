import { Type } from 'typebox';
import { setVerificationLevel, verificationLevelOf } from '../../identity/identity.ts';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { emit } from '../../platform/event.ts';
import { shardOf } from '../../platform/id.ts';
import { verificationChanged } from '../events.ts';
import { personIdOf } from '../payment.ts';
import { askedLevels, refusalReasonCodes } from './contract.ts';
import type { RefusalReason } from './contract.ts';
import { verificationProblem } from './problems.ts';
import { readVerification } from './store.ts';
import type { VerificationRow } from './store.ts';

export const decideVerification = command({
  name: 'wallet.decide-verification',
  summary:
    'The second of two people of compliance approves a verification, which raises the level, or refuses it with reasons that the customer reads.',
  rest: 'POST /verifications/{verification}/decision',
  can: (actor) => hasRole(actor, 'compliance', 'admin'),
  input: input({
    verification: Type.String({ format: 'uuid' }),
    approve: Type.Boolean(),
    reasons: Type.Optional(Type.Array(Type.Enum(refusalReasonCodes), { maxItems: refusalReasonCodes.length })),
    remark: Type.Optional(Type.String({ maxLength: 1000, description: 'The customer reads it' })),
  }),
  run: async (ctx, { verification: id, approve, reasons = [], remark = '' }) => {
    const by = personIdOf(ctx.actor);
    const row = await readVerification(ctx.tx, id, true);
    requireSecond(row, by);
    if (!approve) requireReasons(reasons, remark);
    const state = approve ? 'approved' : 'refused';
    const level = askedLevels.find((known) => known === row.level) ?? 1;
    await ctx.tx
      .updateTable('wallet.verifications')
      .set({
        state,
        decided_at: ctx.now,
        decided_by: by,
        reasons: approve ? [] : [...new Set(reasons)],
        remark: remark.trim() === '' ? null : remark.trim(),
      })
      .where('shard', '=', shardOf(id))
      .where('id', '=', id)
      .execute();
    if (approve && (await verificationLevelOf(ctx.tx, row.person_id)) < level)
      await setVerificationLevel(ctx.tx, row.person_id, level);
    await emit(ctx, verificationChanged, { personId: row.person_id, verificationId: id, level, state, at: ctx.now });
    ctx.about(`person:${row.person_id}`);
  },
});

/** Four eyes: whoever decides is neither who recommended nor whose it is. */
function requireSecond(row: VerificationRow, by: string): void {
  if (row.person_id === by) throw verificationProblem('verification-own');
  if (row.state !== 'recommended') throw verificationProblem('verification-moved-on');
  if (row.recommended_by === by) throw verificationProblem('verification-second-person');
}

function requireReasons(reasons: readonly RefusalReason[], remark: string): void {
  if (reasons.length > 0 && (!reasons.includes('other') || remark.trim() !== '')) return;
  const { detail } = verificationProblem('verification-reason-missing').text;
  throw verificationProblem('verification-reason-missing', {}, [
    { pointer: reasons.length > 0 ? '/remark' : '/reasons', detail },
  ]);
}
