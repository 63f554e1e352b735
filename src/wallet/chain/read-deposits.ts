import type { Database, Tx } from '../../platform/db.ts';
import type { Config } from '../../platform/config.ts';
import type { Localized } from '../../platform/localized.ts';
import type { AssetFormat } from '../../platform/money.ts';
import { shardOf } from '../../platform/id.ts';
import { findAsset } from '../asset.ts';
import type { ChainDeposit } from '../../rails/rails.ts';
import type { BookRow } from './deposit-book.ts';

/** Where a deposit on the chain is, in one word for rail and books together. */
const chainDepositStates = [
  'confirming',
  'credited',
  'ignored',
  'vanished',
  'refused',
  'missing',
  'reversed',
  'closed',
] as const;
export type ChainDepositState = (typeof chainDepositStates)[number];

const texts: Readonly<Record<Exclude<ChainDepositState, 'ignored'>, Localized>> = {
  confirming: {
    en: 'It is on the chain. We credit it once enough blocks stand on it, so that nobody can undo it.',
    'zh-CN': '已上链。待足够的后续区块确认、无法再被撤销后，我们将为您入账。',
  },
  credited: { en: 'It is in your wallet.', 'zh-CN': '已存入您的钱包。' },
  vanished: {
    en: 'The chain dropped the block that it was in. Mostly it comes back within minutes and is credited then; if not, the sender still has the money.',
    'zh-CN': '它所在的区块已被链上撤销。通常几分钟内会重新上链并入账；若没有，资金仍在付款方处。',
  },
  refused: {
    en: 'It arrived, but your wallet takes no money at the moment. We keep it for you and credit it as soon as that is over.',
    'zh-CN': '款项已到达，但您的钱包目前无法收款。我们会为您保管，恢复后立即入账。',
  },
  missing: {
    en: 'It was credited, and then the chain undid it. We set the amount aside while a person looks at it; if it comes back, it is yours again at once.',
    'zh-CN': '这笔款项入账后被区块链撤销。金额已暂时预留，正在人工核实；如重新上链，将立即恢复给您。',
  },
  reversed: {
    en: 'The chain undid it for good, so the credit was taken back.',
    'zh-CN': '该笔充值已被区块链永久撤销，入账已收回。',
  },
  closed: { en: 'A person dealt with it.', 'zh-CN': '已由人工处理。' },
};

export interface ChainDepositView extends Omit<ChainDeposit, 'state' | 'reason' | 'asset'> {
  readonly asset: AssetFormat | null;
  readonly state: ChainDepositState;
  /** What it means for the customer, and what comes next. */
  readonly text: Localized;
  readonly code: string | null;
  /** The transaction by which it was credited. */
  readonly transactionId: string | null;
  readonly held: bigint | null;
  readonly settled: { readonly at: Date; readonly by: string; readonly because: string } | null;
}

export async function withBooks(
  db: Database | Tx,
  config: Pick<Config, 'assets'>,
  deposits: readonly ChainDeposit[],
): Promise<ChainDepositView[]> {
  const rows = new Map<string, BookRow>();
  for (const [shard, group] of Map.groupBy(deposits, ({ id }) => shardOf(id))) {
    const found = await db
      .selectFrom('wallet.chain_deposits')
      .selectAll()
      .where('shard', '=', shard)
      .where(
        'deposit_id',
        'in',
        group.map(({ id }) => id),
      )
      .execute();
    for (const row of found) rows.set(row.deposit_id, row);
  }
  return deposits.map((deposit) => toView(config, deposit, rows.get(deposit.id)));
}

function toView(config: Pick<Config, 'assets'>, deposit: ChainDeposit, row: BookRow | undefined): ChainDepositView {
  const state = stateOf(deposit, row);
  const text = state === 'ignored' ? (deposit.reason?.text ?? texts.closed) : texts[state];
  return {
    ...deposit,
    asset: deposit.asset === null ? null : (findAsset(config, deposit.asset) ?? null),
    state,
    text,
    code: row?.why ?? deposit.reason?.code ?? null,
    transactionId: row?.transfer_id ?? null,
    held: row?.held ?? null,
    settled:
      row === undefined || row.settled_at === null
        ? null
        : { at: row.settled_at, by: row.settled_by ?? '', because: row.settled_because ?? '' },
  };
}

function stateOf(deposit: ChainDeposit, row: BookRow | undefined): ChainDepositState {
  const booked = chainDepositStates.find((known) => known === row?.state);
  if (booked !== undefined) return booked;
  switch (deposit.state) {
    case 'seen':
    case 'confirmed':
      return 'confirming';
    case 'vanished':
      return 'vanished';
    case 'ignored':
      return 'ignored';
  }
}
