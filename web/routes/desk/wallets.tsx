import { redirect } from 'react-router';
import { Button, ButtonRow } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { useText } from '../../text.ts';

/** Asks for nothing but the right to be here. */
export const loader = load(async ({ door }) => door.call('wallet.list-bank-accounts', {}));

/** The address typed never stands in the page's own address. */
export const action = act(async ({ door, form }) => {
  const { person } = await door.call('wallet.find-wallet', { to: form.text('to') });
  return redirect(paths.deskWallet(person));
});

export default function Wallets() {
  const text = useText().wallets;
  return (
    <Page title={text.find}>
      <Form>
        <TextField name="to" label={text.to} hint={text.toHint} autoComplete="off" />
        <ButtonRow>
          <Button>{text.search}</Button>
        </ButtonRow>
      </Form>
    </Page>
  );
}
