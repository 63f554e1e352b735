import { redirect, useLoaderData } from 'react-router';
import { freezeScopes } from '../../../src/wallet/contract.ts';
import type { FreezeScope } from '../../../src/wallet/contract.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Checkboxes, Radios } from '../../components/choices.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { paths } from '../../paths.ts';
import { act, load, param, Refusal } from '../../route.ts';
import { textOf, useText } from '../../text.ts';

export const loader = load(async ({ door, params }) =>
  door.call('wallet.inspect-wallet', { person: param(params, 'person') }),
);

export const action = act(async ({ door, params, form }) => {
  const person = param(params, 'person');
  const order = {
    authority: form.text('authority'),
    reference: form.text('reference'),
    orderedOn: form.text('orderedOn'),
  };
  const missing = Object.entries(order).filter(([, value]) => value === '');
  const { incomplete } = textOf(door.caller.locale).locks.desk.order;
  if (missing.length > 0) throw new Refusal(Object.fromEntries(missing.map(([name]) => [name, incomplete])));
  const scope = freezeScopes.find((known): known is FreezeScope => known === form.text('scope')) ?? 'all';
  const { freeze } = await door.call(
    'wallet.freeze-wallet',
    { person, scope, reason: 'legal-order', order: { ...order, disclosed: !form.has('undisclosed') } },
    form.key,
  );
  return redirect(paths.deskLock(person, freeze));
});

/** A freeze that a court or an authority ordered; its document is added on the next page. */
export default function FreezeByOrder() {
  const { person, personId } = useLoaderData<typeof loader>();
  const { locks, wallets } = useText();
  const text = locks.desk.order;
  return (
    <Page title={text.title} above={person.name} back={paths.deskWallet(personId)}>
      <Form values={{ scope: 'all' }}>
        <TextField name="authority" label={text.authority} />
        <TextField name="reference" label={text.reference} width="short" />
        <TextField name="orderedOn" type="date" label={text.orderedOn} width="short" />
        <Radios
          name="scope"
          label={wallets.freeze.scope}
          options={freezeScopes.map((value) => ({ value, ...wallets.freeze.scopes[value] }))}
        />
        <Checkboxes
          name="undisclosed"
          label={text.undisclosed}
          options={[{ value: 'yes', label: text.undisclosedLabel }]}
        />
        <ButtonRow>
          <Button kind="danger">{text.send}</Button>
        </ButtonRow>
      </Form>
    </Page>
  );
}
