import type { Destination } from '../../../src/rails/contract.ts';
import type { WithdrawalDetail, WithdrawalStep, WithdrawalView } from '../../../src/wallet/withdrawals/contract.ts';
import type { WithdrawalState } from '../../../src/wallet/withdrawals/states.ts';
import { CopyText } from '../../components/copy-text.tsx';
import type { Fact } from '../../components/facts.tsx';
import type { Tone } from '../../components/notice.tsx';
import { Tag } from '../../components/tag.tsx';
import { Timeline } from '../../components/timeline.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';

const tones: Readonly<Record<WithdrawalState, Tone | 'neutral'>> = {
  requested: 'info',
  review: 'warn',
  approved: 'info',
  submitted: 'info',
  settled: 'good',
  failed: 'bad',
  refused: 'bad',
  cancelled: 'neutral',
  returned: 'warn',
};

export function StateTag({ withdrawal: { state, stateText } }: { readonly withdrawal: WithdrawalView }) {
  const { locale } = useShell();
  return <Tag tone={tones[state]}>{stateText[locale]}</Tag>;
}

/** The end of an account number or address, as people tell theirs apart. */
export function shortAddress(destination: Destination): string {
  const whole = destination.rail === 'bank' ? destination.iban : destination.address;
  return `${whole.slice(0, destination.rail === 'bank' ? 2 : 6)}…${whole.slice(-4)}`;
}

/** Where a withdrawal stands, in a sentence; `queued`: its rail has it and has not sent it yet. */
export function useSentence(): (withdrawal: WithdrawalView, queued: boolean) => string {
  const text = useText().withdrawals.one.sentences;
  const format = useFormat();
  return ({ state, promisedAt, since }, queued) => text[queued ? 'queued' : state](format.instant(promisedAt ?? since));
}

/** Why it is in its state, each reason a sentence. */
export function Reasons({ withdrawal: { reasons } }: { readonly withdrawal: Pick<WithdrawalView, 'reasons'> }) {
  const { locale } = useShell();
  const [only] = reasons;
  if (only !== undefined && reasons.length === 1) return <p>{only.text[locale]}</p>;
  return (
    <ul className="plain">
      {reasons.map(({ code, text }) => (
        <li key={code}>{text[locale]}</li>
      ))}
    </ul>
  );
}

/** What a withdrawal's page, its transaction and a case about it show alike. */
export function useWithdrawalFacts(): (withdrawal: WithdrawalView) => readonly Fact[] {
  const text = useText().withdrawals.one;
  const format = useFormat();
  return (withdrawal) => {
    const { since, reasons, promisedAt, reference, rail, returnedAmount, asset, decimals } = withdrawal;
    return [
      { id: 'withdrawal-state', term: text.state, value: <StateTag withdrawal={withdrawal} /> },
      { id: 'since', term: text.since, value: format.instant(since) },
      ...(reasons.length === 0 ? [] : [{ id: 'why', term: text.why, value: <Reasons withdrawal={withdrawal} /> }]),
      ...(promisedAt === null ? [] : [{ id: 'promised', term: text.promised, value: format.instant(promisedAt) }]),
      ...(reference === null
        ? []
        : [
            {
              id: 'rail-reference',
              term: rail === 'bank' ? text.reference : text.hash,
              value: <CopyText>{reference}</CopyText>,
            },
          ]),
      ...(returnedAmount === null
        ? []
        : [
            {
              id: 'returned',
              term: text.returned,
              value: format.amount(returnedAmount, { code: asset, decimals }),
            },
          ]),
    ];
  };
}

/** Where the money goes, in full. */
export function useDestinationFacts(): (label: string, destination: Destination) => readonly Fact[] {
  const text = useText().withdrawals.one;
  return (label, destination) => [
    { id: 'to', term: text.to, value: label },
    ...(destination.rail === 'bank'
      ? [
          { id: 'holder', term: text.holder, value: destination.name },
          { id: 'number', term: text.number, value: destination.iban },
        ]
      : [{ id: 'address', term: text.address, value: <CopyText>{destination.address}</CopyText> }]),
  ];
}

/** How many confirmations the network has given, where it counts them. */
export function useConfirmations(): (payout: WithdrawalDetail['payout']) => readonly Fact[] {
  const text = useText().withdrawals.one;
  const format = useFormat();
  return (payout) =>
    payout === null || payout.have === null || payout.need === null
      ? []
      : [
          {
            id: 'confirmations',
            term: text.confirmations,
            value: text.ofConfirmations(format.count(payout.have), format.count(payout.need)),
          },
        ];
}

/** What happened to it, from its beginning; notes are there for staff alone. */
export function Record({ steps }: { readonly steps: readonly WithdrawalStep[] }) {
  const { locale } = useShell();
  const text = useText().withdrawals.one;
  const format = useFormat();
  return (
    <Timeline
      items={steps.map(({ number, state, stateText, reasons, at, note }) => {
        const late = reasons.some(({ code }) => code === 'promise-missed');
        return {
          id: `step-${number}`,
          title: late ? text.late : stateText[locale],
          at: format.instant(at),
          side: state === 'review' ? ('ours' as const) : ('machine' as const),
          body: (
            <>
              {reasons.length === 0 ? null : <Reasons withdrawal={{ reasons }} />}
              {note === null ? null : <p className="quiet">{note}</p>}
            </>
          ),
        };
      })}
    />
  );
}

/** Withdrawals one under the other, each a link to its page. */
export function WithdrawalList({
  withdrawals,
  label,
  hrefOf = ({ id }) => paths.withdrawal(id),
}: {
  readonly withdrawals: readonly WithdrawalView[];
  readonly label: string;
  readonly hrefOf?: (withdrawal: WithdrawalView) => string;
}) {
  const text = useText().withdrawals.list;
  const format = useFormat();
  return (
    <ul className="movements" aria-label={label}>
      {withdrawals.map((withdrawal) => (
        <li key={withdrawal.id}>
          <div className="what">
            <a href={hrefOf(withdrawal)}>{text.to(withdrawal.label)}</a>
            <span className="when">
              {format.instant(withdrawal.requestedAt)}
              {withdrawal.promisedAt === null ? null : ` · ${text.until(format.instant(withdrawal.promisedAt))}`}
            </span>
          </div>
          <div className="much">
            <span className="amount">
              {format.amount(withdrawal.amount, { code: withdrawal.asset, decimals: withdrawal.decimals })}
            </span>
            <span className="after">
              <StateTag withdrawal={withdrawal} />
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}
