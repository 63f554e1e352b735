import { redirect, useLoaderData } from 'react-router';
import type { OutputOf } from '../../../src/platform/door.ts';
import type { AppOperation } from '../../../src/app.ts';
import type { Party, TransactionStatus } from '../../../src/wallet/contract.ts';
import { ButtonLink, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { CopyText } from '../../components/copy-text.tsx';
import { Facts } from '../../components/facts.tsx';
import type { Fact } from '../../components/facts.tsx';
import { Notice } from '../../components/notice.tsx';
import type { Tone } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load, param } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { textFor, useText } from '../../text.ts';
import type { Text } from '../../text.ts';
import { ChainCode } from './chain-parts.tsx';
import { couponIntent, FeeCoupon, usableCoupons, useOnFee } from './fee-coupon.tsx';
import { movementName, partyName, useSigned } from './movement.tsx';
import { useDestinationFacts, useWithdrawalFacts } from './withdrawal-parts.tsx';
import { actOnRecall, Recall } from './recall.tsx';

type Detail = OutputOf<AppOperation, 'wallet.get-transaction'>;

export const loader = load(async ({ door, params, url }) => {
  const detail = await door.call('wallet.get-transaction', { id: param(params, 'id') });
  const paidFee = detail.direction !== null && detail.fee > 0n && detail.status === 'posted';
  return {
    detail,
    coupons: paidFee ? await usableCoupons(door, 'fees', detail.asset) : [],
    done: url.searchParams.get('done'),
  };
});

export const action = act(async ({ door, params, form }) => {
  const id = param(params, 'id');
  const done = form.intent === couponIntent ? await useOnFee(door, id, form) : await actOnRecall(door, id, form);
  return redirect(paths.transaction(id, done));
});

const tones: Readonly<Record<TransactionStatus, Tone | 'neutral'>> = {
  posted: 'good',
  held: 'info',
  voided: 'neutral',
  expired: 'neutral',
};

export default function Transaction() {
  const { detail, coupons, done } = useLoaderData<typeof loader>();
  const text = useText();
  const format = useFormat();
  const signed = useSigned();
  const { kind, direction, asset, decimals, amount, checkout } = detail;
  const sentence = textFor(
    {
      sent: text.transactions.one.sent,
      coupon: text.coupons.use.doneShort,
      asked: text.recalls.ask.done,
      ...text.recalls.answer.done,
    },
    done,
  );
  const other = direction === 'in' ? detail.from : detail.to;
  const what =
    direction === null
      ? text.wallet.transaction.kinds[kind]
      : movementName({ kind, direction, other, checkout }, text.wallet.transaction);
  const shown =
    direction === null
      ? format.amount(amount, { code: asset, decimals })
      : signed(direction, amount, { asset, decimals });
  return (
    <Page title={what} above={format.instant(detail.at)} back={paths.transactions()}>
      {sentence === undefined ? null : <Notice tone="good" announce title={sentence} />}
      <p className="total">{shown}</p>
      <TransactionFacts detail={detail} />
      <CheckoutFacts detail={detail} />
      <WithdrawalFacts withdrawal={detail.withdrawal} />
      <FeeCoupon coupons={done === 'coupon' ? [] : coupons} />
      <Recall detail={detail} />
      <BankFacts line={detail.bankLine} />
      <ChainFacts detail={detail} />
      <ButtonRow>
        <ButtonLink href={paths.receipt(detail.id)} kind="secondary">
          {text.receipts.open}
        </ButtonLink>
        {detail.again === null ? null : (
          <ButtonLink href={paths.send({ again: detail.id })} kind="secondary">
            {text.receipts.again}
          </ButtonLink>
        )}
      </ButtonRow>
      {direction === null ? null : (
        <section className="band no-print">
          <div>
            <h2>{text.transactions.one.wrong}</h2>
            <p>{text.transactions.one.problemText}</p>
          </div>
          <div>
            <ButtonLink href={paths.complain(detail.id)} kind="secondary">
              {text.transactions.one.problem}
            </ButtonLink>
          </div>
        </section>
      )}
    </Page>
  );
}

function PartyLine({ party }: { readonly party: Party }) {
  const { actor } = useShell();
  const text = useText();
  const name = partyName(party, text.wallet.transaction);
  if (party.kind === 'person' && actor.kind === 'person' && party.personId === actor.id)
    return text.transactions.one.you(name);
  return party.kind === 'person' && party.handle !== null ? `${name} (@${party.handle})` : name;
}

function TransactionFacts({ detail }: { readonly detail: Detail }) {
  const { recalls } = useText();
  const { one } = useText().transactions;
  const { statuses } = useText().wallet.transaction;
  const { actor } = useShell();
  const format = useFormat();
  const amount = (value: bigint): string => format.amount(value, { code: detail.asset, decimals: detail.decimals });
  const mine = detail.entries.find(
    ({ party }) => party.kind === 'person' && actor.kind === 'person' && party.personId === actor.id,
  );
  return (
    <Facts
      facts={[
        { id: 'state', term: one.state, value: <Tag tone={tones[detail.status]}>{statuses[detail.status]}</Tag> },
        { id: 'from', term: one.from, value: <PartyLine party={detail.from} /> },
        { id: 'to', term: one.to, value: <PartyLine party={detail.to} /> },
        ...(detail.memo === null || detail.checkout !== null
          ? []
          : [{ id: 'memo', term: one.memo, value: detail.memo }]),
        ...feeFacts(detail, one, detail.fee === 0n ? one.noFee : amount(detail.fee)),
        ...(mine === undefined ? [] : [{ id: 'after', term: one.after, value: amount(mine.balanceAfter) }]),
        ...(detail.returnOf === null
          ? []
          : [
              {
                id: 'return-of',
                term: recalls.of,
                value: <a href={paths.transaction(detail.returnOf.id)}>{detail.returnOf.reference}</a>,
              },
            ]),
        { id: 'reference', term: one.reference, value: <CopyText>{detail.reference}</CopyText> },
        ...detail.redress.map(({ transactionId, amount: value, at }) => ({
          id: transactionId,
          term: one.redress,
          value: <a href={paths.transaction(transactionId)}>{one.redressLine(amount(value), format.day(at))}</a>,
        })),
      ]}
    />
  );
}

