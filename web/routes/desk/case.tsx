import { redirect, useLoaderData } from 'react-router';
import { caseStates, outsideSteps } from '../../../src/complaints/case-state.ts';
import { describeOutcome } from '../../../src/complaints/outcome.ts';
import { taxonomy } from '../../../src/complaints/taxonomy.ts';
import { platformProblem } from '../../../src/platform/problems.ts';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { Tag } from '../../components/tag.tsx';
import type { WebDoor } from '../../door.ts';
import type { Fields } from '../../fields.ts';
import { paths } from '../../paths.ts';
import { act, load, param, Refusal } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { textFor, textOf, useText } from '../../text.ts';
import { Clocks, Copy } from '../customer/case-parts.tsx';
import { stateTones } from '../customer/state-tones.ts';
import { Books, Complainant, DeskFiles, Similar } from './case-facts.tsx';
import { Record } from './case-record.tsx';
import { Acts, Assignment, Note, OutsideStep, Reply } from './case-work.tsx';

export const loader = load(async ({ door, params, url }) => {
  const number = param(params, 'number');
  const found = await door.call('complaints.get-case', { number });
  const { person } = found.complainant;
  const mayBeAssigned = found.acts.some((one) => one.act === 'assign-case' && one.refusal === null);
  const [{ others }, wallet, { staff }] = await Promise.all([
    door.call('complaints.watch-case', { number: found.caseId }),
    person === null ? null : door.call('wallet.inspect-wallet', { person }),
    mayBeAssigned ? door.call('identity.list-staff', {}) : { staff: [] },
  ]);
  const handlers = staff.filter(({ roles }) => roles.some((role) => role !== 'compliance'));
  return { found, others, handlers, wallet, done: url.searchParams.get('done') };
});

export const action = act(async ({ door, params, form }) => {
  const number = param(params, 'number');
  const done = await doAct(door, number, form);
  return redirect(paths.deskCase(number, done));
});

/** Does what one of the page's forms asks for; returns what to say afterwards. */
async function doAct(door: WebDoor, number: string, form: Fields): Promise<string> {
  const version = Number(form.text('version'));
  switch (form.intent) {
    case 'reply':
      return form.has('save') ? saveDraft(door, number, form.text('text')) : sendReply(door, number, form);
    case 'note':
      await door.call('complaints.add-note', { number, text: form.text('note') }, form.key);
      return 'note';
    case 'step':
      await recordStep(door, number, form);
      return 'recorded';
    case 'assign':
      await door.call('complaints.assign-case', { number, version, to: form.optional('to') ?? null }, form.key);
      return 'assigned';
    case 'dismiss':
      await door.call('complaints.dismiss-message', { number }, form.key);
      return 'dismissed';
    default:
      throw platformProblem('malformed-request');
  }
}

async function recordStep(door: WebDoor, number: string, form: Fields): Promise<void> {
  const step = outsideSteps.find((one) => one === form.text('step'));
  if (step === undefined) throw platformProblem('malformed-request');
  const given = {
    number,
    version: Number(form.text('version')),
    step,
    on: form.text('on'),
    reason: form.text('reason'),
  };
  await door.call('complaints.record-step', { ...given, until: form.optional('until') }, form.key);
}

async function saveDraft(door: WebDoor, number: string, text: string): Promise<string> {
  await door.call('complaints.save-reply-draft', { number, text });
  return 'saved';
}

async function sendReply(door: WebDoor, number: string, form: Fields): Promise<string> {
  const text = form.text('text');
  if (text === '') throw new Refusal({ text: textOf(door.caller.locale).desk.reply.missing });
  const version = Number(form.text('version'));
  const given = { number, version, text, asks: form.has('asks'), delayedUntil: form.optional('delayedUntil') };
  await door.call('complaints.send-reply', given, form.key);
  return 'reply';
}

/** One case with everything that a decision needs beside each other. */
export default function DeskCasePage() {
  const { found, others, handlers, wallet, done } = useLoaderData<typeof loader>();
  const { locale } = useShell();
  const text = useText().desk;
  const { number, issue, state, urgent, breached, outcome } = found;
  return (
    <Page
      title={summaryOf(found.complaint.text)}
      above={text.case.above(number, taxonomy[issue].label[locale])}
      width="wide"
      back={paths.desk()}
    >
      <p className="tags">
        <Tag tone={stateTones[state]}>{caseStates[state][locale]}</Tag>
        {urgent ? <Tag tone="bad">{text.urgent}</Tag> : null}
        {breached ? <Tag tone="bad">{text.overdue}</Tag> : null}
        {outcome === null ? null : <Tag tone="neutral">{describeOutcome(outcome)[locale]}</Tag>}
      </p>
      <Result done={done} />
      {others.length === 0 ? null : (
        <Notice tone="warn" title={text.case.others(others.map(({ name }) => name).join(', '))} />
      )}
      <div className="desk">
        <div>
          <Copy complaint={found.complaint} title={text.case.complaint} open />
          <DeskFiles number={number} files={found.files} />
          <Record found={found} />
          <Reply found={found} />
          <Note />
          <OutsideStep found={found} />
        </div>
        <aside>
          <Acts found={found} frozen={wallet?.freezes.some(({ liftedAt }) => liftedAt === null) ?? false} />
          <Assignment found={found} handlers={handlers} />
          <Clocks clocks={found.clocks} />
          <Books transaction={found.transaction} />
          <Complainant found={found} wallet={wallet} />
          <Similar cases={found.similar} />
        </aside>
      </div>
    </Page>
  );
}

const summaryMax = 70;

/** The complaint's own first words name the page. */
function summaryOf(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  return plain.length <= summaryMax ? plain : `${plain.slice(0, summaryMax)}…`;
}

function Result({ done }: { readonly done: string | null }) {
  const { reply, note, step, done: text } = useText().desk;
  const sentences: Readonly<{ [done: string]: string }> = {
    ...text,
    reply: reply.sent,
    saved: reply.saved,
    note: note.added,
    recorded: step.recorded,
  };
  const sentence = textFor(sentences, done);
  return sentence === undefined ? null : <Notice tone="good" announce title={sentence} />;
}
