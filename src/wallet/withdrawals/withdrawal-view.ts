import { Type } from 'typebox';
import type { Selectable } from 'kysely';
import { isStaff } from '../../platform/actor.ts';
import type { Actor } from '../../platform/actor.ts';
import { assert } from '../../platform/assert.ts';
import type { Config } from '../../platform/config.ts';
import type { Database } from '../../platform/db.ts';
import { shardOf } from '../../platform/id.ts';
import type { Localized } from '../../platform/localized.ts';
import type { WalletWithdrawals } from '../../platform/schema.ts';
import { findAsset } from '../asset.ts';
import { referenceOf } from '../transaction.ts';
import type { ReasonView, WithdrawalStep, WithdrawalView } from './contract.ts';
import { readDetails } from './destinations.ts';
import { transfersOf } from './money.ts';
import { isReason, reasonTexts } from './reasons.ts';
import { isOpen, mayCancel, stateRules, stateTexts } from './states.ts';
import { readState } from './withdrawal-row.ts';

export const withdrawalField = Type.String({ format: 'uuid', description: 'The withdrawal’s id' });

/** How many people must approve a withdrawal under review. */
export function approvalsNeeded(
  { secondPersonFrom }: Pick<Config, 'secondPersonFrom'>,
  { asset, amount }: { readonly asset: string; readonly amount: bigint },
): number {
  const from = secondPersonFrom.get(asset);
  return from === undefined || amount >= from ? 2 : 1;
}

function readReasons(codes: readonly string[], outside: unknown): ReasonView[] {
  return codes.map((code) => {
    assert(isReason(code), 'a withdrawal has reasons that we know');
    return { code, text: (code === 'rail' ? localizedOf(outside) : undefined) ?? reasonTexts[code] };
  });
}

function localizedOf(value: unknown): Localized | undefined {
  if (typeof value !== 'object' || value === null || !('en' in value) || !('zh-CN' in value)) return undefined;
  return { en: String(value.en), 'zh-CN': String(value['zh-CN']) };
}

type Row = Selectable<WalletWithdrawals> & { readonly label: string };

/** A withdrawal as people read it. */
export function toView(config: Pick<Config, 'assets'>, row: Row): WithdrawalView {
  const asset = findAsset(config, row.asset);
  assert(asset, 'a withdrawal is of an asset of the installation');
  const [state, destination, ids] = [readState(row.state), readDetails(row.destination), transfersOf(row.id)];
  return {
    id: row.id,
    number: referenceOf(ids.hold),
    transactionId: stateRules[state].hold === 'posted' ? ids.settlement : ids.hold,
    personId: row.person_id,
    asset: asset.code,
    decimals: asset.decimals,
    amount: row.amount,
    fee: row.fee,
    rail: destination.rail,
    label: row.label,
    destination,
    state,
    stateText: stateTexts[state],
    reasons: readReasons(row.reasons, row.reason_text),
    since: row.since,
    requestedAt: row.requested_at,
    promisedAt: row.promised_at,
    promiseMissedAt: row.promise_missed_at,
    reference: row.reference,
    returnedAmount: row.returned_amount,
    mayCancel: mayCancel(state),
    open: isOpen(state),
  };
}

export function selectWithdrawals(db: Database) {
  return db
    .selectFrom('wallet.withdrawals as w')
    .innerJoin('wallet.destinations as d', (join) =>
      join.onRef('d.shard', '=', 'w.shard').onRef('d.id', '=', 'w.destination_id'),
    )
    .selectAll('w')
    .select('d.label');
}

/** One withdrawal; undefined where there is none, or the reader may not see it. */
export async function findWithdrawal(
  { db, config }: { readonly db: Database; readonly config: Pick<Config, 'assets'> },
  id: string,
  viewer: Actor,
): Promise<WithdrawalView | undefined> {
  const row = await selectWithdrawals(db).where('w.shard', '=', shardOf(id)).where('w.id', '=', id).executeTakeFirst();
  if (row === undefined) return undefined;
  const mine = viewer.kind === 'person' && viewer.id === row.person_id;
  return mine || isStaff(viewer) ? toView(config, row) : undefined;
}

/** Withdrawals shown beside a wallet or another withdrawal. */
const recentMax = 10;

/** A person's latest withdrawals, for staff. */
export async function recentWithdrawals(
  { db, config }: { readonly db: Database; readonly config: Pick<Config, 'assets'> },
  personId: string,
): Promise<WithdrawalView[]> {
  const rows = await selectWithdrawals(db)
    .where('w.shard', '=', shardOf(personId))
    .where('w.person_id', '=', personId)
    .orderBy('w.id', 'desc')
    .limit(recentMax)
    .execute();
  return rows.map((row) => toView(config, row));
}

/** A withdrawal's record, from its beginning; who did what is for staff. */
export async function readSteps(db: Database, id: string, viewer: Actor): Promise<WithdrawalStep[]> {
  const rows = await db
    .selectFrom('wallet.withdrawal_steps')
    .selectAll()
    .where('shard', '=', shardOf(id))
    .where('withdrawal_id', '=', id)
    .orderBy('number')
    .execute();
  const staff = isStaff(viewer);
  return rows.map((row) => {
    const state = readState(row.state);
    return {
      number: row.number,
      state,
      stateText: stateTexts[state],
      reasons: readReasons(row.reasons, null),
      at: row.at,
      by: staff ? row.by : null,
      note: staff ? row.note : null,
    };
  });
}
