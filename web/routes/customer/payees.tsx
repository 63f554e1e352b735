import { redirect, useLoaderData } from 'react-router';
import type { OutputOf } from '../../../src/platform/door.ts';
import type { AppOperation } from '../../../src/app.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { textFor, useText } from '../../text.ts';

type Contact = OutputOf<AppOperation, 'wallet.list-contacts'>['contacts'][number];

export const loader = load(async ({ door, url }) => ({
  ...(await door.call('wallet.list-contacts', {})),
  done: url.searchParams.get('done'),
}));

export const action = act(async ({ door, form }) => {
  if (form.has('remove')) {
    await door.call('wallet.remove-contact', { person: form.text('person') }, form.key);
    return redirect(paths.payees('removed'));
  }
  await door.call('wallet.save-contact', { to: form.text('to'), name: form.optional('name') }, form.key);
  return redirect(paths.payees('saved'));
});

export default function Payees() {
  const { contacts, done } = useLoaderData<typeof loader>();
  const text = useText().payees;
  const sentence = textFor(text.done, done);
  return (
    <Page title={text.title} lead={text.lead} back={paths.send()}>
      {sentence === undefined ? null : <Notice tone="good" announce title={sentence} />}
      {contacts.length === 0 ? (
        <p className="empty">{text.none}</p>
      ) : (
        <Card>
          <ul className="movements" aria-label={text.list}>
            {contacts.map((contact) => (
              <ContactLine key={contact.personId} contact={contact} />
            ))}
          </ul>
        </Card>
      )}
      <h2>{text.add}</h2>
      <Form intent="add">
        <TextField name="to" label={text.to} hint={text.toHint} autoComplete="off" />
        <TextField name="name" label={text.newName} hint={text.newNameHint} optional autoComplete="off" />
        <ButtonRow>
          <Button>{text.save}</Button>
        </ButtonRow>
      </Form>
    </Page>
  );
}

function ContactLine({ contact }: { readonly contact: Contact }) {
  const { personId, name, maskedName, handle, to } = contact;
  const text = useText().payees;
  return (
    <li>
      <div className="what">
        <a href={paths.send({ to })}>{name}</a>
        <span className="when">
          {name === maskedName ? null : maskedName}
          {handle === null ? null : ` @${handle}`}
        </span>
      </div>
      <details className="much">
        <summary>
          {text.rename} <span className="visually-hidden">{name}</span>
        </summary>
        <form method="post" className="form">
          <input type="hidden" name="to" value={to} />
          <input type="hidden" name="person" value={personId} />
          <label className="label" htmlFor={`name-${personId}`}>
            {text.newName}
          </label>
          <input
            id={`name-${personId}`}
            className="input"
            name="name"
            defaultValue={name === maskedName ? '' : name}
            autoComplete="off"
          />
          <ButtonRow>
            <Button kind="secondary">{text.save}</Button>
            <Button kind="quiet" name="remove" value="yes">
              {text.remove}
            </Button>
          </ButtonRow>
        </form>
      </details>
    </li>
  );
}
