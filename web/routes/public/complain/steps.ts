/** The questions of the complaint form in their order, one a page. */
export const steps = [
  'urgent',
  'stop',
  'transaction',
  'issue',
  'sub-issue',
  'text',
  'happened',
  'impact',
  'wanted',
  'files',
  'contact',
  'help',
  'review',
] as const;
export type Step = (typeof steps)[number];

/** What was answered so far, as it is kept in the draft: short texts by name, absent where not answered. */
export const answerNames = [
  'urgent',
  'transaction',
  'payment',
  'issue',
  'subIssue',
  'text',
  'happened',
  'impact',
  'wanted',
  'claimedAmount',
  'claimedAsset',
  'name',
  'email',
  'phone',
  'residence',
  'help',
] as const;
export type AnswerName = (typeof answerNames)[number];
export type Answers = Readonly<Partial<Record<AnswerName, string>>>;

/** Whether a step is for this person: never asks what we hold, nor what follows from another answer. */
export function isAsked(step: Step, answers: Answers): boolean {
  switch (step) {
    case 'stop':
      return answers.urgent === 'yes';
    case 'sub-issue':
      return answers.issue !== undefined && answers.issue !== 'unknown';
    case 'happened':
      return !isPayment(answers);
    default:
      return true;
  }
}

/** Whether the complaint names one of our own transactions, which tells when, how much and to whom. */
export function isPayment({ transaction }: Answers): boolean {
  return transaction !== undefined && transaction !== 'none' && transaction !== 'other';
}

export function stepAfter(step: Step, answers: Answers): Step {
  return steps.slice(steps.indexOf(step) + 1).find((one) => isAsked(one, answers)) ?? 'review';
}

export function stepBefore(step: Step, answers: Answers): Step | undefined {
  return steps.slice(0, steps.indexOf(step)).findLast((one) => isAsked(one, answers));
}

/** The first step that has no answer yet: where a saved complaint goes on. */
export function stepToGoOn(answers: Answers): Step {
  if (answers.urgent === undefined) return 'urgent';
  if (answers.text === undefined) return answers.issue === undefined ? 'transaction' : 'text';
  return 'review';
}

/** Which question of how many, for the line over it. Advice and review are no questions. */
export function progress(step: Step, answers: Answers): { readonly now: number; readonly all: number } | undefined {
  const questions = steps.filter((one) => one !== 'stop' && one !== 'review' && isAsked(one, answers));
  const now = questions.indexOf(step) + 1;
  return now === 0 ? undefined : { now, all: questions.length };
}

export function isStep(text: string): text is Step {
  return steps.some((step) => step === text);
}
