import { redirect, useLoaderData } from 'react-router';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { FileInput, TextArea } from '../../components/field.tsx';
import { FileList } from '../../components/file-list.tsx';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { actWithFiles, load, param, Refusal } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { textOf, useText } from '../../text.ts';
import { Openings } from './openings.tsx';

const becauseMax = 2000;

export const loader = load(async ({ door, params }) =>
  door.call('wallet.get-freeze', { person: param(params, 'person'), freeze: param(params, 'lock') }),
);

export const action = actWithFiles({
  open: async ({ params }) => Promise.resolve({ person: param(params, 'person'), freeze: param(params, 'lock') }),
  store: async ({ door, place }, { name, content }) => door.files.storeOrder(place.freeze, { name, content }),
  run: async ({ door, place, form, stored, refused }) => {
    if (form.intent === 'lift') {
      await door.call('wallet.unfreeze-wallet', { ...place, because: form.text('because') }, form.key);
      return redirect(paths.deskWallet(place.person, 'unfrozen'));
    }
    const [first] = refused;
    if (first !== undefined) throw first;
    if (stored.length === 0) throw new Refusal({ files: textOf(door.caller.locale).locks.desk.document.missing });
    return redirect(paths.deskLock(place.person, place.freeze));
  },
});

/** One freeze: what it is, its order, and lifting it. */
export default function DeskLock() {
  const lock = useLoaderData<typeof loader>();
  const { locale } = useShell();
  const { locks: text, wallets } = useText();
  const format = useFormat();
  const { order, note, disclosed } = lock;
  const facts = [
    { id: 'reason', term: text.lock.reason, value: lock.reasonText[locale] },
    { id: 'scope', term: wallets.freeze.scope, value: wallets.freeze.scopes[lock.scope].label },
    ...(order === null
      ? []
      : [
          { id: 'authority', term: text.lock.authority, value: order.authority },
          { id: 'reference', term: text.lock.reference, value: order.reference },
          { id: 'orderedOn', term: text.lock.orderedOn, value: format.calendarDay(order.orderedOn) },
        ]),
    ...(disclosed ? [] : [{ id: 'secret', term: text.desk.order.undisclosed, value: text.desk.order.secret }]),
    ...(note === null ? [] : [{ id: 'note', term: wallets.history.note, value: note }]),
    { id: 'lifter', term: text.lock.lifter, value: lock.lifterText[locale] },
  ];
  return (
    <Page
      title={text.lock.title(format.day(lock.since))}
      above={lock.personName}
      back={paths.deskWallet(lock.personId)}
    >
      <Facts facts={facts} />
      {order === null ? null : <Order />}
      <Lift />
    </Page>
  );
}

function Order() {
  const { documents, openings, id } = useLoaderData<typeof loader>();
  const { site } = useShell();
  const text = useText().locks.desk.document;
  return (
    <Card title={text.title}>
      <FileList files={documents} hrefOf={(file) => paths.document(id, file.id)} pictures={false} />
      <Openings openings={openings} files={documents} />
      <Form intent="document" files>
        <FileInput name="files" label={text.add} hint={text.hint} accept={site.files.types.join(',')} />
        <ButtonRow>
          <Button kind="secondary">{text.send}</Button>
        </ButtonRow>
      </Form>
    </Card>
  );
}

function Lift() {
  const { liftedAt, mayLift } = useLoaderData<typeof loader>();
  const { locks, wallets } = useText();
  if (liftedAt !== null) return <p className="quiet">{locks.desk.gone}</p>;
  if (!mayLift) return <p className="quiet">{locks.desk.notYours}</p>;
  return (
    <Card title={wallets.unfreeze.title}>
      <Form intent="lift" files>
        <TextArea
          name="because"
          label={wallets.unfreeze.because}
          hint={wallets.unfreeze.becauseHint}
          rows={3}
          max={becauseMax}
        />
        <ButtonRow>
          <Button>{locks.desk.lift}</Button>
        </ButtonRow>
      </Form>
    </Card>
  );
}
