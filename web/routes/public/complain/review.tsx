import { redirect, useLoaderData } from 'react-router';
import { isIssueId, isSubIssueId, subIssues, taxonomy } from '../../../../src/complaints/taxonomy.ts';
import { countries } from '../../../../src/wallet/verification/contract.ts';
import { Button, ButtonRow } from '../../../components/button.tsx';
import { Facts } from '../../../components/facts.tsx';
import { Form } from '../../../components/form.tsx';
import { Page } from '../../../components/page.tsx';
import { paths } from '../../../paths.ts';
import { act, load } from '../../../route.ts';
import { useShell } from '../../../shell-context.ts';
import { textFor, useText } from '../../../text.ts';
import { countryName } from '../../customer/verification-facts.ts';
import { complaintOf } from './complaint-of.ts';
import { forgetDraft, needDraft } from './draft.ts';
import type { Draft } from './draft.ts';
import { findPayment, usePaymentWords } from './payments.ts';
import { SavedFor } from './saved-for.tsx';
import { isAsked, isPayment } from './steps.ts';
import type { Step } from './steps.ts';

export const loader = load(async ({ door, request }) => {
  const draft = await needDraft(door, request);
  const payment = isPayment(draft.answers) ? await findPayment(door, draft.answers.transaction ?? '') : undefined;
  return { draft, payment };
});

export const action = act(async ({ door, request, form }) => {
  const draft = await needDraft(door, request);
  if (draft.answers.text === undefined) return redirect(paths.complainStep('text', 'review'));
  const opened = await door.call('complaints.open-case', complaintOf(draft, door.caller.locale), form.key);
  return redirect(paths.caseSent(new URL(opened.link).pathname), { headers: { 'set-cookie': forgetDraft(door) } });
});

interface Line {
  readonly id: keyof ReturnType<typeof useText>['complain']['review']['about'];
  readonly step: Step;
  readonly value: string | undefined;
}

export default function Review() {
  const { draft, payment } = useLoaderData<typeof loader>();
  const wordsOf = usePaymentWords();
  const lines = useLines(draft, payment && wordsOf(payment).label);
  const text = useText().complain.review;
  const shell = useText().shell;
  return (
    <Page title={text.title} lead={text.lead} back={paths.complainStep('help')}>
      <Facts
        facts={lines.map(({ id, step, value }) => ({
          id,
          term: text.about[id],
          value:
            value === undefined ? <span className="hint">{text.nothing}</span> : <span className="pre">{value}</span>,
          action: (
            <a href={paths.complainStep(step, 'review')} aria-label={text.changeOf(text.about[id])}>
              {shell.change}
            </a>
          ),
        }))}
      />
      <Form>
        <p>{text.promise}</p>
        <ButtonRow>
          <Button>{text.send}</Button>
        </ButtonRow>
      </Form>
      <SavedFor code={draft.code} until={draft.expiresAt} />
    </Page>
  );
}

/** Every answer as staff will see it, with the page that changes it. */
function useLines({ answers, files }: Draft, payment: string | undefined): readonly Line[] {
  const { actor, locale } = useShell();
  const { complain } = useText();
  const { issue = '', subIssue = '' } = answers;
  const residence = countries.find((country) => country === answers.residence);
  const known = actor.kind === 'person' ? [actor.name, actor.email] : [answers.name, answers.email];
  const contact = [...known, answers.phone, residence === undefined ? undefined : countryName(residence, locale)];
  const all: readonly Line[] = [
    {
      id: 'urgent',
      step: 'urgent',
      value: textFor({ yes: complain.urgent.yes, no: complain.urgent.no, unknown: complain.unknown }, answers.urgent),
    },
    {
      id: 'transaction',
      step: 'transaction',
      value: payment ?? answers.payment ?? (answers.transaction === 'none' ? complain.transaction.none : undefined),
    },
    { id: 'issue', step: 'issue', value: isIssueId(issue) ? taxonomy[issue].plain[locale] : complain.issue.other },
    {
      id: 'subIssue',
      step: 'sub-issue',
      value: isSubIssueId(subIssue) ? subIssues.find(({ id }) => id === subIssue)?.label[locale] : complain.unknown,
    },
    { id: 'text', step: 'text', value: answers.text },
    { id: 'happened', step: 'happened', value: answers.happened },
    { id: 'impact', step: 'impact', value: answers.impact },
    { id: 'wanted', step: 'wanted', value: answers.wanted },
    {
      id: 'claimed',
      step: 'wanted',
      value: answers.claimedAmount === undefined ? undefined : `${answers.claimedAmount} ${answers.claimedAsset ?? ''}`,
    },
    { id: 'files', step: 'files', value: files.length === 0 ? undefined : files.map(({ name }) => name).join('\n') },
    { id: 'contact', step: 'contact', value: contact.filter((one) => one !== undefined).join('\n') || undefined },
    { id: 'help', step: 'help', value: answers.help },
  ];
  return all.filter(({ step }) => isAsked(step, answers));
}
