import { redirect, useLoaderData } from 'react-router';
import { Button, ButtonLink, ButtonRow } from '../../components/button.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { paths } from '../../paths.ts';
import { act, load, param } from '../../route.ts';
import { useText } from '../../text.ts';

/** A scanner of mails follows links, too: looking changes nothing, only the button does. */
export const loader = load(async ({ door, params }) =>
  door.call('wallet.get-lock-link', { token: param(params, 'token') }),
);

export const action = act(async ({ door, params }) => {
  const token = param(params, 'token');
  await door.call('wallet.lock-by-link', { token });
  return redirect(paths.lockLink(token));
});

export default function Lock() {
  const { name, locked } = useLoaderData<typeof loader>();
  const text = useText().locks.link;
  if (locked) return <Locked name={name} />;
  return (
    <Page title={text.title} lead={text.lead(name)}>
      <p>{text.still}</p>
      <Form>
        <ButtonRow>
          <Button kind="danger">{text.lock}</Button>
        </ButtonRow>
      </Form>
    </Page>
  );
}

function Locked({ name }: { readonly name: string }) {
  const text = useText().locks.link;
  return (
    <Page title={text.doneTitle}>
      <Notice tone="good" title={text.done(name)} announce>
        <p>{text.still}</p>
      </Notice>
      <h2>{text.next}</h2>
      <ButtonRow>
        <ButtonLink href={paths.recover()}>{text.recover}</ButtonLink>
        <ButtonLink href={paths.signIn(paths.wallet())} kind="secondary">
          {text.signIn}
        </ButtonLink>
      </ButtonRow>
      <p>
        <a href={paths.complain()}>{text.complain}</a>
      </p>
    </Page>
  );
}
