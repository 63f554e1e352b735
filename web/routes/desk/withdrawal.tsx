import { redirect, useLoaderData } from 'react-router';
import { hasRole } from '../../../src/platform/actor.ts';
import type { OutputOf } from '../../../src/platform/door.ts';
import type { AppOperation } from '../../../src/app.ts';
import { reasonTexts, refusalReasons } from '../../../src/wallet/withdrawals/reasons.ts';
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
import { act, load, param } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { textFor, useText } from '../../text.ts';
import { Movements } from '../customer/movement.tsx';
import {
  Record,
  useConfirmations,
  useDestinationFacts,
  useWithdrawalFacts,
  WithdrawalList,
} from '../customer/withdrawal-parts.tsx';

type Inspected = OutputOf<AppOperation, 'wallet.inspect-withdrawal'>;

const noteMax = 2000;

export const loader = load(async ({ door, params, url }) => ({
  withdrawal: await door.call('wallet.inspect-withdrawal', { withdrawal: param(params, 'id') }),
  done: url.searchParams.get('done'),
}));

export const action = act(async ({ door, params, form }) => {
  const withdrawal = param(params, 'id');
  if (form.intent === 'refuse') {
    const reason = refusalReasons.find((known) => known === form.text('reason')) ?? 'not-you';
    const note = form.optional('refusal-note');
    await door.call('wallet.refuse-withdrawal', { withdrawal, reason, note }, form.key);
    return redirect(paths.review(withdrawal, 'refused'));
  }
  const given = { withdrawal, note: form.optional('note') };
  const { state } = await door.call('wallet.approve-withdrawal', given, form.key);
  return redirect(paths.review(withdrawal, state === 'review' ? 'once' : 'approved'));
});

export default function DeskWithdrawal() {
  const { withdrawal, done } = useLoaderData<typeof loader>();
  const text = useText().withdrawals;
  const format = useFormat();
  const { asset, decimals, amount, number, person } = withdrawal;
  const said = textFor({ approved: text.desk.approved, once: text.desk.once, refused: text.desk.refused }, done);
  return (
    <Page
      title={`${format.amount(amount, { code: asset, decimals })} · ${person.name}`}
      above={text.desk.of(number)}
      back={paths.reviews()}
    >
      {said === undefined ? null : <Notice tone="good" announce title={said} />}
      <WithdrawalFacts withdrawal={withdrawal} />
      <Decide withdrawal={withdrawal} />
      <h2>{text.desk.steps}</h2>
      <Record steps={withdrawal.steps} />
      <Customer withdrawal={withdrawal} />
    </Page>
  );
}

function WithdrawalFacts({ withdrawal }: { readonly withdrawal: Inspected }) {
  const text = useText().withdrawals.desk;
  const format = useFormat();
  const [state, destination, confirmations] = [useWithdrawalFacts(), useDestinationFacts(), useConfirmations()];
  const { approvals, approvalsNeeded, destinationAddedAt } = withdrawal;
  return (
    <Facts
      facts={[
        ...state(withdrawal),
        ...confirmations(withdrawal.payout),
        ...destination(withdrawal.label, withdrawal.destination),
        { id: 'age', term: text.destinationAge, value: format.instant(destinationAddedAt) },
        ...(approvals.length === 0
          ? []
          : [
              {
                id: 'approvals',
                term: text.approvedBy,
                value: (
                  <>
                    <ul className="plain">
                      {approvals.map(({ by, name, at }) => (
                        <li key={by}>{text.byWhom(name, format.instant(at))}</li>
                      ))}
                    </ul>
                    {approvalsNeeded > 1 ? text.second(String(approvals.length), String(approvalsNeeded)) : null}
                  </>
                ),
              },
            ]),
      ]}
    />
  );
}

function Decide({ withdrawal: { state, approvalsNeeded, approvals } }: { readonly withdrawal: Inspected }) {
  const { actor, locale } = useShell();
  const text = useText().withdrawals.desk;
  if (state !== 'review') return null;
  if (!hasRole(actor, 'compliance', 'supervisor')) return <Notice>{text.notYours}</Notice>;
  return (
    <Card title={text.decide}>
      {approvalsNeeded - approvals.length > 1 ? <p>{text.secondNeeded}</p> : null}
      <Form intent="approve">
        <TextArea name="note" label={text.note} hint={text.noteHint} optional rows={2} max={noteMax} />
        <ButtonRow>
          <Button>{text.approve}</Button>
        </ButtonRow>
      </Form>
      <details>
        <summary>{text.refuseFold}</summary>
        <Form intent="refuse" values={{ reason: 'not-you' }}>
          <Radios
            name="reason"
            label={text.refuseWhy}
            options={refusalReasons.map((value) => ({ value, label: reasonTexts[value][locale] }))}
          />
          <TextArea name="refusal-note" label={text.note} hint={text.noteHint} optional rows={2} max={noteMax} />
          <ButtonRow>
            <Button kind="danger">{text.refuse}</Button>
          </ButtonRow>
        </Form>
      </details>
    </Card>
  );
}

/** Who asked for it: what he has, what he did of late. */
function Customer({
  withdrawal: { person, personId, balances, freeze, recent, others },
}: {
  readonly withdrawal: Inspected;
}) {
  const { locale } = useShell();
  const text = useText().withdrawals.desk;
  const format = useFormat();
  return (
    <>
      <Card title={text.customer} actions={<a href={paths.deskWallet(personId)}>{text.wallet}</a>}>
        {freeze === null ? null : (
          <Notice tone="warn" title={text.frozen}>
            <p>{freeze.reasonText[locale]}</p>
          </Notice>
        )}
        <Facts
          facts={[
            { id: 'email', term: text.email, value: person.email },
            { id: 'since', term: text.customerSince, value: format.day(person.createdAt) },
            ...balances
              .filter(({ balance }) => balance !== 0n)
              .map(({ asset, decimals, name, balance }) => ({
                id: asset,
                term: `${text.balance}: ${name[locale]}`,
                value: format.amount(balance, { code: asset, decimals }),
              })),
          ]}
        />
      </Card>
      <Card title={text.others}>
        {others.length === 0 ? (
          <p className="quiet">{text.noOthers}</p>
        ) : (
          <WithdrawalList withdrawals={others} label={text.others} hrefOf={({ id }) => paths.review(id)} />
        )}
      </Card>
      {recent.length === 0 ? null : (
        <Card title={text.history}>
          <Movements transactions={recent} label={text.history} />
        </Card>
      )}
    </>
  );
}
