import type {
  ClockView,
  FileView,
  MessageView,
  SubmittedComplaint,
  TrackedCase,
} from '../../../src/complaints/contract.ts';
import { compensationForms, describeOutcome } from '../../../src/complaints/outcome.ts';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { FileList } from '../../components/file-list.tsx';
import { Notice } from '../../components/notice.tsx';
import type { Tone } from '../../components/notice.tsx';
import { Steps } from '../../components/steps.tsx';
import { Tag } from '../../components/tag.tsx';
import { Timeline } from '../../components/timeline.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';

interface Tracked {
  readonly tracked: TrackedCase;
}

/** Received → being looked at → decided → put right → closed; a case that was taken back shows no way. */
export function Progress({ tracked: { state, redress } }: Tracked) {
  const text = useText().tracker;
  if (state === 'withdrawn') return null;
  const names =
    redress.length > 0
      ? (['received', 'looked', 'decided', 'paid', 'closed'] as const)
      : (['received', 'looked', 'decided', 'closed'] as const);
  const decided = redress.length > 0 ? 3 : 2;
  const now = { received: 0, in_progress: 1, waiting_for_customer: 1, disagreed: 1, decided, closed: names.length }[
    state
  ];
  return <Steps label={text.stepsLabel} steps={names.map((id) => ({ id, label: text.steps[id] }))} now={now} />;
}

/** Who else can help, once a date was missed. */
export function Doors({ tracked: { doors } }: Tracked) {
  const { locale } = useShell();
  const format = useFormat();
  const text = useText().tracker;
  if (doors.length === 0) return null;
  return (
    <Notice tone="warn" title={text.dates.late}>
      <ul>
        {doors.map(({ label, since }) => (
          <li key={label.en}>
            {label[locale]} <span className="hint">{text.doors.since(format.day(since))}</span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Whether the newest decision stands, and is shown by itself. */
function isDecided(state: TrackedCase['state']): boolean {
  return state === 'decided' || state === 'closed';
}

/** What was decided, in words and money. */
export function Decision({ tracked: { outcome, redress, disagreeUntil, messages } }: Tracked) {
  const { locale } = useShell();
  const format = useFormat();
  const text = useText().tracker.decision;
  if (outcome === null || outcome.kind === 'withdrawn') return null;
  const letter = messages.findLast(({ kind }) => kind === 'decision');
  return (
    <Card title={<span id="decision">{text.title}</span>}>
      <p className="outcome">{describeOutcome(outcome)[locale]}</p>
      {redress.map(({ asset, amount, form, transfer }) => (
        <Notice key={transfer} tone="good" title={format.amount(amount, asset)}>
          <p>
            {text.paid} · {compensationForms[form][locale]}
          </p>
        </Notice>
      ))}
      {letter === undefined ? null : <div className="letter">{letter.text}</div>}
      {disagreeUntil === null ? null : <p className="hint">{text.until(format.instant(disagreeUntil))}</p>}
    </Card>
  );
}

const clockTones: Readonly<Record<ClockView['status'], Tone | 'neutral'>> = {
  running: 'info',
  met: 'good',
  missed: 'bad',
  late: 'warn',
  ended: 'neutral',
};

/** Every date that binds us or the complainant, nearest first, each with how it came about; folded once nothing is awaited. */
export function Clocks({
  clocks,
  folded = false,
}: {
  readonly clocks: readonly ClockView[];
  readonly folded?: boolean;
}) {
  const text = useText().tracker.dates;
  if (clocks.length === 0) return null;
  const list = (
    <ul className="clocks">
      {clocks.map((clock) => (
        <Clock key={clock.id} clock={clock} />
      ))}
    </ul>
  );
  if (!folded) return <Card title={text.title}>{list}</Card>;
  return (
    <details className="folded">
      <summary>{text.title}</summary>
      {list}
    </details>
  );
}

function Clock({ clock }: { readonly clock: ClockView }) {
  const { locale } = useShell();
  const format = useFormat();
  const { tracker, rules } = useText();
  const text = tracker.dates;
  return (
    <li className="clock">
      <div className="clock-head">
        <strong>{clock.title[locale]}</strong>
        <Tag tone={clockTones[clock.status]}>{text.status[clock.status]}</Tag>
      </div>
      <p className="clock-date">{text.until(format.calendarDay(clock.dueDate))}</p>
      {clock.behind ? <p className="hint">{text.behind}</p> : null}
      <details>
        <summary className="hint">
          {clock.bearer === 'provider' ? text[clock.binding] : text.others[clock.bearer]} · {text.how}
        </summary>
        <p className="pre">{clock.explanation[locale]}</p>
        <p className="hint">
          {text.clause}: {clock.clause}. {clock.caveat?.[locale] ?? text.sure[clock.confidence]}{' '}
          {text.advice(clock.packVersion)} <a href={paths.rulePack(clock.pack)}>{rules.see}</a>
        </p>
      </details>
    </li>
  );
}

/** Everything said, oldest first, whatever the channel. */
export function Said({ tracked: { messages, state } }: Tracked) {
  const format = useFormat();
  const text = useText().tracker.said;
  const decision = isDecided(state) ? messages.findLast(({ kind }) => kind === 'decision') : undefined;
  return (
    <section>
      <h2>{text.title}</h2>
      <Timeline
        items={messages.map((message) => ({
          id: `m${message.seq}`,
          title: message.direction === 'in' ? text.you : (message.author ?? text.us),
          at: `${text.kinds[message.kind]} · ${format.instant(message.at)} · ${text.channel[message.channel]}`,
          side: message.direction === 'in' ? ('theirs' as const) : ('ours' as const),
          body: message === decision ? <a href="#decision">{text.above}</a> : <Words message={message} />,
        }))}
      />
    </section>
  );
}

/** What was said; a letter of routine is folded, so that the talk stays readable. */
function Words({ message: { kind, text } }: { readonly message: MessageView }) {
  const { read } = useText().tracker.said;
  const said = <div className="said">{text}</div>;
  if (kind !== 'acknowledgement') return said;
  return (
    <details>
      <summary>{read}</summary>
      {said}
    </details>
  );
}

export function Files({ files, path }: { readonly files: readonly FileView[]; readonly path: string }) {
  const text = useText().tracker.files;
  if (files.length === 0) return null;
  return (
    <section>
      <h2>{text.title}</h2>
      <FileList files={files} hrefOf={({ id }) => paths.caseFile(path, id)} />
    </section>
  );
}

interface CopyProps {
  readonly complaint: SubmittedComplaint;
  /** Whose words they are depends on who reads. */
  readonly title: string;
  readonly open?: boolean;
}

/** What was submitted, as it was submitted. */
export function Copy({ complaint, title, open = false }: CopyProps) {
  const format = useFormat();
  const { about } = useText().complain.review;
  const { text, happened, impact, wanted, help, claimed, transaction } = complaint;
  const facts = [
    { id: 'text', term: about.text, value: text },
    { id: 'transaction', term: about.transaction, value: transaction },
    { id: 'happened', term: about.happened, value: happened },
    { id: 'impact', term: about.impact, value: impact },
    { id: 'wanted', term: about.wanted, value: wanted },
    {
      id: 'claimed',
      term: about.claimed,
      value: claimed === null ? null : format.amount(claimed.amount, claimed.asset),
    },
    { id: 'help', term: about.help, value: help },
  ].filter(({ value }) => value !== null && value !== '');
  return (
    <details className="folded" open={open}>
      <summary>{title}</summary>
      <Facts facts={facts.map((fact) => ({ ...fact, value: <span className="pre">{fact.value}</span> }))} />
    </details>
  );
}
