import { redirect, useLoaderData } from 'react-router';
import { hasRole } from '../../../src/platform/actor.ts';
import type { OutputOf } from '../../../src/platform/door.ts';
import type { AppOperation } from '../../../src/app.ts';
import { Button, ButtonLink, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
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
import { textFor, useText } from '../../text.ts';
import { batchTones } from './bank-batches.tsx';

type Batch = OutputOf<AppOperation, 'rails.get-bank-batch'>['batch'];
type Payout = OutputOf<AppOperation, 'rails.get-bank-batch'>['payouts'][number];

const becauseMax = 2000;

export const loader = load(async ({ door, params, url }) => ({
  ...(await door.call('rails.get-bank-batch', { batch: param(params, 'batch') })),
  done: url.searchParams.get('done'),
}));

export const action = act(async ({ door, params, form }) => {
  const batch = param(params, 'batch');
  if (form.intent === 'release') {
    const { released } = await door.call('rails.release-bank-batch', { batch }, form.key);
    return redirect(paths.bankBatch(batch, released ? 'released' : 'approved'));
  }
  if (form.intent === 'hand-over') {
    await door.call('rails.hand-over-bank-batch', { batch }, form.key);
    return redirect(paths.bankBatch(batch, 'handed-over'));
  }
  await door.call('rails.refuse-bank-batch', { batch, because: form.text('because') }, form.key);
  return redirect(paths.bankBatch(batch, 'refused'));
});

export default function BankBatch() {
  const { batch, payouts, done } = useLoaderData<typeof loader>();
  const { actor } = useShell();
  const text = useText().bankWork.batches;
  const format = useFormat();
  const sentence = textFor(
    { approved: text.approved, released: text.released, 'handed-over': text.handedOver, refused: text.refused },
    done,
  );
  const me = actor.kind === 'person' && batch.firstBy === `person:${actor.id}`;
  const approvals =
    batch.state === 'released' || batch.state === 'handed-over'
      ? text.two
      : batch.firstBy === null
        ? text.byProgram
        : me
          ? text.firstYou
          : text.first;
  return (
    <Page title={batch.reference} above={text.title} width="wide" back={paths.bankBatches()}>
      {sentence === undefined ? null : <Notice tone="good" announce title={sentence} />}
      <Facts
        facts={[
          {
            id: 'state',
            term: text.state,
            value: <Tag tone={batchTones[batch.state]}>{text.states[batch.state]}</Tag>,
          },
          { id: 'approvals', term: text.approvals, value: approvals },
          { id: 'sum', term: text.sum, value: <strong>{format.amount(batch.sum, batch.asset)}</strong> },
          { id: 'payments', term: text.payments, value: format.count(batch.payments) },
          { id: 'account', term: text.account, value: batch.bankAccount },
          { id: 'made', term: text.madeAt, value: format.instant(batch.madeAt) },
          ...(batch.refusedBecause === null
            ? []
            : [{ id: 'because', term: text.because, value: batch.refusedBecause }]),
        ]}
      />
      {hasRole(actor, 'supervisor', 'compliance', 'admin') ? (
        <Steps batch={batch} own={me} />
      ) : (
        <p className="hint">{text.notYou}</p>
      )}
      <h2>{text.payout.title}</h2>
      <Payouts payouts={payouts} />
    </Page>
  );
}

/** The step that is next: approve or stop, save, hand over. */
function Steps({ batch, own }: { readonly batch: Batch; readonly own: boolean }) {
  const text = useText().bankWork.batches;
  if (batch.state === 'made')
    return (
      <>
        <Card title={text.releaseTitle}>
          <p>{text.releaseText}</p>
          <Form intent="release">
            <ButtonRow>
              <Button disabledReason={own ? text.releaseOwn : undefined}>{text.release}</Button>
            </ButtonRow>
          </Form>
        </Card>
        <details className="narrow">
          <summary>{text.refuse}</summary>
          <p>{text.refuseText}</p>
          <Form intent="refuse">
            <TextArea name="because" label={text.because} rows={2} max={becauseMax} />
            <ButtonRow>
              <Button kind="danger">{text.refuseSend}</Button>
            </ButtonRow>
          </Form>
        </details>
      </>
    );
  if (batch.state === 'refused') return null;
  return (
    <>
      <ButtonRow>
        <ButtonLink href={paths.bankBatchFile(batch.id)}>{text.save}</ButtonLink>
      </ButtonRow>
      <p className="hint">{text.saveHint}</p>
      {batch.state === 'released' ? (
        <Form intent="hand-over">
          <ButtonRow>
            <Button kind="secondary">{text.handOver}</Button>
          </ButtonRow>
        </Form>
      ) : null}
    </>
  );
}

function Payouts({ payouts }: { readonly payouts: readonly Payout[] }) {
  const { locale } = useShell();
  const text = useText().bankWork.batches.payout;
  const format = useFormat();
  return (
    <Table
      caption={text.title}
      rows={payouts}
      keyOf={({ id }) => id}
      empty=""
      columns={[
        { id: 'reference', head: text.reference, cell: ({ reference }) => reference },
        {
          id: 'name',
          head: text.name,
          cell: ({ name, nameSent }) => (
            <>
              {name}
              {nameSent === name ? null : <span className="hint"> {text.sent(nameSent)}</span>}
            </>
          ),
        },
        { id: 'iban', head: text.iban, cell: ({ iban }) => iban },
        {
          id: 'state',
          head: text.state,
          cell: ({ state, reason, bankStatus }) => (
            <>
              {text.states[state]}
              {reason === null ? null : `: ${reason.text[locale]}`}
              {bankStatus === null ? null : <span className="hint"> {text.bankSays(bankStatus)}</span>}
            </>
          ),
        },
        { id: 'amount', head: text.amount, number: true, cell: ({ amount, asset }) => format.amount(amount, asset) },
      ]}
    />
  );
}
