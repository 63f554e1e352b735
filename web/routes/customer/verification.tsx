import { redirect, useLoaderData } from 'react-router';
import type { AppOperation } from '../../../src/app.ts';
import type { OutputOf } from '../../../src/platform/door.ts';
import {
  countries,
  documentKinds,
  documentsOf,
  identityDocuments,
  refusalReasons,
} from '../../../src/wallet/verification/contract.ts';
import type { AskedLevel, DocumentKind, Verification } from '../../../src/wallet/verification/contract.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Facts } from '../../components/facts.tsx';
import { FileInput, Select, TextArea, TextField } from '../../components/field.tsx';
import { FileList } from '../../components/file-list.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import type { WebDoor } from '../../door.ts';
import type { Fields } from '../../fields.ts';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { actWithFiles, load } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';
import { countryName, detailFacts } from './verification-facts.ts';

type Mine = OutputOf<AppOperation, 'wallet.my-verification'>;

const photos = 'image/jpeg,image/png,image/webp,image/heic,application/pdf';

export const loader = load(async ({ door }) => door.call('wallet.my-verification', {}));

export const action = actWithFiles({
  open: async ({ door }) => door.call('wallet.open-verification', {}),
  store: async ({ door, place }, { field, name, content }) => {
    const kind = documentKinds.find((known): known is DocumentKind => known === field) ?? 'identity';
    return door.files.storeInVerification(place.id, kind, { name, content });
  },
  run: async ({ door, place, form, refused }) => {
    const removed = form.optional('remove');
    if (removed !== undefined) {
      await door.files.removeFromVerification(place.id, removed);
      return redirect(paths.verification());
    }
    const [first] = refused;
    if (first !== undefined) throw first;
    await submit(door, place.id, form);
    return redirect(paths.verification('sent'));
  },
});

async function submit(door: WebDoor, verification: string, form: Fields): Promise<void> {
  await door.call('wallet.submit-verification', {
    verification,
    name: form.optional('name'),
    birthDate: form.optional('birthDate'),
    country: countries.find((code) => code === form.text('country')),
    documentKind: identityDocuments.find((kind) => kind === form.text('documentKind')),
    documentNumber: form.optional('documentNumber'),
    address: form.optional('address'),
    funds: form.optional('funds'),
  });
}

/** What is known, what is asked, how it stands: one page from the first document to the decision. */
export default function VerificationPage() {
  const mine = useLoaderData<typeof loader>();
  const { level, nextLevel, verification, decided } = mine;
  const text = useText().verification;
  const isWaiting = verification?.state === 'submitted' || verification?.state === 'recommended';
  return (
    <Page
      title={isWaiting || nextLevel === null ? text.title : text.titleFor(String(nextLevel))}
      above={text.levelNow(String(level))}
      back={paths.limits()}
    >
      <State verification={isWaiting ? verification : decided} />
      {isWaiting ? null : nextLevel === null ? <p>{text.highest}</p> : <Ask mine={mine} level={nextLevel} />}
    </Page>
  );
}

/** What was decided last, or that it is being looked at. */
function State({ verification }: { readonly verification: Verification | null }) {
  const { locale } = useShell();
  const text = useText().verification;
  const format = useFormat();
  if (verification === null || verification.submittedAt === null) return null;
  const { state, submittedAt, decidedAt, reasons, remark, details } = verification;
  if (state === 'approved' && decidedAt !== null)
    return <Notice tone="good" title={text.approved(String(verification.level), format.day(decidedAt))} />;
  if (state === 'refused')
    return (
      <Notice tone="warn" title={text.refused}>
        <ul>
          {reasons.map((reason) => (
            <li key={reason}>{refusalReasons[reason][locale]}</li>
          ))}
        </ul>
        {remark === null ? null : <p>{remark}</p>}
        <p>{text.again}</p>
        <a href={paths.complain()}>{text.complain}</a>
      </Notice>
    );
  return (
    <>
      <Notice title={text.waiting(format.instant(submittedAt))}>
        <p>{text.waitingText}</p>
      </Notice>
      <Facts facts={detailFacts(details, text, locale)} />
    </>
  );
}

function Ask({ mine, level }: { readonly mine: Mine; readonly level: AskedLevel }) {
  const text = useText().verification;
  const { verification } = mine;
  const held = verification?.state === 'draft' ? verification.documents : [];
  return (
    <>
      <p className="lead">{text.leads[level]}</p>
      {held.length === 0 ? null : <Held documents={held} />}
      <Form files values={{ country: 'CN', documentKind: 'passport', ...verification?.details }}>
        {level === 1 ? <AboutYou /> : <AboutMoney />}
        {documentsOf[level].map((kind) => (
          <FileInput
            key={kind}
            name={kind}
            label={text.documents[kind].name}
            hint={held.some((one) => one.kind === kind) ? text.heldAlready : text.documents[kind].hint}
            accept={photos}
          />
        ))}
        <p className="hint">{text.privacy}</p>
        <ButtonRow>
          <Button>{text.send}</Button>
        </ButtonRow>
      </Form>
    </>
  );
}

function Held({ documents }: { readonly documents: Verification['documents'] }) {
  const text = useText().verification;
  return (
    <Form intent="remove" files>
      <h2>{text.held}</h2>
      <FileList
        files={documents.map((file) => ({
          ...file,
          shown: false,
          name: `${text.documents[file.kind].name}: ${file.name}`,
        }))}
        hrefOf={() => ''}
        actionOf={({ id, name }) => (
          <button
            type="submit"
            className="button button-quiet"
            name="remove"
            value={id}
            aria-label={text.removeOf(name)}
          >
            {text.remove}
          </button>
        )}
      />
    </Form>
  );
}

function AboutYou() {
  const { locale } = useShell();
  const text = useText().verification;
  const names = countries
    .map((value) => ({ value, label: countryName(value, locale) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, locale));
  return (
    <>
      <TextField name="name" label={text.fields.name} hint={text.nameHint} autoComplete="name" />
      <TextField name="birthDate" type="date" label={text.fields.birthDate} width="short" autoComplete="bday" />
      <Select name="country" label={text.fields.country} options={names} />
      <Select
        name="documentKind"
        label={text.fields.documentKind}
        options={identityDocuments.map((value) => ({ value, label: text.identityDocuments[value] }))}
      />
      <TextField name="documentNumber" label={text.fields.documentNumber} width="short" autoComplete="off" />
    </>
  );
}

const addressMax = 500;
const fundsMax = 1000;

function AboutMoney() {
  const text = useText().verification;
  return (
    <>
      <TextArea name="address" label={text.fields.address} rows={3} max={addressMax} />
      <TextArea name="funds" label={text.fields.funds} hint={text.fundsHint} rows={3} max={fundsMax} />
    </>
  );
}
