import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { shardOf } from '../../platform/id.ts';
import type { Merchant } from './contract.ts';
import { findMerchant, merchantIdOf } from './merchant.ts';
import { checkoutProblem } from './problems.ts';
import { readWebsite } from './web-address.ts';

export const applyAsMerchant = command({
  name: 'wallet.apply-as-merchant',
  summary: 'Applies to take payments as a merchant; again after a refusal.',
  rest: 'POST /merchant/application',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({
    tradingName: Type.String({ minLength: 1, maxLength: 80, description: 'As customers know the business' }),
    sells: Type.String({ minLength: 1, maxLength: 500, description: 'What is sold' }),
    website: Type.String({ minLength: 1, maxLength: 200 }),
    contact: Type.String({ format: 'email', maxLength: 254, description: 'E-mail address for customers and for us' }),
  }),
  run: async (ctx, { tradingName, sells, website, contact }): Promise<Merchant> => {
    const personId = merchantIdOf(ctx.actor);
    ctx.about(`person:${personId}`);
    const present = await findMerchant(ctx.tx, personId, { lock: true });
    if (present !== undefined && present.state !== 'refused') throw checkoutProblem('already-a-merchant');
    const said = { trading_name: tradingName.trim(), sells: sells.trim(), website: readWebsite(website), contact };
    const application = {
      ...said,
      state: 'applied',
      reason: null,
      applied_at: ctx.now,
      decided_at: null,
      decided_by: null,
    };
    const applied = await ctx.tx
      .insertInto('wallet.merchants')
      .values({ shard: shardOf(personId), person_id: personId, ...application })
      .onConflict((conflict) =>
        conflict
          .columns(['shard', 'person_id'])
          .doUpdateSet(application)
          .where('wallet.merchants.state', '=', 'refused'),
      )
      .returning('person_id')
      .executeTakeFirst();
    if (applied === undefined) throw checkoutProblem('already-a-merchant');
    return {
      personId,
      tradingName: said.trading_name,
      sells: said.sells,
      website: said.website,
      contact,
      state: 'applied',
      reason: null,
      appliedAt: ctx.now,
      decidedAt: null,
    };
  },
});
