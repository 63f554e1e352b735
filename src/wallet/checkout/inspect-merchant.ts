import { Type } from 'typebox';
import { personById } from '../../identity/identity.ts';
import { isStaff } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { shardOf } from '../../platform/id.ts';
import { toEndpoint } from '../webhooks/endpoint-row.ts';
import { checkoutProblem } from './problems.ts';
import { findMerchant } from './merchant.ts';

const endpointsShown = 20;

export const inspectMerchant = query({
  name: 'wallet.inspect-merchant',
  summary:
    'One merchant as staff see him: who he is, what he sells, how his payments went, and whether webhooks reach him.',
  rest: 'GET /merchants/{person}',
  can: isStaff,
  input: input({ person: Type.String({ format: 'uuid' }) }),
  run: async ({ db, now }, { person: personId }) => {
    const [merchant, person] = await Promise.all([findMerchant(db, personId), personById(db, personId)]);
    if (merchant === undefined || person === undefined) throw checkoutProblem('unknown-merchant');
    const counts = await db
      .selectFrom('wallet.checkout_payments')
      .select(({ fn }) => ['state', fn.countAll<bigint>().as('count')])
      .where('shard', '=', shardOf(personId))
      .where('merchant_id', '=', personId)
      .groupBy('state')
      .execute();
    const endpoints = await db
      .selectFrom('wallet.webhook_endpoints')
      .selectAll()
      .where('shard', '=', shardOf(personId))
      .where('merchant_id', '=', personId)
      .orderBy('id', 'desc')
      .limit(endpointsShown)
      .execute();
    return {
      merchant,
      person: { id: person.id, name: person.name, email: person.email },
      payments: counts.map(({ state, count }) => ({ state, count: Number(count) })),
      endpoints: endpoints.map((row) => toEndpoint(row, now)),
    };
  },
});
