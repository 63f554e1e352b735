import { sql } from 'kysely';
import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { providerShard } from '../account.ts';
import { codeOf } from './code.ts';

const codesMax = 1000;

export const listCouponCodes = query({
  name: 'wallet.list-coupon-codes',
  summary: 'Reads the codes of a campaign that nobody has taken yet, to hand them out; each is as good as money.',
  rest: 'GET /coupons/{campaign}/codes',
  can: (actor) => hasRole(actor, 'supervisor', 'admin'),
  input: input({ campaign: Type.String({ maxLength: 60 }) }),
  run: async ({ db, config, now }, { campaign }): Promise<{ readonly codes: readonly string[] }> => {
    const { rows } = await sql<{ id: string }>`
      select id from wallet.coupons where shard = ${providerShard} and campaign = ${campaign} and person_id is null
        and state = 'open' and expires_at > ${now} order by id limit ${codesMax}`.execute(db);
    return { codes: rows.map(({ id }) => codeOf(config, id)) };
  },
});
