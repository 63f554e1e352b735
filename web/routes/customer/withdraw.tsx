import { redirect, useActionData, useLoaderData } from 'react-router';
import { toDecimal } from '../../../src/platform/money.ts';
import type { OutputOf } from '../../../src/platform/door.ts';
import type { AppOperation } from '../../../src/app.ts';
import { Button, ButtonLink, ButtonRow } from '../../components/button.tsx';
import { Radios } from '../../components/choices.tsx';
import { Facts } from '../../components/facts.tsx';
import { Select, TextField } from '../../components/field.tsx';
import { Form, useFault } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import type { Fields } from '../../fields.ts';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';
import { shortAddress } from './withdrawal-parts.tsx';

interface Typed {
  readonly asset: string;
  readonly amount: string;
  readonly destination: string;
}

type Preview = OutputOf<AppOperation, 'wallet.preview-withdrawal'>;

const names = ['asset', 'amount', 'destination'] as const;

function typedIn(form: Fields): Typed {
  return { asset: form.text('asset'), amount: form.text('amount'), destination: form.text('destination') };
}

export const loader = load(async ({ door, url }) => {
  const [wallet, { destinations }] = await Promise.all([
    door.call('wallet.get-wallet', {}),
    door.call('wallet.list-destinations', {}),
  ]);
  return { wallet, destinations, wanted: url.searchParams.get('destination') ?? undefined };
});

/** Shows what the withdrawal would do; asks for it only from there. */
export const action = act(
  async ({ door, form }): Promise<Response | { readonly typed: Typed; readonly preview: Preview | undefined }> => {
    const typed = typedIn(form);
    if (form.intent === 'change') return { typed, preview: undefined };
    if (form.intent !== 'send') return { typed, preview: await door.call('wallet.preview-withdrawal', typed) };
    const given = { ...typed, fee: form.optional('fee') };
    const { id } = await door.call('wallet.request-withdrawal', given, form.key);
    return redirect(paths.withdrawal(id, 'asked'));
  },
);

export default function Withdraw() {
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

/** What was typed into a withdrawal that was refused: the form shows it again. */
function useRefused(): Typed | undefined {
  const values = useFault()?.values;
  const typed = (name: keyof Typed): string => values?.[name]?.[0] ?? '';
  return values && { asset: typed('asset'), amount: typed('amount'), destination: typed('destination') };
}

function Ask({ typed }: { readonly typed?: Typed | undefined }) {
  const { wallet, destinations, wanted } = useLoaderData<typeof loader>();
  const { locale, now } = useShell();
  const text = useText().withdrawals;
  const format = useFormat();
  if (destinations.length === 0) return <NoDestination />;
  const balances = wallet.balances.map(({ asset, name, available, decimals }) => ({
    value: asset,
    label: text.balance(name[locale], format.amount(available, { code: asset, decimals })),
  }));
  const first = wallet.balances.find(({ available }) => available > 0n)?.asset;
  return (
    <Page title={text.title} back={paths.wallet()}>
      <Form values={{ asset: first, destination: wanted ?? destinations[0]?.id, ...typed }} action={paths.withdraw()}>
        <Radios
          name="destination"
          label={text.destination}
          options={destinations.map(({ id, label, details, usableAt }) => ({
            value: id,
            label: `${label} · ${shortAddress(details)}`,
            ...(usableAt > now ? { hint: text.usableFrom(format.instant(usableAt)) } : {}),
          }))}
        />
        <p>
          <a href={paths.addDestination()}>{text.add}</a> · <a href={paths.destinations()}>{text.manage}</a>
        </p>
        <Select name="asset" label={text.asset} options={balances} />
        <TextField
          name="amount"
          label={text.amount}
          hint={text.amountHint}
          inputMode="decimal"
          width="short"
          autoComplete="off"
        />
        <ButtonRow>
          <Button>{text.goOn}</Button>
        </ButtonRow>
      </Form>
    </Page>
  );
}

function NoDestination() {
  const text = useText().withdrawals;
  return (
    <Page title={text.title} lead={text.noDestination} back={paths.wallet()}>
      <ButtonRow>
        <ButtonLink href={paths.addDestination()}>{text.add}</ButtonLink>
      </ButtonRow>
    </Page>
  );
}

function Confirm({ typed, preview }: { readonly typed: Typed; readonly preview: Preview }) {
  const { locale } = useShell();
  const text = useText().withdrawals.confirm;
  const format = useFormat();
  const { asset, decimals, destination, first, promisedAt, fee } = preview;
  const amount = (value: bigint): string => format.amount(value, { code: asset, decimals });
  const facts = [
    {
      id: 'to',
      term: text.to,
      value: (
        <>
          <strong>{destination.label}</strong>
          <br />
          <span className="pre">
            {destination.details.rail === 'bank' ? destination.details.iban : destination.details.address}
          </span>
        </>
      ),
    },
    { id: 'amount', term: text.amount, value: <strong className="total">{amount(preview.amount)}</strong> },
    { id: 'fee', term: text.fee, value: fee === 0n ? text.noFee : `${amount(fee)} (${text.feeKept})` },
    ...(fee === 0n ? [] : [{ id: 'total', term: text.total, value: amount(preview.total) }]),
    { id: 'arrival', term: text.arrival, value: preview.arrival[locale] },
    { id: 'after', term: text.after, value: amount(preview.availableAfter) },
    { id: 'left', term: text.leftToday, value: amount(preview.leftToday) },
  ];
  const until = format.instant(promisedAt);
  return (
    <Page title={text.title}>
      <Facts facts={facts} />
      {first === 'approved' ? null : (
        <Notice title={first === 'requested' ? text.first.requested(until) : text.first.review(until)}>
          <ul>
            {preview.reasons.map((reason) => (
              <li key={reason.code}>{reason.text[locale]}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Notice tone="warn">{text.scam}</Notice>
      <Form action={paths.withdraw()}>
        {names.map((name) => (
          <input key={name} type="hidden" name={name} value={typed[name]} />
        ))}
        <input type="hidden" name="fee" value={toDecimal(fee, decimals)} />
        <ButtonRow>
          <Button name="intent" value="send">
            {text.send(amount(preview.amount))}
          </Button>
          <Button kind="secondary" name="intent" value="change">
            {text.change}
          </Button>
        </ButtonRow>
      </Form>
    </Page>
  );
}
