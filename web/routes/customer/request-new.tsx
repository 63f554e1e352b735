import { redirect, useLoaderData } from 'react-router';
import { Radios } from '../../components/choices.tsx';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Select, TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';

/** How long a request can be paid, in days. */
const dayChoices = [1, 7, 30, 90, 365];

export const loader = load(async ({ door }) => ({ wallet: await door.call('wallet.get-wallet', {}) }));

export const action = act(async ({ door, form }) => {
  const given = {
    asset: form.text('asset'),
    amount: form.optional('amount'),
    note: form.optional('note'),
    many: form.text('times') === 'often',
    days: Number(form.text('days')),
  };
  const { id } = await door.call('wallet.create-request', given, form.key);
  return redirect(paths.request(id, 'made'));
});

export default function NewRequest() {
  const { wallet } = useLoaderData<typeof loader>();
  const { locale } = useShell();
  const text = useText().requests;
  const first = wallet.balances.find(({ balance }) => balance > 0n)?.asset;
  return (
    <Page title={text.form.title} back={paths.receive()}>
      <Form values={{ asset: first, days: '30', times: 'once' }}>
        <Select
          name="asset"
          label={text.form.asset}
          options={wallet.balances.map(({ asset, name }) => ({ value: asset, label: `${name[locale]} (${asset})` }))}
        />
        <TextField
          name="amount"
          label={text.amount}
          hint={text.form.amountHint}
          optional
          inputMode="decimal"
          width="short"
          autoComplete="off"
        />
        <TextField name="note" label={text.note} hint={text.form.noteHint} optional autoComplete="off" />
        <Select
          name="days"
          label={text.form.days}
          options={dayChoices.map((days) => ({ value: String(days), label: text.form.day(days) }))}
        />
        <Radios
          name="times"
          label={text.form.many}
          options={[
            { value: 'once', label: text.form.once, hint: text.form.onceHint },
            { value: 'often', label: text.form.often, hint: text.form.oftenHint },
          ]}
        />
        <ButtonRow>
          <Button>{text.form.send}</Button>
        </ButtonRow>
      </Form>
    </Page>
  );
}
