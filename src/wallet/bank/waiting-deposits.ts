import { sql } from 'kysely';
import type { Database } from '../../platform/db.ts';
import type { Localized } from '../../platform/localized.ts';
import { providerShard } from '../account.ts';
import { openReasons } from './bank-line.ts';
import type { OpenReason } from './bank-line.ts';

/** Money that reached our bank with a person's reference and waits for a check, as that person may see it. */
export interface WaitingDeposit {
  readonly id: string;
  readonly asset: string;
  readonly amount: bigint;
  readonly bookedOn: string;
  readonly payerName: string | null;
  readonly whyText: Localized;
}

const depositsMax = 20;

/** A person's deposits that wait, the latest first. */
export async function readWaitingDeposits(db: Database, personId: string): Promise<readonly WaitingDeposit[]> {
  const { rows } = await sql<Omit<WaitingDeposit, 'whyText'> & { readonly why: OpenReason }>`
    select id, asset, amount, booked_on::text as "bookedOn", payer_name as "payerName", why_open as why
    from wallet.bank_lines where shard = ${providerShard} and person_id = ${personId} and state = 'open' and direction = 'in'
      and payout_id is null
    order by id desc limit ${depositsMax}`.execute(db);
  return rows.map(({ why, ...deposit }) => ({ ...deposit, whyText: openReasons[why] }));
}
