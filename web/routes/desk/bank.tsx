import { redirect, useLoaderData } from 'react-router';
import { hasRole } from '../../../src/platform/actor.ts';
import { bankFileBytesMax } from '../../../src/rails/contract.ts';
import type { OutputOf } from '../../../src/platform/door.ts';
import type { AppOperation } from '../../../src/app.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { CopyText } from '../../components/copy-text.tsx';
import { FileInput, Select, TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { Pagination } from '../../components/pagination.tsx';
import { Table } from '../../components/table.tsx';
import type { WebDoor } from '../../door.ts';
import type { Fields } from '../../fields.ts';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { actWithFiles, load, Refusal } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { textFor, textOf, useText } from '../../text.ts';
import { BankLinks, UnfinishedFiles } from './bank-parts.tsx';

type Statement = OutputOf<AppOperation, 'wallet.list-bank-statements'>['statements'][number];
type Line = OutputOf<AppOperation, 'wallet.list-unmatched'>['lines'][number];
type Account = OutputOf<AppOperation, 'wallet.list-bank-accounts'>['accounts'][number];

export const loader = load(async ({ door, url }) => {
  const [file, settled, after] = ['file', 'settled', 'after'].map((name) => url.searchParams.get(name) ?? undefined);
  const [{ statements }, work, { accounts }, { files }] = await Promise.all([
    door.call('wallet.list-bank-statements', { file }),
    door.call('wallet.list-unmatched', { settled: settled !== undefined, after }),
    door.call('wallet.list-bank-accounts', {}),
    door.call('wallet.list-bank-files', {}),
  ]);
  return {
    statements,
    work,
    accounts,
    files,
    file,
    settled: settled !== undefined,
    done: url.searchParams.get('done'),
  };
});

/** The bytes of an upload, one more than is taken at the most: the rest of a larger file is not kept. */
async function readFile(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of content) {
    if (size <= bankFileBytesMax) chunks.push(chunk);
    size += chunk.length;
  }
  return Buffer.concat(chunks).subarray(0, bankFileBytesMax + 1);
}

export const action = actWithFiles({
  open: () => Promise.resolve(undefined),
  store: (_given, { content }) => readFile(content),
  run: async ({ door, form, stored }) =>
    form.intent === 'account' ? addAccount(door, form) : upload(door, form, stored),
});

/** Books one file after the other; a refused one leaves those before it booked. */
async function upload(door: WebDoor, form: Fields, files: readonly Buffer[]): Promise<Response> {
  if (files.length === 0) throw new Refusal({ file: textOf(door.caller.locale).bank.upload.missing });
  const booked: { readonly sha256: string; readonly uploadedBefore: boolean; readonly waits: boolean }[] = [];
  for (const [index, file] of files.entries()) {
    const key = form.key === undefined ? undefined : `${form.key}-${index}`;
    booked.push(await door.call('wallet.import-bank-statement', { file: file.toString('base64') }, key));
  }
  const waiting = booked.find(({ waits }) => waits);
  if (waiting !== undefined) return redirect(paths.bank({ done: 'waits' }));
  const done = booked.every(({ uploadedBefore }) => uploadedBefore) ? 'again' : 'uploaded';
  return redirect(paths.bank({ file: booked.length === 1 ? booked[0]?.sha256 : undefined, done }));
}

async function addAccount(door: WebDoor, form: Fields): Promise<Response> {
  const given = {
    number: form.text('number'),
    asset: form.text('asset'),
    holder: form.text('holder'),
    bank: form.text('bank'),
    bic: form.optional('bic'),
  };
  await door.call('wallet.add-bank-account', given, form.key);
  return redirect(paths.bank({ done: 'account' }));
}

export default function Bank() {
  const { statements, work, accounts, files, file, settled, done } = useLoaderData<typeof loader>();
  const { bank: text, bankWork } = useText();
  const sentences: Readonly<Record<string, string>> = {
    uploaded: text.upload.done,
    waits: text.upload.waits,
    confirmed: bankWork.files.confirmed,
    dismissed: bankWork.files.dismissed,
    again: text.upload.again,
    account: text.accounts.added,
  };
  const sentence = textFor(sentences, done);
  return (
    <Page title={text.title} width="wide" back={file === undefined ? paths.desk() : paths.bank()}>
      {sentence === undefined ? null : (
        <Notice tone={done === 'again' || done === 'waits' ? 'info' : 'good'} announce title={sentence} />
      )}
      {file === undefined ? (
        <>
          <BankLinks />
          <Upload ready={accounts.length > 0} />
          <UnfinishedFiles files={files} />
        </>
      ) : (
        <Fingerprint file={file} />
      )}
      <h2>{text.statements}</h2>
      <Statements statements={statements} />
      <h2 id="work">{settled ? text.settledTitle : text.work(String(work.open))}</h2>
      <Lines lines={work.lines} empty={settled ? text.noSettled : text.noWork} />
      <Pagination
        next={work.next === null ? undefined : paths.bank({ after: work.next, settled: settled ? 'yes' : undefined })}
      />
      <p>
        {settled ? (
          <a href={paths.bank()}>{text.showOpen}</a>
        ) : (
          <a href={paths.bank({ settled: 'yes' })}>{text.showSettled}</a>
        )}
      </p>
      <Accounts accounts={accounts} />
    </Page>
  );
}

