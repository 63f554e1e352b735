import { redirect, useLoaderData } from 'react-router';
import { Button, ButtonRow } from '../../components/button.tsx';
import { TextArea, TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { useText } from '../../text.ts';

const sellsMax = 500;

export const loader = load(async ({ door }) => {
  const merchant = await door.call('wallet.get-merchant', {});
  if (merchant !== null && merchant.state !== 'refused') throw redirect(paths.merchant());
  return { merchant };
});

export const action = act(async ({ door, form }) => {
  const application = {
    tradingName: form.text('tradingName'),
    sells: form.text('sells'),
    website: form.text('website'),
    contact: form.text('contact'),
  };
  await door.call('wallet.apply-as-merchant', application, form.key);
  return redirect(paths.merchant('applied'));
});

export default function Apply() {
  const { merchant } = useLoaderData<typeof loader>();
  const text = useText().merchant.apply;
  return (
    <Page title={text.title} lead={text.lead} back={paths.wallet()}>
      <Form
        values={{
          tradingName: merchant?.tradingName,
          sells: merchant?.sells,
          website: merchant?.website,
          contact: merchant?.contact,
        }}
      >
        <TextField
          name="tradingName"
          label={text.tradingName}
          hint={text.tradingNameHint}
          autoComplete="organization"
        />
        <TextArea name="sells" label={text.sells} rows={3} max={sellsMax} />
        <TextField name="website" label={text.website} hint={text.websiteHint} autoComplete="url" />
        <TextField name="contact" type="email" label={text.contact} hint={text.contactHint} autoComplete="email" />
        <ButtonRow>
          <Button>{text.send}</Button>
        </ButtonRow>
      </Form>
    </Page>
  );
}
