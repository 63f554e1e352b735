import type { ReactNode } from 'react';
import { issueIds, subIssues, taxonomy } from '../../../../src/complaints/taxonomy.ts';
import { countries } from '../../../../src/wallet/verification/contract.ts';
import { Radios } from '../../../components/choices.tsx';
import { Facts } from '../../../components/facts.tsx';
import { Select, TextArea, TextField } from '../../../components/field.tsx';
import { useShell } from '../../../shell-context.ts';
import { useText } from '../../../text.ts';
import { countryName } from '../../customer/verification-facts.ts';
import { usePaymentWords } from './payments.ts';
import type { Payment } from './payments.ts';
import type { AnswerName, Answers, Step } from './steps.ts';

export interface Asked {
  readonly answers: Answers;
  /** Of a customer who is signed in; nobody else has any. */
  readonly payments: readonly Payment[];
}

interface Question {
  /** The answers that this page gives; those that are not given are forgotten. */
  readonly names: readonly AnswerName[];
  readonly Ask: (asked: Asked) => ReactNode;
}

export type AskedStep = Exclude<Step, 'stop' | 'files' | 'review'>;

/** How long an answer may be, in characters. */
const textMax = 20_000;
const longMax = 4000;
const paymentMax = 200;

export const questions: Readonly<Record<AskedStep, Question>> = {
  urgent: { names: ['urgent'], Ask: AskUrgent },
  transaction: { names: ['transaction', 'payment'], Ask: AskTransaction },
  issue: { names: ['issue'], Ask: AskIssue },
  'sub-issue': { names: ['subIssue'], Ask: AskSubIssue },
  text: { names: ['text'], Ask: AskText },
  happened: { names: ['happened'], Ask: AskHappened },
  impact: { names: ['impact'], Ask: AskImpact },
  wanted: { names: ['wanted', 'claimedAmount', 'claimedAsset'], Ask: AskWanted },
  contact: { names: ['name', 'email', 'phone', 'residence'], Ask: AskContact },
  help: { names: ['help'], Ask: AskHelp },
};

export function isAskedStep(text: string): text is AskedStep {
  return Object.hasOwn(questions, text);
}

function AskUrgent() {
  const { urgent, unknown } = useText().complain;
  const options = [
    { value: 'yes', label: urgent.yes },
    { value: 'no', label: urgent.no },
    { value: 'unknown', label: unknown },
  ];
  return <Radios name="urgent" question label={urgent.title} hint={urgent.hint} options={options} />;
}

function AskTransaction({ payments }: Asked) {
  const { transaction } = useText().complain;
  const wordsOf = usePaymentWords();
  if (payments.length === 0)
    return (
      <TextArea
        name="payment"
        question
        label={transaction.otherTitle}
        hint={transaction.otherHint}
        rows={3}
        max={paymentMax}
      />
    );
  const options = [
    ...payments.map((payment) => ({ value: payment.id, ...wordsOf(payment) })),
    { value: 'other', label: transaction.other },
    { value: 'none', label: transaction.none },
  ];
  return (
    <>
      <Radios name="transaction" question label={transaction.title} hint={transaction.hint} options={options} />
      <TextArea name="payment" label={transaction.otherLabel} rows={2} max={paymentMax} optional />
    </>
  );
}

function AskIssue() {
  const { locale } = useShell();
  const { issue } = useText().complain;
  const options = [
    ...issueIds.map((id) => ({ value: id, label: taxonomy[id].plain[locale] })),
    { value: 'unknown', label: issue.other },
  ];
  return <Radios name="issue" question label={issue.title} hint={issue.hint} options={options} />;
}

function AskSubIssue({ answers }: Asked) {
  const { locale } = useShell();
  const { subIssue, unknown } = useText().complain;
  const issue = answers.issue;
  const known = subIssues.filter((one) => one.issue === issue);
  const options = [
    ...known.map(({ id, label }) => ({ value: id, label: label[locale] })),
    { value: 'unknown', label: unknown },
  ];
  return <Radios name="subIssue" question label={subIssue.title} options={options} />;
}

function AskText() {
  const { text } = useText().complain;
  return <TextArea name="text" question label={text.title} hint={text.hint} rows={10} max={textMax} />;
}

function AskHappened() {
  const { happened } = useText().complain;
  return <TextField name="happened" question label={happened.title} hint={happened.hint} />;
}

function AskImpact() {
  const { impact } = useText().complain;
  return <TextArea name="impact" question label={impact.title} hint={impact.hint} max={longMax} />;
}

function AskWanted() {
  const { site } = useShell();
  const { wanted } = useText().complain;
  const assets = [
    { value: '', label: wanted.assetUnknown },
    ...site.assets.map(({ code }) => ({ value: code, label: code })),
  ];
  return (
    <>
      <TextArea name="wanted" question label={wanted.title} hint={wanted.hint} rows={4} max={longMax} />
      <TextField
        name="claimedAmount"
        label={wanted.amount}
        hint={wanted.amountHint}
        inputMode="decimal"
        width="short"
      />
      <Select name="claimedAsset" label={wanted.asset} options={assets} />
    </>
  );
}

/** Whoever is signed in is asked nothing that we hold. */
function AskContact() {
  const { actor } = useShell();
  const { contact } = useText().complain;
  return (
    <>
      <h1>{contact.title}</h1>
      {actor.kind === 'person' ? (
        <Known name={actor.name} email={actor.email} />
      ) : (
        <>
          <p className="hint">{contact.hint}</p>
          <TextField name="name" label={contact.name} autoComplete="name" optional />
          <TextField
            name="email"
            type="email"
            label={contact.email}
            hint={contact.emailHint}
            autoComplete="email"
            inputMode="email"
            optional
          />
        </>
      )}
      <TextField
        name="phone"
        type="tel"
        label={contact.phone}
        autoComplete="tel"
        inputMode="tel"
        width="short"
        optional
      />
      <AskResidence />
    </>
  );
}

/** Where somebody lives decides which law's dates hold for his complaint. */
function AskResidence() {
  const { locale } = useShell();
  const { contact } = useText().complain;
  const named = countries
    .map((code) => ({ value: code, label: countryName(code, locale) }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
  return (
    <Select
      name="residence"
      label={contact.residence}
      hint={contact.residenceHint}
      options={[{ value: '', label: contact.residenceUnsaid }, ...named]}
      optional
    />
  );
}

function Known({ name, email }: { readonly name: string; readonly email: string }) {
  const { contact } = useText().complain;
  return (
    <>
      <p className="hint">{contact.known}</p>
      <Facts
        facts={[
          { id: 'name', term: contact.name, value: name },
          { id: 'email', term: contact.email, value: email },
        ]}
      />
    </>
  );
}

function AskHelp() {
  const { help } = useText().complain;
  return <TextArea name="help" question label={help.title} hint={help.hint} rows={4} max={longMax} />;
}
