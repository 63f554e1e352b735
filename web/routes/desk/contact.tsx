import { redirect, useLoaderData } from 'react-router';
import { hasRole } from '../../../src/platform/actor.ts';
import { Button, ButtonLink, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Radios } from '../../components/choices.tsx';
import { Facts } from '../../components/facts.tsx';
import { TextArea, TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load, param, Refusal } from '../../route.ts';
import { textOf, useText } from '../../text.ts';

const settlements = ['case', 'reply', 'nothing'] as const;

const becauseMax = 2000;

export const loader = load(async ({ door, params }) => ({
  contact: await door.call('channels.get-contact', { id: param(params, 'contact') }),
  maySettle: hasRole(door.caller.actor, 'handler', 'supervisor', 'admin'),
}));

export const action = act(async ({ door, params, form }) => {
  const as = settlements.find((known) => known === form.text('as'));
  if (as === undefined) throw new Refusal({ as: textOf(door.caller.locale).contacts.asMissing });
  const { caseId } = await door.call(
    'channels.settle-contact',
    { id: param(params, 'contact'), as, number: form.optional('number'), because: form.optional('because') },
    form.key,
  );
  return redirect(as === 'nothing' || caseId === null ? paths.contacts({ done: 'settled' }) : paths.deskCase(caseId));
});

/** One contact as text: its markup and pictures stay in the original. */
export default function Contact() {
  const { contact } = useLoaderData<typeof loader>();
  const { mail, size, id } = contact;
  const text = useText().contacts;
  const format = useFormat();
  return (
    <Page title={mail.subject || text.noSubject} above={text.title} back={paths.contacts()}>
      <ContactFacts />
      <h2>{text.text}</h2>
      {mail.bodyText.trim() === '' ? (
        <p className="empty">{text.noText}</p>
      ) : (
        <Card>
          <div className="pre">{mail.bodyText}</div>
        </Card>
      )}
      <ButtonRow>
        <ButtonLink kind="secondary" href={paths.contactOriginal(id)}>
          {text.original}
        </ButtonLink>
      </ButtonRow>
      <p className="hint">{text.originalHint(format.bytes(size))}</p>
      {contact.filedAs === 'kept' && contact.settled === null ? <Settle /> : null}
    </Page>
  );
}

function ContactFacts() {
  const { contact } = useLoaderData<typeof loader>();
  const { reason, receivedAt, settled, caseId, mail } = contact;
  const text = useText().contacts;
  const format = useFormat();
  const files = mail.attachments.map(({ name, type, size }) =>
    text.file(name || text.noName, type, format.bytes(size)),
  );
  return (
    <Facts
      facts={[
        { id: 'reason', term: text.columns.reason, value: reason === null ? text.notYet : text.reasons[reason] },
        {
          id: 'from',
          term: text.from,
          value: [mail.fromName, mail.from].filter((part) => part !== '').join(' · ') || text.noSender,
        },
        { id: 'to', term: text.to, value: mail.to.join(', ') || text.noSender },
        { id: 'received', term: text.received, value: format.instant(receivedAt) },
        ...(files.length === 0 ? [] : [{ id: 'files', term: text.files, value: <FileNames names={files} /> }]),
        ...(caseId === null
          ? []
          : [{ id: 'case', term: text.case, value: <a href={paths.deskCase(caseId)}>{text.toCase}</a> }]),
        ...(settled === null
          ? []
          : [
              {
                id: 'settled',
                term: text.settledBy(settled.by ?? text.somebody, format.day(settled.at)),
                value: settled.because ?? '',
              },
            ]),
      ]}
    />
  );
}

function FileNames({ names }: { readonly names: readonly string[] }) {
  return (
    <ul>
      {names.map((name, index) => (
        <li key={`${index} ${name}`}>{name}</li>
      ))}
    </ul>
  );
}

function Settle() {
  const { maySettle } = useLoaderData<typeof loader>();
  const text = useText().contacts;
  return (
    <Card title={text.settle}>
      <Form>
        <Radios name="as" label={text.as} options={settlements.map((value) => ({ value, ...text.options[value] }))} />
        <TextField name="number" label={text.number} hint={text.numberHint} optional width="short" autoComplete="off" />
        <TextArea name="because" label={text.because} hint={text.becauseHint} rows={3} max={becauseMax} optional />
        <ButtonRow>
          <Button disabledReason={maySettle ? undefined : text.mayNot}>{text.send}</Button>
        </ButtonRow>
      </Form>
    </Card>
  );
}
