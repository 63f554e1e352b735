import { systemCaller } from '../platform/door.ts';
import { newId } from '../platform/id.ts';
import { readBankDestination } from './bank/destination.ts';
import { cancelPayout, payoutShard, queuePayout, readPayoutStatus } from './bank/payouts.ts';
import type { Rail, RailWorld } from './rail.ts';

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

const minuteMs = 60_000;

/** Makes the batches once the oldest payout has waited its time, so that a day brings some files and not hundreds. */
async function makeDueBatches({ db, config, clock, door }: RailWorld): Promise<void> {
  const due = await db
    .selectFrom('rails.bank_payouts')
    .select('id')
    .where('shard', '=', payoutShard)
    .where('state', '=', 'queued')
    .where('queued_at', '<=', new Date(clock.now().getTime() - config.bankBatchMinutes * minuteMs))
    .limit(1)
    .executeTakeFirst();
  if (due !== undefined) await door.callUntyped('rails.make-bank-batches', {}, systemCaller('bank', newId(0)));
}

export default {
  id: 'bank',
  carries: (_config, asset) => currencies.has(asset),
  depositTarget: (_ctx, _owner, _asset, reference) => Promise.resolve({ rail: 'bank', reference }),
  readDestination: (reader, _owner, typed) => readBankDestination(reader, typed),
  submit: queuePayout,
  cancel: cancelPayout,
  payoutStatus: readPayoutStatus,
  observe: makeDueBatches,
  // A bank says what we hold by its statements, which the wallet books and compares itself.
  holdings: () => Promise.resolve([]),
} satisfies Rail;
