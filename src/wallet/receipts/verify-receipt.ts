import { Type } from 'typebox';
import { assert } from '../../platform/assert.ts';
import { input, query } from '../../platform/command.ts';
import { shardOf } from '../../platform/id.ts';
import { findAsset } from '../asset.ts';
import { readLinkToken } from '../link-token.ts';
import { readParties } from '../party.ts';
import { readTransfers } from '../read-transfer.ts';
import { referenceOf } from '../transaction.ts';
import { receiptProblem } from './problems.ts';

export const verifyReceipt = query({
  name: 'wallet.verify-receipt',
  summary: 'Reads of a payment, by the link that its sender made: amount, asset, date, reference and masked names.',
  rest: 'GET /receipts/{token}',
  can: () => true,
  input: input({ token: Type.String({ minLength: 1, maxLength: 100 }) }),
  run: async ({ db, config }, { token }) => {
    const id = readLinkToken(config.masterKey, 'receipt', token);
    const shared = id === undefined ? undefined : await isShared(db, id);
    if (id === undefined || !shared) throw receiptProblem('receipt-unknown');
    const [transfer] = await readTransfers(db, { lowest: id, highest: id }, config.shards);
    assert(transfer, 'what was shared is on the books');
    const asset = findAsset(config, transfer.asset);
    const parties = await readParties(db, [transfer.debit, transfer.credit], { kind: 'guest' });
    const [from, to] = [parties.get(transfer.debit), parties.get(transfer.credit)];
    assert(asset && from?.kind === 'person' && to?.kind === 'person', 'a payment is between two people');
    return {
      amount: transfer.amount,
      asset: asset.code,
      decimals: asset.decimals,
      at: transfer.at,
      reference: referenceOf(id),
      from: from.name,
      to: to.name,
    };
  },
});

async function isShared(db: Parameters<typeof readTransfers>[0], id: string): Promise<boolean> {
  const row = await db
    .selectFrom('wallet.shared_receipts')
    .select('transfer_id')
    .where('shard', '=', shardOf(id))
    .where('transfer_id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}
