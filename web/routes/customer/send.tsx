import { redirect, useActionData, useLoaderData } from 'react-router';
import { toDecimal } from '../../../src/platform/money.ts';
import { parseLink } from '../../../src/wallet/link.ts';
import type { OutputOf } from '../../../src/platform/door.ts';
import type { AppOperation } from '../../../src/app.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Facts } from '../../components/facts.tsx';
import { Select, TextField } from '../../components/field.tsx';
import { Form, useFault } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import type { WebDoor } from '../../door.ts';
import type { Fields } from '../../fields.ts';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';
import { LimitLine } from './limit-line.tsx';
import { Chosen, People } from './send-people.tsx';

interface Typed {
  readonly to: string;
  readonly asset: string;
  readonly amount: string;
  readonly memo: string;
}

type Preview = OutputOf<AppOperation, 'wallet.preview-payment'>;

function typedIn(form: Fields): Typed {
  return { to: form.text('to'), asset: form.text('asset'), amount: form.text('amount'), memo: form.text('memo') };
}

export const loader = load(async ({ door, url }) => {
  const [wallet, { contacts }, again, limits] = await Promise.all([
    door.call('wallet.get-wallet', {}),
    door.call('wallet.list-contacts', {}),
    readAgain(door, url.searchParams.get('again')),
    door.call('wallet.my-limits', {}),
  ]);
  const to = again?.to ?? url.searchParams.get('to');
  const payee = to === null ? null : await door.call('wallet.find-payee', { to });
  return { wallet, contacts, again, payee, limits };
});

/** What an earlier payment said, to be sent again. */
async function readAgain(door: WebDoor, id: string | null): Promise<Typed | undefined> {
  if (id === null) return undefined;
  const { again, asset, decimals, amount, memo } = await door.call('wallet.get-transaction', { id });
  return again === null ? undefined : { to: again, asset, amount: toDecimal(amount, decimals), memo: memo ?? '' };
}

/** Shows what the payment would do; sends it only from there. What was typed never stands in an address. */
export const action = act(
  async ({ door, form }): Promise<Response | { readonly typed: Typed; readonly preview: Preview | undefined }> => {
    const typed = typedIn(form);
    if (form.intent === 'change') return { typed, preview: undefined };
    const link = parseLink(typed.to);
    if (link?.purpose === 'request') return redirect(paths.pay(link.token));
    const payment = { ...typed, memo: form.optional('memo') };
    if (form.intent !== 'send') return { typed, preview: await door.call('wallet.preview-payment', payment) };
    const { id } = await door.call('wallet.send-payment', { ...payment, fee: form.optional('fee') }, form.key);
    return redirect(paths.transaction(id, 'sent'));
  },
);

export default function Send() {
  const refused = useRefused();
  const given = useActionData<typeof action>();
  if (given !== undefined && 'typed' in given)
    return given.preview === undefined ? (
      <Ask typed={given.typed} />
    ) : (
      <Confirm typed={given.typed} preview={given.preview} />
    );
  return <Ask typed={refused} />;
}

/** What a payment said that was refused when it was sent: the form shows it again, to be checked anew. */
function useRefused(): Typed | undefined {
  const values = useFault()?.values;
  const typed = (name: keyof Typed): string => values?.[name]?.[0] ?? '';
  return values && { to: typed('to'), asset: typed('asset'), amount: typed('amount'), memo: typed('memo') };
}

function Ask({ typed }: { readonly typed?: Typed | undefined }) {
  const { wallet, contacts, again, payee, limits } = useLoaderData<typeof loader>();
  const { locale } = useShell();
  const text = useText().send;
  const format = useFormat();
  const options = wallet.balances.map(({ asset, name, available, decimals }) => ({
    value: asset,
    label: text.balance(name[locale], format.amount(available, { code: asset, decimals })),
  }));
  const first = wallet.balances.find(({ available }) => available > 0n)?.asset;
  return (
    <Page title={text.title} back={paths.wallet()}>
      {payee === null ? <People contacts={contacts} /> : null}
      <Form values={{ asset: first, ...again, ...typed }}>
        {payee === null ? (
          <TextField name="to" label={text.to} hint={text.toHint} autoComplete="off" />
        ) : (
          <Chosen {...payee} />
        )}
        <Select name="asset" label={text.asset} options={options} />
        <TextField
          name="amount"
          label={text.amount}
          hint={text.amountHint}
          inputMode="decimal"
          width="short"
          autoComplete="off"
        />
        <TextField name="memo" label={text.memo} hint={text.memoHint} optional autoComplete="off" />
        <LimitLine limits={limits} asset={typed?.asset ?? first} />
        <ButtonRow>
          <Button>{text.goOn}</Button>
        </ButtonRow>
      </Form>
    </Page>
  );
}

function Confirm({ typed, preview }: { readonly typed: Typed; readonly preview: Preview }) {
  const { locale } = useShell();
  const { payee } = useLoaderData<typeof loader>();
  const {
    limits,
    send: { confirm: text },
  } = useText();
  const format = useFormat();
  const amount = (value: bigint): string => format.amount(value, { code: preview.asset, decimals: preview.decimals });
  const facts = [
    { id: 'to', term: text.to, value: <strong className="total">{preview.to}</strong> },
    ...(payee === null ? [{ id: 'entered', term: text.entered, value: typed.to }] : []),
    { id: 'amount', term: text.amount, value: <strong className="total">{amount(preview.amount)}</strong> },
    {
      id: 'fee',
      term: text.fee,
      value: preview.fee === 0n ? text.noFee : amount(preview.fee),
      action: <a href={paths.fees()}>{text.feeChanges}</a>,
    },
    ...(preview.fee === 0n ? [] : [{ id: 'total', term: text.total, value: amount(preview.total) }]),
    ...(preview.memo === null ? [] : [{ id: 'memo', term: text.memo, value: preview.memo }]),
    { id: 'arrival', term: text.arrival, value: preview.arrival[locale] },
    { id: 'after', term: text.after, value: amount(preview.availableAfter) },
    { id: 'limit', term: limits.after, value: amount(preview.leftTodayAfter) },
  ];
  return (
    <Page title={text.title} lead={text.lead}>
      <Facts facts={facts} />
      <Notice tone="warn">{text.scam}</Notice>
      <Form>
        {(['to', 'asset', 'amount', 'memo'] as const).map((name) => (
          <input key={name} type="hidden" name={name} value={typed[name]} />
        ))}
        <input type="hidden" name="fee" value={toDecimal(preview.fee, preview.decimals)} />
        <ButtonRow>
          <Button name="intent" value="send">
            {text.send(amount(preview.total))}
          </Button>
          <Button kind="secondary" name="intent" value="change">
            {text.change}
          </Button>
        </ButtonRow>
      </Form>
    </Page>
  );
}
