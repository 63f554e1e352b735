import { redirect, useLoaderData } from 'react-router';
import type { OutputOf } from '../../../src/platform/door.ts';
import type { AppOperation } from '../../../src/app.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Radios } from '../../components/choices.tsx';
import { Facts } from '../../components/facts.tsx';
import { TextArea, TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load, param, Refusal } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { textOf, useText } from '../../text.ts';

type Line = OutputOf<AppOperation, 'wallet.get-unmatched'>;

const settlements = ['duplicate', 'returned', 'cost'] as const;
type Settlement = (typeof settlements)[number];

const becauseMax = 2000;

export const loader = load(async ({ door, params, url }) => ({
  line: await door.call('wallet.get-unmatched', { line: param(params, 'line') }),
  done: url.searchParams.get('done'),
  chosen: url.searchParams.get('choose'),
}));

export const action = act(async ({ door, params, form }) => {
  const [line, because] = [param(params, 'line'), form.text('because')];
  if (form.text('as') === 'assigned') {
    await door.call('wallet.assign-unmatched', { line, to: form.text('to'), because }, form.key);
    return redirect(paths.bankLine(line, 'assigned'));
  }
  if (form.text('as') === 'payout') {
    await door.call('wallet.assign-payout', { line, payout: form.text('payout'), because }, form.key);
    return redirect(paths.bankLine(line, 'settled'));
  }
  const as = settlements.find((known): known is Settlement => known === form.text('as'));
  if (as === undefined) throw new Refusal({ as: textOf(door.caller.locale).bank.line.asMissing });
  await door.call('wallet.settle-unmatched', { line, as, because }, form.key);
  return redirect(paths.bankLine(line, 'settled'));
});

export default function BankLine() {
  const { line, done, chosen } = useLoaderData<typeof loader>();
  const { locale } = useShell();
  const text = useText().bank.line;
  const result = done === 'assigned' ? text.assigned : done === 'settled' ? text.settled : undefined;
  return (
    <Page title={line.whyText[locale]} above={text.title} back={paths.bank()}>
      {result === undefined ? null : <Notice tone="good" announce title={result} />}
      <LineFacts line={line} />
      {line.state === 'open' ? (
        <>
          <Suggestions line={line} />
          <Settle line={line} chosen={chosen} />
        </>
      ) : null}
    </Page>
  );
}

function LineFacts({ line }: { readonly line: Line }) {
  const text = useText().bank.line;
  const format = useFormat();
  const { person, settled } = line;
  return (
    <Facts
      facts={[
        {
          id: 'amount',
          term: line.direction === 'in' ? text.in : text.out,
          value: <strong className="total">{format.amount(line.amount, line.asset)}</strong>,
        },
        { id: 'state', term: text.state, value: text.states[line.state] },
        { id: 'payer', term: text.payer, value: line.payerName ?? text.unknown },
        { id: 'payer-account', term: text.payerAccount, value: line.payerAccount ?? text.unknown },
        { id: 'texts', term: text.texts, value: line.texts.join(' · ') || text.unknown },
        ...(line.nameMatch === null ? [] : [{ id: 'name', term: text.name, value: text.names[line.nameMatch] }]),
        ...(line.endToEndId === null ? [] : [{ id: 'end-to-end', term: text.endToEnd, value: line.endToEndId }]),
        { id: 'reference', term: text.reference, value: line.bankReference ?? text.unknown },
        { id: 'booked', term: text.booked, value: format.calendarDay(line.bookedOn) },
        { id: 'statement', term: text.statement, value: `${line.statement}, ${line.bankAccount}` },
        ...(person === null ? [] : [{ id: 'person', term: text.person, value: `${person.name}, ${person.email}` }]),
        ...(settled === null
          ? []
          : [{ id: 'settled', term: text.settledBy(format.day(settled.at)), value: settled.because }]),
      ]}
    />
  );
}

/** What the line may be, the likeliest first; choosing one fills the form below. */
function Suggestions({ line: { id, suggestions } }: { readonly line: Line }) {
  const { locale } = useShell();
  const text = useText().bank.line;
  return (
    <>
      <h2>{text.suggestions}</h2>
      <Table
        caption={text.suggestions}
        rows={suggestions}
        keyOf={(one) => (one.kind === 'customer' ? one.person.id : one.reference)}
        empty={text.noSuggestions}
        columns={[
          {
            id: 'candidate',
            head: text.candidate,
            cell: (one) =>
              one.kind === 'customer'
                ? `${one.person.name}, ${one.person.email}`
                : `${one.reference}, ${one.name}, ${one.iban}`,
          },
          {
            id: 'why',
            head: text.becauseOf,
            cell: ({ reasons }) => reasons.map((reason) => reason[locale]).join(' · '),
          },
          { id: 'score', head: text.likelihood, number: true, cell: ({ score }) => text.score(String(score)) },
          {
            id: 'use',
            head: text.use,
            cell: (one) => (
              <a href={paths.bankLineChoice(id, one.kind === 'customer' ? one.person.email : one.reference)}>
                {text.use}
              </a>
            ),
          },
        ]}
      />
    </>
  );
}

/** What fits money that came in, and money that went out. */
const fittings = {
  in: ['assigned', 'payout', 'duplicate', 'returned'],
  out: ['payout', 'duplicate', 'returned', 'cost'],
} as const;

function Settle({ line, chosen }: { readonly line: Line; readonly chosen: string | null }) {
  const text = useText().bank.line;
  const isPayout = line.suggestions.some((one) => one.kind === 'payout' && one.reference === chosen);
  const values = {
    as: chosen === null ? undefined : isPayout ? 'payout' : 'assigned',
    to: isPayout ? undefined : (chosen ?? line.person?.email),
    payout: isPayout ? (chosen ?? undefined) : undefined,
  };
  return (
    <Card title={text.settle}>
      <Form values={values}>
        <Radios
          name="as"
          label={text.as}
          options={fittings[line.direction].map((value) => ({ value, ...text.options[value] }))}
        />
        {line.direction === 'in' ? (
          <TextField name="to" label={text.assignTo} hint={text.assignToHint} optional autoComplete="off" />
        ) : null}
        <TextField name="payout" label={text.payout} hint={text.payoutHint} optional autoComplete="off" />
        <TextArea name="because" label={text.because} hint={text.becauseHint} rows={3} max={becauseMax} />
        <ButtonRow>
          <Button>{text.settleSend}</Button>
        </ButtonRow>
      </Form>
    </Card>
  );
}
