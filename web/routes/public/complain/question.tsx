import { data, redirect, useLoaderData } from 'react-router';
import { parseAmount } from '../../../../src/platform/money.ts';
import { Button, ButtonRow } from '../../../components/button.tsx';
import { Form } from '../../../components/form.tsx';
import { Page } from '../../../components/page.tsx';
import type { WebDoor } from '../../../door.ts';
import type { Fields } from '../../../fields.ts';
import { paths } from '../../../paths.ts';
import { act, load, param, Refusal } from '../../../route.ts';
import { textOf, useText } from '../../../text.ts';
import { needDraft, saveDraft } from './draft.ts';
import { listPayments } from './payments.ts';
import { isAskedStep, questions } from './questions.tsx';
import type { AskedStep } from './questions.tsx';
import { SavedFor } from './saved-for.tsx';
import { isPayment, progress, stepAfter, stepBefore } from './steps.ts';
import type { Answers } from './steps.ts';

export const loader = load(async ({ door, request, params }) => {
  const step = stepOf(params);
  const { code, answers, expiresAt } = await needDraft(door, request);
  return {
    step,
    code,
    answers,
    expiresAt,
    payments:
      step === 'transaction' ? await listPayments(door, isPayment(answers) ? answers.transaction : undefined) : [],
  };
});

export const action = act(async ({ door, request, params, url, form }) => {
  const step = stepOf(params);
  const { code, answers } = await needDraft(door, request);
  const given = answersIn(step, form);
  refuseUnusable(door, step, given);
  const next: Answers = { ...answers, ...given };
  await saveDraft(door, code, next);
  return redirect(
    paths.complainStep(
      url.searchParams.has('review') && stepAfter(step, next) !== 'sub-issue' ? 'review' : stepAfter(step, next),
    ),
  );
});

export default function QuestionPage() {
  const { step, code, answers, expiresAt, payments } = useLoaderData<typeof loader>();
  const text = useText();
  const { Ask } = questions[step];
  const place = progress(step, answers);
  const before = stepBefore(step, answers);
  return (
    <Page
      asks
      title={titleOf(step, text.complain, payments.length > 0)}
      back={before === undefined ? paths.complain() : paths.complainStep(before)}
      above={place === undefined ? undefined : text.complain.question(String(place.now), String(place.all))}
    >
      <Form values={answers}>
        <Ask answers={answers} payments={payments} />
        <ButtonRow>
          <Button>{text.shell.continue}</Button>
        </ButtonRow>
      </Form>
      <SavedFor code={code} until={expiresAt} />
    </Page>
  );
}

function stepOf(params: Parameters<typeof param>[0]): AskedStep {
  const step = param(params, 'step');
  if (!isAskedStep(step)) throw data(null, { status: 404 });
  return step;
}

/** Every answer that this page asks for; an empty one takes back what was said before. */
function answersIn(step: AskedStep, form: Fields): Answers {
  return Object.fromEntries(questions[step].names.map((name) => [name, form.optional(name)]));
}

function titleOf(step: AskedStep, text: ReturnType<typeof useText>['complain'], hasPayments: boolean): string {
  if (step === 'transaction') return hasPayments ? text.transaction.title : text.transaction.otherTitle;
  return text[step === 'sub-issue' ? 'subIssue' : step].title;
}

/** The little that cannot be left for a person to make sense of. */
function refuseUnusable(door: WebDoor, step: AskedStep, { text, email, claimedAmount, claimedAsset }: Answers): void {
  const words = textOf(door.caller.locale).complain;
  if (step === 'text' && text === undefined) throw new Refusal({ text: words.text.missing });
  if (email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    throw new Refusal({ email: words.contact.emailFault });
  if (claimedAmount === undefined) return;
  const asset = door.site.assets.find(({ code }) => code === claimedAsset);
  if (asset === undefined) throw new Refusal({ claimedAsset: words.wanted.assetMissing });
  const amount = parseAmount(claimedAmount, asset.decimals);
  if (typeof amount === 'string') throw new Refusal({ claimedAmount: words.wanted.amountFaults[amount] });
}
