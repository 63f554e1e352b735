import { redirect, useLoaderData } from 'react-router';
import { locales } from '../../../src/platform/localized.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Radios } from '../../components/choices.tsx';
import { Facts } from '../../components/facts.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { useText } from '../../text.ts';

export const loader = load(async ({ door, url }) => ({
  profile: await door.call('identity.my-profile', {}),
  isSaved: url.searchParams.get('done') === 'saved',
}));

export const action = act(async ({ door, form }) => {
  const profile = await door.call('identity.my-profile', {});
  const [name, handle] = [form.text('name'), form.text('handle')];
  const locale = locales.find((one) => one === form.text('locale'));
  if (name !== profile.name) await door.call('identity.set-name', { name });
  if (handle !== '' && handle !== profile.handle) await door.call('identity.set-handle', { handle });
  if (locale !== undefined && locale !== profile.locale) await door.call('identity.set-locale', { locale });
  return redirect(paths.account('saved'));
});

export default function Profile() {
  const { profile, isSaved } = useLoaderData<typeof loader>();
  const text = useText();
  const { profile: words } = text.identity;
  return (
    <Page title={words.title}>
      {isSaved ? <Notice tone="good" title={words.saved} announce /> : null}
      <Facts facts={[{ id: 'email', term: words.email, value: profile.email }]} />
      <Form values={{ name: profile.name, handle: profile.handle ?? '', locale: profile.locale }}>
        <TextField name="name" label={words.name} hint={words.nameHint} autoComplete="name" />
        <TextField name="handle" label={words.handle} hint={words.handleHint} width="short" optional />
        <Radios
          name="locale"
          label={words.locale}
          options={locales.map((locale) => ({ value: locale, label: words.languages[locale] }))}
        />
        <ButtonRow>
          <Button>{text.shell.save}</Button>
        </ButtonRow>
      </Form>
      <Card title={text.limits.card}>
        <p>{text.limits.lead}</p>
        <a href={paths.limits()}>{text.limits.card}</a>
      </Card>
      <Card title={text.documents.notices.title}>
        <p>{text.documents.notices.lead}</p>
        <a href={paths.notices()}>{text.documents.notices.title}</a>
      </Card>
      <Card title={text.documents.export.title}>
        <p>{text.documents.export.lead}</p>
        <a href={paths.exports()}>{text.documents.export.title}</a>
      </Card>
      <Card title={words.security}>
        <p>{words.securityText}</p>
        <a href={paths.security()}>{words.security}</a>
      </Card>
      <Card title={text.merchant.title}>
        <p>{text.merchant.lead}</p>
        <a href={paths.merchant()}>{text.merchant.title}</a>
      </Card>
    </Page>
  );
}
