import { redirect, useLoaderData } from 'react-router';
import type { AppOperation } from '../../../src/app.ts';
import { roleNames } from '../../../src/identity/contract.ts';
import { hasRole, roles } from '../../../src/platform/actor.ts';
import type { OutputOf } from '../../../src/platform/door.ts';
import { freezeScopes } from '../../../src/wallet/contract.ts';
import type { FreezeScope } from '../../../src/wallet/contract.ts';
import { freezeReasonCodes, freezeReasons } from '../../../src/wallet/freeze.ts';
import type { FreezeReason } from '../../../src/wallet/freeze.ts';
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
import { useText } from '../../text.ts';
import { useVerified } from './verified.ts';
import { Movements } from '../customer/movement.tsx';
import { WithdrawalList } from '../customer/withdrawal-parts.tsx';

type Inspected = OutputOf<AppOperation, 'wallet.inspect-wallet'>;

const noteMax = 2000;

/** An order has a page of its own. */
const staffReasons = freezeReasonCodes.filter((reason) => reason !== 'legal-order');

export const loader = load(async ({ door, params, url }) => ({
  wallet: await door.call('wallet.inspect-wallet', { person: param(params, 'person') }),
  done: url.searchParams.get('done'),
}));

export const action = act(async ({ door, params, form }) => {
  const person = param(params, 'person');
  const scope = freezeScopes.find((known): known is FreezeScope => known === form.text('scope')) ?? 'debits';
  const reason =
    freezeReasonCodes.find((known): known is FreezeReason => known === form.text('reason')) ?? 'unusual-activity';
  await door.call('wallet.freeze-wallet', { person, scope, reason, note: form.optional('note') }, form.key);
  return redirect(paths.deskWallet(person, 'frozen'));
});

/** A customer's wallet as staff see it, with the means to stop it. */
export default function DeskWallet() {
  const { wallet, done } = useLoaderData<typeof loader>();
  const { actor } = useShell();
  const { wallets: text, locks, withdrawals } = useText();
  const result = done === 'frozen' ? text.freeze.done : done === 'unfrozen' ? text.unfreeze.done : undefined;
  return (
    <Page title={wallet.person.name} above={text.of} back={paths.wallets()}>
      {result === undefined ? null : <Notice tone="good" announce title={result} />}
      <Owner wallet={wallet} />
      {wallet.locks.map((lock) => (
        <Lock key={lock.id} lock={lock} person={wallet.personId} />
      ))}
      <Freeze frozen={wallet.locks.length > 0} />
      {hasRole(actor, 'compliance', 'admin') ? (
        <p>
          <a href={paths.freezeByOrder(wallet.personId)}>{locks.desk.order.title}</a>
        </p>
      ) : null}
      {wallet.withdrawals.length === 0 ? null : (
        <Card title={withdrawals.list.title}>
          <WithdrawalList
            withdrawals={wallet.withdrawals}
            label={withdrawals.list.title}
            hrefOf={({ id }) => paths.review(id)}
          />
        </Card>
      )}
      <Card title={text.recent}>
        {wallet.recent.length > 0 ? (
          <Movements transactions={wallet.recent} label={text.recent} />
        ) : (
          <p className="quiet">{text.none}</p>
        )}
      </Card>
      <History freezes={wallet.freezes} />
    </Page>
  );
}

function Owner({ wallet }: { readonly wallet: Inspected }) {
  const { person, balances } = wallet;
  const { locale } = useShell();
  const { wallets: text, verification } = useText();
  const verified = useVerified();
  const format = useFormat();
  return (
    <Facts
      facts={[
        { id: 'verification', term: verification.desk.term, value: verified(wallet) },
        { id: 'email', term: text.email, value: person.email },
        ...(person.handle === null ? [] : [{ id: 'handle', term: text.handle, value: `@${person.handle}` }]),
        ...balances
          .filter(({ balance }) => balance !== 0n)
          .map(({ asset, decimals, name, balance }) => ({
            id: asset,
            term: name[locale],
            value: format.amount(balance, { code: asset, decimals }),
          })),
      ]}
    />
  );
}

function Freeze({ frozen }: { readonly frozen: boolean }) {
  const { locale } = useShell();
  const { wallets: text, locks } = useText();
  return (
    <details>
      <summary>{frozen ? locks.desk.another : text.freeze.title}</summary>
      <Form intent="freeze" values={{ scope: 'debits', reason: 'unusual-activity' }}>
        <Radios
          name="scope"
          label={text.freeze.scope}
          options={freezeScopes.map((value) => ({ value, ...text.freeze.scopes[value] }))}
        />
        <Radios
          name="reason"
          label={text.freeze.reason}
          options={staffReasons.map((value) => ({ value, label: freezeReasons[value].text[locale] }))}
        />
        <TextArea name="note" label={text.freeze.note} hint={text.freeze.noteHint} optional rows={3} max={noteMax} />
        <ButtonRow>
          <Button kind="danger">{text.freeze.send}</Button>
        </ButtonRow>
      </Form>
    </details>
  );
}

function Lock({ lock, person }: { readonly lock: Inspected['locks'][number]; readonly person: string }) {
  const { locale } = useShell();
  const { lock: text, desk } = useText().locks;
  const format = useFormat();
  return (
    <Notice tone="warn" title={text.title(format.day(lock.since))}>
      <p>{lock.reasonText[locale]}</p>
      <p>
        {text.lifter}: {lock.lifterText[locale]}
      </p>
      <a href={paths.deskLock(person, lock.id)}>{desk.open}</a>
    </Notice>
  );
}

function History({ freezes }: { readonly freezes: Inspected['freezes'] }) {
  const text = useText().wallets.history;
  return (
    <>
      <h2>{text.title}</h2>
      {freezes.length === 0 ? <p className="empty">{text.none}</p> : null}
      {freezes.map((freeze) => (
        <FreezeFacts key={freeze.id} freeze={freeze} />
      ))}
    </>
  );
}

function FreezeFacts({ freeze }: { readonly freeze: Inspected['freezes'][number] }) {
  const { locale } = useShell();
  const {
    wallets: { history: text, freeze: words },
    locks: { lock, desk },
  } = useText();
  const format = useFormat();
  const { since, liftedAt, scope, reasonText, byRole, note, liftedBecause, order, disclosed } = freeze;
  const role = roles.find((known) => known === byRole);
  return (
    <Card>
      <Facts
        facts={[
          { id: 'since', term: text.since, value: format.instant(since) },
          { id: 'until', term: text.until, value: liftedAt === null ? text.lasts : format.instant(liftedAt) },
          { id: 'scope', term: text.scope, value: words.scopes[scope].label },
          { id: 'reason', term: text.reason, value: reasonText[locale] },
          ...(order === null
            ? []
            : [
                { id: 'authority', term: lock.authority, value: order.authority },
                { id: 'reference', term: lock.reference, value: order.reference },
                { id: 'orderedOn', term: lock.orderedOn, value: format.calendarDay(order.orderedOn) },
              ]),
          ...(disclosed ? [] : [{ id: 'secret', term: desk.order.undisclosed, value: desk.order.secret }]),
          ...(role === undefined ? [] : [{ id: 'by', term: text.by, value: roleNames[role][locale] }]),
          ...(note === null ? [] : [{ id: 'note', term: text.note, value: note }]),
          ...(liftedBecause === null ? [] : [{ id: 'because', term: text.because, value: liftedBecause }]),
        ]}
      />
    </Card>
  );
}
