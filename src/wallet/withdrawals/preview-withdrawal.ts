import { getBalances } from '../../ledger/ledger.ts';
import { hasRole } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { queryable } from '../../platform/db.ts';
import { walletAccountId } from '../account.ts';
import { checkLimits } from '../limits/limits.ts';
import { arrivals } from './promise.ts';
import { reasonTexts } from './reasons.ts';
import { explain, judge, readWithdrawal, withdrawalFields } from './withdrawal-request.ts';

/** Shows what a withdrawal would do before anything moves; refuses what asking for it now would refuse. */
export const previewWithdrawal = query({
  name: 'wallet.preview-withdrawal',
  summary:
    'Shows the fee, what arrives, when, and whether a person looks at it first, before a withdrawal is asked for.',
  rest: 'POST /withdrawals/preview',
  can: (actor) => hasRole(actor, 'customer'),
  input: input(withdrawalFields),
  run: async (ctx, given) => {
    const request = await readWithdrawal(ctx, given);
    const { personId, asset, amount, quote, destination } = request;
    const { fee, version: feeVersion } = quote;
    const account = walletAccountId(personId, asset.code);
    const state = (await getBalances(queryable(ctx.db), [account])).get(account);
    if (state === undefined) throw await explain(ctx, request, 'debit-account-not-found');
    if (state.closedAt !== null) throw await explain(ctx, request, 'debit-account-closed');
    if (state.frozen !== 'none') throw await explain(ctx, request, 'debit-account-frozen');
    if (state.available < amount + fee) throw await explain(ctx, request, 'insufficient-funds');
    const limit = await checkLimits(ctx, { personId, operation: 'withdrawal', asset: asset.code, amount });
    const { to, reasons = [], promisedAt } = await judge(ctx, request);
    return {
      asset: asset.code,
      decimals: asset.decimals,
      amount,
      fee,
      feeVersion,
      total: amount + fee,
      availableAfter: state.available - amount - fee,
      destination,
      arrival: arrivals[destination.rail].text,
      /** What comes first: `approved` goes on its way at once. */
      first: to,
      reasons: reasons.map((code) => ({ code, text: reasonTexts[code] })),
      promisedAt,
      /** What may still leave today after this one, by this person's limits. */
      leftToday: limit.leftToday - amount,
    };
  },
});