function Upload({ ready }: { readonly ready: boolean }) {
  const text = useText().bank;
  const format = useFormat();
  return (
    <Card title={text.upload.title}>
      <Form files intent="upload">
        <FileInput
          name="file"
          label={text.upload.file}
          hint={text.upload.hint(format.bytes(bankFileBytesMax))}
          accept=".xml,application/xml,text/xml"
        />
        <ButtonRow>
          <Button disabledReason={ready ? undefined : text.accounts.needed}>{text.upload.send}</Button>
        </ButtonRow>
      </Form>
    </Card>
  );
}

function Fingerprint({ file }: { readonly file: string }) {
  const { bank: text, bankWork } = useText();
  const { original } = bankWork.files;
  return (
    <p className="hint">
      {text.upload.fingerprint} <CopyText>{file}</CopyText> <a href={paths.bankOriginal(file)}>{original}</a>
    </p>
  );
}

function Statements({ statements }: { readonly statements: readonly Statement[] }) {
  const text = useText().bank;
  const format = useFormat();
  return (
    <Table
      caption={text.statements}
      rows={statements}
      keyOf={({ id, account, importedAt }) => `${account} ${id} ${importedAt.toISOString()}`}
      empty={text.noStatements}
      columns={[
        { id: 'id', head: text.statement, cell: (statement) => <StatementName statement={statement} /> },
        { id: 'account', head: text.account, cell: ({ account }) => account },
        { id: 'imported', head: text.imported, cell: ({ importedAt }) => format.instant(importedAt) },
        {
          id: 'credited',
          head: text.credited,
          number: true,
          cell: ({ credited, creditedAmount, asset, decimals }) =>
            text.creditedLine(format.count(credited), format.amount(creditedAmount, { code: asset, decimals })),
        },
        { id: 'paid', head: text.paid, number: true, cell: ({ paid }) => format.count(paid) },
        { id: 'open', head: text.open, number: true, cell: ({ open }) => format.count(open) },
        { id: 'seen', head: text.seen, number: true, cell: ({ seen }) => format.count(seen) },
        { id: 'skipped', head: text.skipped, number: true, cell: ({ skipped }) => format.count(skipped) },
      ]}
    />
  );
}

function StatementName({ statement: { id, file, kind, lines, booked } }: { readonly statement: Statement }) {
  const text = useText().bank;
  const format = useFormat();
  return (
    <>
      <a href={paths.bank({ file })}>{kind === 'notification' ? text.notification(id) : id}</a>
      {booked < lines ? (
        <span className="hint"> {text.progress(format.count(booked), format.count(lines))}</span>
      ) : null}
    </>
  );
}

function Lines({ lines, empty }: { readonly lines: readonly Line[]; readonly empty: string }) {
  const { locale } = useShell();
  const text = useText().bank.line;
  const format = useFormat();
  return (
    <Table
      caption={text.title}
      rows={lines}
      keyOf={({ id }) => id}
      empty={empty}
      columns={[
        { id: 'why', head: text.why, cell: ({ id, whyText }) => <a href={paths.bankLine(id)}>{whyText[locale]}</a> },
        { id: 'payer', head: text.payer, cell: ({ payerName }) => payerName ?? text.unknown },
        { id: 'texts', head: text.texts, cell: ({ texts }) => texts.join(' · ') || text.unknown },
        { id: 'booked', head: text.booked, cell: ({ bookedOn }) => bookedOn },
        { id: 'state', head: text.state, cell: ({ state }) => text.states[state] },
        {
          id: 'amount',
          head: text.amount,
          number: true,
          cell: ({ direction, amount, asset }) => `${direction === 'in' ? '+' : '−'}${format.amount(amount, asset)}`,
        },
      ]}
    />
  );
}

function Accounts({ accounts }: { readonly accounts: readonly Account[] }) {
  const { actor, site } = useShell();
  const text = useText().bank.accounts;
  return (
    <>
      <h2>{text.title}</h2>
      <Table
        caption={text.title}
        rows={accounts}
        keyOf={({ number }) => number}
        empty={text.none}
        columns={[
          { id: 'number', head: text.number, cell: ({ number }) => number },
          { id: 'asset', head: text.asset, cell: ({ asset }) => asset },
          { id: 'holder', head: text.holder, cell: ({ holder }) => holder },
          { id: 'bank', head: text.bank, cell: ({ bank, bic }) => (bic === null ? bank : `${bank} (${bic})`) },
        ]}
      />
      {hasRole(actor, 'compliance', 'admin') ? (
        <details open={accounts.length === 0} className="narrow">
          <summary>{text.add}</summary>
          <Form intent="account">
            <TextField name="number" label={text.number} autoComplete="off" />
            <Select
              name="asset"
              label={text.asset}
              options={site.assets.map(({ code }) => ({ value: code, label: code }))}
            />
            <TextField name="holder" label={text.holder} autoComplete="off" />
            <TextField name="bank" label={text.bank} autoComplete="off" />
            <TextField name="bic" label={text.bic} optional width="short" autoComplete="off" />
            <ButtonRow>
              <Button>{text.send}</Button>
            </ButtonRow>
          </Form>
        </details>
      ) : (
        <p className="hint">{text.byAdmin}</p>
      )}
    </>
  );
}
