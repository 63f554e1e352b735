import type { EvmAsset } from '../../platform/evm-settings.ts';
import type { Localized } from '../../platform/localized.ts';
import { amountMax } from '../../platform/money.ts';
import type { TokenTransfer, ChainTransaction } from './node.ts';

/** Why something that reached one of our addresses is not credited by itself. */
export const ignoredReasons = {
  'below-minimum': {
    en: 'It is less than the smallest deposit that we credit. We keep it on record for you; ask us, and a person looks at it.',
    'zh-CN': '金额低于可自动入账的最低充值额。我们已为您登记，您可以联系我们由人工处理。',
  },
  'wrong-token': {
    en: 'It is a token that we do not carry, so it cannot be credited. It is on record and not lost; tell us where it came from, and we see whether it can be sent back.',
    'zh-CN': '这是我们不支持的代币，无法入账。款项已登记，不会丢失；请告诉我们来源，我们会查看能否退回。',
  },
  'by-contract': {
    en: 'It reached your address without a transaction that shows it, for example from inside a contract, so it was noticed by the balance. A person credits it.',
    'zh-CN': '这笔款项没有可查的独立交易（例如由合约内部转入），我们通过余额变化发现了它，将由人工入账。',
  },
} as const satisfies Record<string, Localized>;
export type IgnoredReason = keyof typeof ignoredReasons;

/** A movement to one of our addresses, as a block shows it. */
export interface Arrival {
  /** Names the movement for ever, in whatever block it is: a reorganisation may place it anew. */
  readonly key: string;
  readonly address: string;
  readonly sender: string;
  readonly token: string | null;
  readonly amount: bigint;
  readonly txHash: string;
  readonly height: number;
}

/** What becomes of an arrival when it is first seen. */
export interface Judgement {
  readonly asset: string | null;
  readonly need: number;
  readonly reason: IgnoredReason | null;
}

/** Confirmations until which something that is not credited may still vanish. */
const needOfForeign = 12;

export function judge({ token, amount }: Pick<Arrival, 'token' | 'amount'>, assets: readonly EvmAsset[]): Judgement {
  const asset = assets.find((candidate) => candidate.token === token);
  if (asset === undefined) return { asset: null, need: needOfForeign, reason: 'wrong-token' };
  const reason = amount < asset.minimum ? 'below-minimum' : null;
  return { asset: asset.code, need: asset.confirmations, reason };
}

/** Native coin that transactions of a block move; a movement of nothing is none. */
export function nativeArrivals(transactions: readonly ChainTransaction[], height: number): Arrival[] {
  return transactions.flatMap(({ hash, from, to, value }) =>
    to === null || value === 0n
      ? []
      : [
          {
            key: `${hash} native ${value}`,
            address: to,
            sender: from,
            token: null,
            amount: capped(value),
            txHash: hash,
            height,
          },
        ],
  );
}

/**
 * Tokens that moved. The place of a log in its block changes with the block, so a movement is named by its content, and
 * those that are alike within a transaction by their order.
 */
export function tokenArrivals(transfers: readonly TokenTransfer[]): Arrival[] {
  const alike = new Map<string, number>();
  return transfers
    .filter(({ amount }) => amount > 0n)
    .toSorted((a, b) => a.height - b.height || a.place - b.place)
    .map(({ token, from, to, amount, txHash, height }) => {
      const name = `${txHash} ${token} ${to} ${amount}`;
      const count = (alike.get(name) ?? 0) + 1;
      alike.set(name, count);
      const key = `${txHash} ${token} ${amount} ${count}`;
      return { key, address: to, sender: from, token, amount: capped(amount), txHash, height };
    });
}

/** Tokens that nobody values are sent in amounts that no column holds. */
function capped(amount: bigint): bigint {
  return amount > amountMax ? amountMax : amount;
}

/** Confirmations that a block has when the chain is `head` high: its own is the first. */
export function confirmationsAt(height: number, head: number, need: number): number {
  return Math.max(0, Math.min(need, head - height + 1));
}
