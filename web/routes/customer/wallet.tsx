import { redirect, useLoaderData } from 'react-router';
import type { Balance, Freeze } from '../../../src/wallet/contract.ts';
import { Button, ButtonLink, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { textFor, useText } from '../../text.ts';
import { LimitLine } from './limit-line.tsx';
import { LockNow, Locks } from './locks.tsx';
import { Movements } from './movement.tsx';
import { WaitingRecalls } from './recall.tsx';
import { WithdrawalList } from './withdrawal-parts.tsx';

const recentMax = 6;

export const loader = load(async ({ door, url }) => {
  const [wallet, { recalls }, { transactions }, limits, { withdrawals }] = await Promise.all([
    door.call('wallet.get-wallet', {}),
    door.call('wallet.list-recalls', {}),
    door.call('wallet.list-transactions', {}),
    door.call('wallet.my-limits', {}),
    door.call('wallet.list-withdrawals', { open: true }),
  ]);
  return {
    wallet,
    recalls,
    limits,
    withdrawals,
    recent: transactions.slice(0, recentMax),
    done: url.searchParams.get('done'),
  };
});

export const action = act(async ({ door, form }) => {
  if (form.intent === 'unlock') {
    await door.call('wallet.unlock-wallet', {}, form.key);
    return redirect(paths.wallet('unlocked'));
  }
  await door.call('wallet.lock-wallet', {}, form.key);
  return redirect(paths.wallet('locked'));
});

export default function Wallet() {
  const { wallet, recalls, limits, withdrawals, recent, done } = useLoaderData<typeof loader>();
  const { wallet: text, locks: lockWords, payees, coupons, documents } = useText();
  const said = textFor({ locked: lockWords.now.locked, unlocked: lockWords.now.unlocked }, done);
  const receive = payees.receive.button;
  const [statements, couponsTitle] = [documents.title, coupons.title];
  const [held, empty] = [
    wallet.balances.filter(({ balance }) => balance !== 0n),
    wallet.balances.filter(({ balance }) => balance === 0n),
  ];
  // Nobody is greeted by a page without a balance: an empty wallet shows its first asset.
  const main = held.length > 0 ? held : empty.slice(0, 1);
  const others = held.length > 0 ? empty : empty.slice(1);
  return (
    <Page title={text.title}>
      {wallet.closed ? <Notice tone="warn">{text.closed}</Notice> : null}
      {said === undefined ? null : <Notice tone="good" title={said} announce />}
      <Locks locks={wallet.locks} />
      <WaitingRecalls recalls={recalls} />
      <Card>
        <h2 className="visually-hidden">{text.balances}</h2>
        <Balances balances={main} />
        <ButtonRow>
          <SendButton freeze={wallet.freeze} />
          <ButtonLink href={paths.receive()} kind="secondary">
            {receive}
          </ButtonLink>
          <ButtonLink href={paths.topUp()} kind="secondary">
            {text.topUp}
          </ButtonLink>
          <ButtonLink href={paths.withdraw()} kind="secondary">
            {text.withdraw}
          </ButtonLink>
        </ButtonRow>
        {wallet.freeze === null ? <LimitLine limits={limits} asset={main[0]?.asset} /> : null}
        {others.length === 0 ? null : (
          <details>
            <summary>{text.others}</summary>
            <Balances balances={others} quiet />
          </details>
        )}
      </Card>
      {withdrawals.length === 0 ? null : (
        <Card title={text.leaving} actions={<a href={paths.withdrawals()}>{text.allLeaving}</a>}>
          <WithdrawalList withdrawals={withdrawals} label={text.leaving} />
        </Card>
      )}
      <Card title={text.recent} actions={recent.length > 0 ? <a href={paths.transactions()}>{text.all}</a> : undefined}>
        {recent.length > 0 ? (
          <Movements transactions={recent} label={text.recent} />
        ) : (
          <p className="quiet">{text.none}</p>
        )}
      </Card>
      <ButtonRow>
        <ButtonLink href={paths.coupons()} kind="quiet">
          {couponsTitle}
        </ButtonLink>
        <ButtonLink href={paths.statements()} kind="quiet">
          {statements}
        </ButtonLink>
      </ButtonRow>
      {wallet.locks.some(({ lifter }) => lifter === 'customer') ? null : <LockNow />}
    </Page>
  );
}

/** A wallet that cannot send says so where the sending would begin. */
function SendButton({ freeze }: { readonly freeze: Freeze | null }) {
  const { locale } = useShell();
  const text = useText().wallet;
  if (freeze === null) return <ButtonLink href={paths.send()}>{text.send}</ButtonLink>;
  return <Button disabledReason={freeze.effect[locale]}>{text.send}</Button>;
}

function Balances({ balances, quiet = false }: { readonly balances: readonly Balance[]; readonly quiet?: boolean }) {
  const { locale } = useShell();
  return (
    <dl className={quiet ? 'balances is-quiet' : 'balances'}>
      {balances.map((balance) => (
        <div key={balance.asset}>
          <dt>{balance.name[locale]}</dt>
          <BalanceAmount {...balance} />
        </div>
      ))}
    </dl>
  );
}

function BalanceAmount({ asset, decimals, balance, available, held }: Balance) {
  const text = useText().wallet;
  const format = useFormat();
  const amount = (value: bigint): string => format.amount(value, { code: asset, decimals });
  return (
    <dd>
      <span className="amount">{amount(balance)}</span>
      {available === balance ? null : <span className="hint">{text.available(amount(available))}</span>}
      {held === 0n ? null : <span className="hint"> · {text.held(amount(held))}</span>}
    </dd>
  );
}
