import type { AppOperation } from '../../../src/app.ts';
import type { OutputOf } from '../../../src/platform/door.ts';
import type { Tone } from '../../components/notice.tsx';
import { CopyText } from '../../components/copy-text.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../format.ts';
import { useText } from '../../text.ts';

export type ChainDeposit = NonNullable<OutputOf<AppOperation, 'wallet.get-chain-top-up'>>['deposits'][number];

const tones: Readonly<Record<ChainDeposit['state'], Tone | 'neutral'>> = {
  confirming: 'info',
  credited: 'good',
  ignored: 'warn',
  vanished: 'warn',
  refused: 'warn',
  missing: 'bad',
  reversed: 'neutral',
  closed: 'neutral',
};

/** Where a deposit is, with its confirmations while they are counted: `Being confirmed · 3 of 12`. */
export function DepositState({ deposit }: { readonly deposit: ChainDeposit }) {
  const text = useText().chain;
  const format = useFormat();
  const { state, have, need } = deposit;
  const progress = state === 'confirming' ? ` · ${text.progress(format.count(have), format.count(need))}` : '';
  return (
    <Tag tone={tones[state]}>
      {text.states[state]}
      {progress}
    </Tag>
  );
}

/** The amount in its asset; of a token that we do not carry only that it is another. */
export function useDepositAmount(): (deposit: ChainDeposit) => string {
  const text = useText().chain;
  const format = useFormat();
  return ({ asset, amount }) => (asset === null ? text.foreign : format.amount(amount, asset));
}

/** An address or hash, broken where it must be. */
export function ChainCode({ children }: { readonly children: string }) {
  return (
    <span className="chain-code">
      <CopyText>{children}</CopyText>
    </span>
  );
}

/** `0x1234…abcd`, for tables. */
export function shortCode(code: string): string {
  return `${code.slice(0, 8)}…${code.slice(-6)}`;
}
