import { redirect, useActionData, useLoaderData } from 'react-router';
import { hasRole } from '../../../src/platform/actor.ts';
import { toDecimal } from '../../../src/platform/money.ts';
import type { OutputOf } from '../../../src/platform/door.ts';
import type { AppOperation } from '../../../src/app.ts';
import { Button, ButtonLink, ButtonRow } from '../../components/button.tsx';
import { Facts } from '../../components/facts.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load, param } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';

type Asked = OutputOf<AppOperation, 'wallet.get-request'>;

export const loader = load(async ({ door, params }) => {
  const token = param(params, 'token');
  const [asked, wallet] = await Promise.all([
    door.call('wallet.get-request', { token }),
    hasRole(door.caller.actor, 'customer') ? door.call('wallet.get-wallet', {}) : null,
  ]);
  return { token, asked, available: wallet?.balances.find(({ asset }) => asset === asked.asset)?.available ?? null };
});

/** Where the amount is the payer's to choose, shows the whole before anything is paid. */
export const action = act(async ({ door, params, form }): Promise<Response | { readonly checked: Asked }> => {
  const token = param(params, 'token');
  const amount = form.optional('amount');
  if (form.intent === 'check') {
    // Without an amount the paying itself says that one is missing.
    if (amount !== undefined) return { checked: await door.call('wallet.get-request', { token, amount }) };
    await door.call('wallet.pay-request', { token }, form.key);
  }
  if (form.intent === 'change') return redirect(paths.pay(token));
  const { id } = await door.call('wallet.pay-request', { token, amount, fee: form.optional('fee') }, form.key);
  return redirect(paths.transaction(id, 'sent'));
});

export default function Pay() {
  const { asked: found, available, token } = useLoaderData<typeof loader>();
  const given = useActionData<typeof action>();
  const asked = given !== undefined && 'checked' in given ? given.checked : found;
  const { actor } = useShell();
  const text = useText().requests.pay;
  const signedIn = hasRole(actor, 'customer');
  return (
    <Page title={text.title} lead={asked.state === 'open' ? text.asks(asked.to) : undefined}>
      {asked.state === 'open' ? null : (
        <Notice tone="info" title={text.closed[asked.state]}>
          {text.closedText}
        </Notice>
      )}
      <RequestFacts asked={asked} available={asked.state === 'open' ? available : null} />
      {asked.own ? <p>{text.own}</p> : null}
      {asked.state !== 'open' || asked.own ? null : signedIn ? <PayForm asked={asked} /> : <SignIn token={token} />}
      <p>
        <a href={paths.complain()}>{text.complain}</a>
      </p>
    </Page>
  );
}

function RequestFacts({ asked, available }: { readonly asked: Asked; readonly available: bigint | null }) {
  const { to, handle, asset, decimals, amount, fee, total, note, single, expiresAt, arrival, state } = asked;
  const { locale } = useShell();
  const text = useText().requests.pay;
  const format = useFormat();
  const money = (value: bigint): string => format.amount(value, { code: asset, decimals });
  return (
    <Facts
      facts={[
        {
          id: 'who',
          term: text.who,
          value: (
            <>
              <strong className="total">{to}</strong> {handle === null ? null : `@${handle}`}
            </>
          ),
        },
        ...(amount === null
          ? []
          : [{ id: 'amount', term: text.amount, value: <strong className="total">{money(amount)}</strong> }]),
        ...(note === null ? [] : [{ id: 'note', term: text.note, value: note }]),
        ...(fee === null ? [] : [{ id: 'fee', term: text.fee, value: fee === 0n ? text.noFee : money(fee) }]),
        ...(total === null || fee === 0n ? [] : [{ id: 'total', term: text.total, value: money(total) }]),
        ...(state === 'open' ? [{ id: 'arrival', term: text.arrival, value: arrival[locale] }] : []),
        { id: 'until', term: text.until, value: format.instant(expiresAt) },
        ...(single ? [] : [{ id: 'often', term: '', value: text.often }]),
        ...(available === null ? [] : [{ id: 'balance', term: text.balance, value: money(available) }]),
      ]}
    />
  );
}

function PayForm({ asked }: { readonly asked: Asked }) {
  const { asset, decimals, amount, fee, total, open } = asked;
  const text = useText().requests.pay;
  const format = useFormat();
  if (amount === null || fee === null || total === null)
    return (
      <Form intent="check">
        <TextField name="amount" label={text.howMuch} inputMode="decimal" width="short" autoComplete="off" />
        <ButtonRow>
          <Button>{text.check}</Button>
        </ButtonRow>
      </Form>
    );
  return (
    <>
      <Notice tone="warn">{text.know}</Notice>
      <Form>
        {open ? <input type="hidden" name="amount" value={toDecimal(amount, decimals)} /> : null}
        <input type="hidden" name="fee" value={toDecimal(fee, decimals)} />
        <ButtonRow>
          <Button>{text.send(format.amount(total, { code: asset, decimals }))}</Button>
          {open ? (
            <Button kind="secondary" name="intent" value="change">
              {text.change}
            </Button>
          ) : null}
        </ButtonRow>
      </Form>
    </>
  );
}

function SignIn({ token }: { readonly token: string }) {
  const text = useText().requests.pay;
  return (
    <ButtonRow>
      <ButtonLink href={paths.signIn(paths.pay(token))}>{text.signIn}</ButtonLink>
      <ButtonLink href={paths.register()} kind="secondary">
        {text.register}
      </ButtonLink>
    </ButtonRow>
  );
}
