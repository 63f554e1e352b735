import { redirect, useLoaderData } from 'react-router';
import { hourlyMax, noticeKinds } from '../../../src/wallet/notices/contract.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Checkboxes } from '../../components/choices.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { useText } from '../../text.ts';

export const loader = load(async ({ door, url }) => ({
  settings: await door.call('wallet.get-notice-settings', {}),
  isSaved: url.searchParams.get('done') === 'saved',
}));

export const action = act(async ({ door, form }) => {
  const wanted = form.all('wanted');
  await door.call(
    'wallet.set-notice-settings',
    { off: noticeKinds.filter((kind) => !wanted.includes(kind)) },
    form.key,
  );
  return redirect(paths.notices('saved'));
});

export default function Notices() {
  const { settings, isSaved } = useLoaderData<typeof loader>();
  const { documents, shell } = useText();
  const text = documents.notices;
  return (
    <Page title={text.title} lead={text.lead} back={paths.account()}>
      {isSaved ? <Notice tone="good" title={text.saved} announce /> : null}
      <Form values={{ wanted: noticeKinds.filter((kind) => !settings.off.includes(kind)) }}>
        <Checkboxes
          name="wanted"
          label={text.which}
          hint={text.flood(hourlyMax)}
          options={noticeKinds.map((kind) => ({ value: kind, label: text.kinds[kind] }))}
        />
        <Notice title={text.security}>{text.securityText}</Notice>
        <ButtonRow>
          <Button>{shell.save}</Button>
        </ButtonRow>
      </Form>
    </Page>
  );
}
