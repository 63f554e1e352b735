import { Type } from 'typebox';
import { personById } from '../../identity/identity.ts';
import { actorName } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import type { Ctx } from '../../platform/command.ts';
import { shardOf } from '../../platform/id.ts';
import type { Merchant } from './contract.ts';
import { decisions } from './merchant-state.ts';
import type { MerchantDecision } from './merchant-state.ts';
import { decidesMerchants, findMerchant } from './merchant.ts';
import { decisionMail } from './mails.ts';
import { checkoutProblem } from './problems.ts';

export const decideMerchant = command({
  name: 'wallet.decide-merchant',
  summary: 'Approves or refuses a merchant, suspends one or ends a suspension; he reads the reason.',
  rest: 'POST /merchants/{person}/decision',
  can: decidesMerchants,
  input: input({
    person: Type.String({ format: 'uuid', description: 'The merchant’s id' }),
    decision: Type.Enum(['approve', 'refuse', 'suspend', 'reinstate'] satisfies MerchantDecision[]),
    reason: Type.Optional(Type.String({ maxLength: 1000, description: 'Needed to refuse and to suspend' })),
  }),
  run: async (ctx, { person, decision, reason }) => {
    ctx.about(`person:${person}`);
    if (ctx.actor.kind === 'person' && ctx.actor.id === person) throw checkoutProblem('own-merchant');
    const merchant = await findMerchant(ctx.tx, person, { lock: true });
    if (merchant === undefined) throw checkoutProblem('unknown-merchant');
    const { from, to, needsReason } = decisions[decision];
    if (!from.includes(merchant.state)) throw checkoutProblem('merchant-decided');
    const said = reason?.trim() || null;
    if (needsReason && said === null)
      throw checkoutProblem('reason-missing', {}, [
        { pointer: '/reason', detail: checkoutProblem('reason-missing').text.detail },
      ]);
    const decided = { state: to, reason: said, decided_at: ctx.now, decided_by: actorName(ctx.actor) };
    await ctx.tx
      .updateTable('wallet.merchants')
      .set(decided)
      .where('shard', '=', shardOf(person))
      .where('person_id', '=', person)
      .execute();
    await tell(ctx, { ...merchant, state: to, reason: said }, decision);
  },
});

async function tell(ctx: Ctx, merchant: Merchant, decision: MerchantDecision): Promise<void> {
  const person = await personById(ctx.tx, merchant.personId);
  if (person === undefined) return;
  const payload = decisionMail(ctx.config, { merchant, decision, locale: person.locale });
  await ctx.send({ kind: 'mail', key: `merchant ${merchant.personId} ${decision} ${ctx.now.toISOString()}`, payload });
}
