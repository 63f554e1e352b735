import { redirect, useLoaderData } from 'react-router';
import type { OutputOf } from '../../../src/platform/door.ts';
import type { AppOperation } from '../../../src/app.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { CopyText } from '../../components/copy-text.tsx';
import { Facts } from '../../components/facts.tsx';
import { TextArea } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load, param } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';
import { fileTones } from './bank-parts.tsx';

type File = OutputOf<AppOperation, 'wallet.list-bank-files'>['files'][number];
type Document = OutputOf<AppOperation, 'wallet.get-bank-file'>['documents'][number];

const becauseMax = 2000;

export const loader = load(async ({ door, params }) => {
  const sha256 = param(params, 'file');
  return { sha256, ...(await door.call('wallet.get-bank-file', { file: sha256 })) };
});

export const action = act(async ({ door, params, form }) => {
  const file = param(params, 'file');
  if (form.intent === 'confirm') {
    await door.call('wallet.confirm-bank-file', { file }, form.key);
    return redirect(paths.bank({ file, done: 'confirmed' }));
  }
  await door.call('wallet.dismiss-bank-file', { file, because: form.text('because') }, form.key);
  return redirect(paths.bank({ done: 'dismissed' }));
});

export default function BankFile() {
  const { sha256, file, documents } = useLoaderData<typeof loader>();
  const { locale } = useShell();
  const text = useText().bankWork.files;
  return (
    <Page title={file?.refused?.title[locale] ?? text.name} above={text.title} back={paths.bank()}>
      {file === null ? <Notice title={text.done} /> : <Waiting file={file} />}
      <Documents documents={documents} />
      <p>
        <a href={paths.bankOriginal(sha256)}>{text.original}</a>
      </p>
      {file === null || file.state === 'booking' ? null : <Settle file={file} />}
    </Page>
  );
}

function Waiting({ file }: { readonly file: File }) {
  const { locale } = useShell();
  const text = useText().bankWork.files;
  const format = useFormat();
  return (
    <>
      {file.refused === null ? null : <Notice tone="bad">{file.refused.detail[locale]}</Notice>}
      <Facts
        facts={[
          { id: 'state', term: text.state, value: <Tag tone={fileTones[file.state]}>{text.states[file.state]}</Tag> },
          { id: 'uploaded', term: text.uploaded, value: format.instant(file.uploadedAt) },
          { id: 'by', term: text.by, value: file.uploader },
          { id: 'size', term: text.size, value: format.bytes(file.bytes) },
          { id: 'sha256', term: 'SHA-256', value: <CopyText>{file.sha256}</CopyText> },
        ]}
      />
    </>
  );
}

/** What the file would book, to be compared with what the bank itself shows. */
function Documents({ documents }: { readonly documents: readonly Document[] }) {
  const { bank, bankWork } = useText();
  const text = bankWork.files;
  const format = useFormat();
  if (documents.length === 0) return null;
  return (
    <Table
      caption={text.content}
      rows={documents}
      keyOf={({ id, account }) => `${account} ${id}`}
      empty=""
      columns={[
        {
          id: 'id',
          head: bank.statement,
          cell: ({ id, kind }) => (kind === 'notification' ? bank.notification(id) : id),
        },
        { id: 'account', head: bank.account, cell: ({ account }) => account },
        { id: 'lines', head: text.lines, number: true, cell: ({ lines }) => format.count(lines) },
        { id: 'in', head: bank.line.in, number: true, cell: ({ moneyIn, asset }) => format.amount(moneyIn, asset) },
        { id: 'out', head: bank.line.out, number: true, cell: ({ moneyOut, asset }) => format.amount(moneyOut, asset) },
      ]}
    />
  );
}

function Settle({ file }: { readonly file: File }) {
  const { actor } = useShell();
  const text = useText().bankWork.files;
  const own = actor.kind === 'person' && file.uploadedBy === `person:${actor.id}`;
  return (
    <>
      {file.state === 'waiting' ? (
        <Card title={text.confirmTitle}>
          <p>{text.confirmText}</p>
          <Form intent="confirm">
            <ButtonRow>
              <Button disabledReason={own ? text.own : undefined}>{text.confirm}</Button>
            </ButtonRow>
          </Form>
        </Card>
      ) : null}
      <details className="narrow">
        <summary>{text.dismiss}</summary>
        <p>{text.dismissText}</p>
        <Form intent="dismiss">
          <TextArea name="because" label={text.because} rows={2} max={becauseMax} />
          <ButtonRow>
            <Button kind="secondary">{text.dismissSend}</Button>
          </ButtonRow>
        </Form>
      </details>
    </>
  );
}