/** What it cost, by which version of the fee table; or what it is the fee of. */
function feeFacts(
  { feeFacts: { version, of } }: Detail,
  one: Text['transactions']['one'],
  fee: string,
): readonly Fact[] {
  const table = version === null ? null : <a href={paths.fees(version)}>{one.feeTable(version)}</a>;
  if (of !== null) {
    const main = <a href={paths.transaction(of.id)}>{of.reference}</a>;
    return [
      { id: 'fee-of', term: one.feeOf, value: main },
      { id: 'fee', term: one.fee, value: table },
    ];
  }
  if (table === null) return [];
  return [
    {
      id: 'fee',
      term: one.fee,
      value: (
        <>
          {fee} <span className="hint">({table})</span>
        </>
      ),
    },
  ];
}

/** The shop, its order and what it gave back. */
function CheckoutFacts({ detail: { checkout, asset, decimals } }: { readonly detail: Detail }) {
  const text = useText().transactions.checkout;
  const format = useFormat();
  if (checkout === null) return null;
  const { merchant, contact, orderReference, description, refundReason, refunds } = checkout;
  return (
    <Card title={text.title}>
      <Facts
        facts={[
          { id: 'merchant', term: text.merchant, value: merchant },
          { id: 'order', term: text.order, value: <CopyText>{orderReference}</CopyText> },
          ...(description === null ? [] : [{ id: 'description', term: text.description, value: description }]),
          { id: 'contact', term: text.contact, value: contact },
          ...(refundReason === null ? [] : [{ id: 'reason', term: text.reason, value: refundReason }]),
          ...refunds.map(({ transactionId, amount, at }) => ({
            id: transactionId,
            term: text.refunded,
            value: (
              <a href={paths.transaction(transactionId)}>
                {text.refundLine(format.amount(amount, { code: asset, decimals }), format.day(at))}
              </a>
            ),
          })),
        ]}
      />
    </Card>
  );
}

function WithdrawalFacts({ withdrawal }: { readonly withdrawal: Detail['withdrawal'] }) {
  const { actor } = useShell();
  const text = useText().withdrawals.one;
  const [state, destination] = [useWithdrawalFacts(), useDestinationFacts()];
  if (withdrawal === null) return null;
  const mine = actor.kind === 'person' && actor.id === withdrawal.personId;
  return (
    <Card
      title={text.entry}
      actions={<a href={mine ? paths.withdrawal(withdrawal.id) : paths.review(withdrawal.id)}>{text.history}</a>}
    >
      <Facts facts={[...state(withdrawal), ...destination(withdrawal.label, withdrawal.destination)]} />
    </Card>
  );
}

/** The movement on the chain by which money came in, and whether the chain still has it. */
function ChainFacts({ detail: { chainDeposit, asset, decimals } }: { readonly detail: Detail }) {
  const text = useText().chain;
  const format = useFormat();
  if (chainDeposit === null) return null;
  const { network, hash, address, block, have, need, held } = chainDeposit;
  return (
    <Card title={text.facts.title}>
      <Facts
        facts={[
          { id: 'chain-state', term: text.state, value: text.states[chainDeposit.state] },
          { id: 'network', term: text.facts.network, value: network },
          {
            id: 'confirmations',
            term: text.facts.confirmations,
            value: text.progress(format.count(have), format.count(need)),
          },
          ...(hash === null ? [] : [{ id: 'hash', term: text.hash, value: <ChainCode>{hash}</ChainCode> }]),
          { id: 'address', term: text.facts.address, value: <ChainCode>{address}</ChainCode> },
          { id: 'block', term: text.block, value: String(block) },
          ...(held === null
            ? []
            : [{ id: 'held', term: text.facts.missing, value: format.amount(held, { code: asset, decimals }) }]),
        ]}
      />
    </Card>
  );
}

function BankFacts({ line }: { readonly line: Detail['bankLine'] }) {
  const { one } = useText().transactions;
  const { name } = useText().bankWork;
  const format = useFormat();
  if (line === null) return null;
  return (
    <Card title={one.bank}>
      {line.nameMatch === 'different' ? <Notice tone="warn">{name.different}</Notice> : null}
      {line.nameMatch === 'similar' ? <p className="hint">{name.similar}</p> : null}
      {line.confirmed ? null : <p className="hint">{name.notConfirmed}</p>}
      <Facts
        facts={[
          ...(line.payerName === null ? [] : [{ id: 'payer', term: one.payer, value: line.payerName }]),
          { id: 'booked', term: one.booked, value: format.calendarDay(line.bookedOn) },
          ...(line.bankReference === null
            ? []
            : [{ id: 'bank-reference', term: one.bankReference, value: line.bankReference }]),
          ...line.texts.map((value) => ({ id: value, term: one.texts, value })),
        ]}
      />
    </Card>
  );
}
