import { hasRole } from '../../platform/actor.ts';
import { assert } from '../../platform/assert.ts';
import { input, query } from '../../platform/command.ts';
import { shardOf } from '../../platform/id.ts';
import { personById } from '../../identity/identity.ts';
import { findAsset } from '../asset.ts';
import { maskName } from '../masked-name.ts';
import { personIdOf } from '../payment.ts';
import { findRecall } from './recalls.ts';

/** Recalls that are shown at once. */
const shownMax = 20;

export const listRecalls = query({
  name: 'wallet.list-recalls',
  summary: 'Lists the payments that their senders ask one to return, and that wait for an answer.',
  rest: 'GET /recalls',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({}),
  run: async ({ actor, db, config }) => {
    const personId = personIdOf(actor);
    const rows = await db
      .selectFrom('wallet.recalls_to_answer')
      .select('transfer_id')
      .where('shard', '=', shardOf(personId))
      .where('person_id', '=', personId)
      .limit(shownMax)
      .execute();
    const recalls = await Promise.all(
      rows.map(async ({ transfer_id: transferId }) => {
        const recall = await findRecall(db, transferId);
        assert(recall, 'a recall that waits exists');
        const [sender, asset] = [await personById(db, recall.senderId), findAsset(config, recall.asset)];
        assert(sender && asset, 'a recall is a person’s and in an asset of the installation');
        const { amount, expiresAt } = recall;
        return {
          transactionId: transferId,
          from: maskName(sender.name),
          asset: asset.code,
          decimals: asset.decimals,
          amount,
          expiresAt,
        };
      }),
    );
    return { recalls };
  },
});
