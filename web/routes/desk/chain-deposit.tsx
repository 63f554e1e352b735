import { redirect, useLoaderData } from 'react-router';
import { hasRole } from '../../../src/platform/actor.ts';
import type { AppOperation } from '../../../src/app.ts';
import type { OutputOf } from '../../../src/platform/door.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Radios } from '../../components/choices.tsx';
import { Facts } from '../../components/facts.tsx';
import { TextArea } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load, param, Refusal } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { textOf, useText } from '../../text.ts';
import { ChainCode, DepositState, useDepositAmount } from '../customer/chain-parts.tsx';

type Deposit = OutputOf<AppOperation, 'wallet.get-chain-deposit'>;

const decisions = ['credit', 'reverse', 'close'] as const;
type Decision = (typeof decisions)[number];

const becauseMax = 2000;

export const loader = load(async ({ door, params, url }) => ({
  deposit: await door.call('wallet.get-chain-deposit', { deposit: param(params, 'deposit') }),
  done: url.searchParams.get('done') !== null,
}));

export const action = act(async ({ door, params, form }) => {
  const deposit = param(params, 'deposit');
  const as = decisions.find((known): known is Decision => known === form.text('as'));
  if (as === undefined) throw new Refusal({ as: textOf(door.caller.locale).chain.desk.asMissing });
  await door.call('wallet.settle-chain-deposit', { deposit, as, because: form.text('because') }, form.key);
  return redirect(paths.chainDeposit(deposit, 'settled'));
});

/** What may be decided about a deposit in its state. */
function fitting({ state, asset }: Deposit): readonly Decision[] {
  if (state === 'missing') return ['reverse'];
  if (state === 'refused') return ['credit'];
  if (state === 'ignored') return asset === null ? ['close'] : ['credit', 'close'];
  return [];
}

export default function ChainDepositPage() {
  const { deposit, done } = useLoaderData<typeof loader>();
  const { locale, actor } = useShell();
  const text = useText().chain;
  const amount = useDepositAmount();
  const options = fitting(deposit);
  return (
    <Page title={amount(deposit)} above={text.desk.title} back={paths.chain()}>
      {done ? <Notice tone="good" announce title={text.desk.done} /> : null}
      <p>
        <DepositState deposit={deposit} />
      </p>
      <p>{deposit.text[locale]}</p>
      <DepositFacts deposit={deposit} />
      {options.length === 0 ? null : hasRole(actor, 'supervisor', 'compliance', 'admin') ? (
        <Decide options={options} />
      ) : (
        <p className="hint">{text.desk.bySupervisor}</p>
      )}
    </Page>
  );
}

function DepositFacts({ deposit }: { readonly deposit: Deposit }) {
  const text = useText().chain;
  const format = useFormat();
  const { person, hash, sender, address, token, asset, held, settled, transactionId } = deposit;
  return (
    <Facts
      facts={[
        {
          id: 'person',
          term: text.desk.customer,
          value:
            person === null ? (
              text.desk.own
            ) : (
              <a href={paths.deskWallet(person.id)}>{`${person.name}, ${person.email}`}</a>
            ),
        },
        ...(hash === null ? [] : [{ id: 'hash', term: text.hash, value: <ChainCode>{hash}</ChainCode> }]),
        { id: 'address', term: text.facts.address, value: <ChainCode>{address}</ChainCode> },
        ...(sender === null ? [] : [{ id: 'sender', term: text.sender, value: <ChainCode>{sender}</ChainCode> }]),
        ...(asset === null && token !== null
          ? [{ id: 'token', term: text.contract, value: <ChainCode>{token}</ChainCode> }]
          : []),
        { id: 'block', term: text.block, value: String(deposit.height) },
        {
          id: 'confirmations',
          term: text.confirmations,
          value: text.progress(format.count(deposit.have), format.count(deposit.need)),
        },
        { id: 'seen', term: text.seen, value: format.instant(deposit.seenAt) },
        ...(held === null || asset === null
          ? []
          : [{ id: 'held', term: text.desk.held, value: format.amount(held, asset) }]),
        ...(transactionId === null
          ? []
          : [
              {
                id: 'transaction',
                term: text.transaction,
                value: <a href={paths.transaction(transactionId)}>{text.transaction}</a>,
              },
            ]),
        ...(settled === null
          ? []
          : [{ id: 'settled', term: text.desk.settled(format.day(settled.at)), value: settled.because }]),
      ]}
    />
  );
}

function Decide({ options }: { readonly options: readonly Decision[] }) {
  const text = useText().chain.desk;
  return (
    <Card title={text.decide}>
      <Form>
        <Radios name="as" label={text.as} options={options.map((value) => ({ value, ...text.options[value] }))} />
        <TextArea name="because" label={text.because} hint={text.becauseHint} rows={3} max={becauseMax} />
        <ButtonRow>
          <Button>{text.send}</Button>
        </ButtonRow>
      </Form>
    </Card>
  );
}
