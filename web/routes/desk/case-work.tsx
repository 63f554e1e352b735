import { outsideSteps } from '../../../src/complaints/case-state.ts';
import { eventWords } from '../../../src/complaints/clocks/explanation.ts';
import type { Act, DelayView, DeskCase } from '../../../src/complaints/contract.ts';
import { Button, ButtonLink, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Checkboxes } from '../../components/choices.tsx';
import { Select, TextArea, TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';

export interface Found {
  readonly found: DeskCase;
}

/** Longest text of a reply or note, in characters. */
const textMax = 20_000;
const reasonMax = 4000;

/** Why an act cannot be done now; undefined: it can. */
function useRefusal(found: DeskCase, act: Act): string | undefined {
  const { locale } = useShell();
  return found.acts.find((one) => one.act === act)?.refusal?.[locale];
}

/** The case as it was read: a change of a newer one is refused and says what changed. */
export function Version({ found: { version } }: { readonly found: Pick<DeskCase, 'version'> }) {
  return <input type="hidden" name="version" value={version} />;
}

export function Reply({ found }: Found) {
  const text = useText().desk.reply;
  return (
    <Card title={text.title}>
      <Form intent="reply" values={{ text: found.replyDraft ?? undefined }}>
        <Version found={found} />
        <TextArea name="text" label={text.label} hint={text.hint} rows={8} max={textMax} />
        <Checkboxes name="asks" label={text.title} quiet options={[{ value: 'yes', label: text.asks }]} />
        <TextField
          name="delayedUntil"
          type="date"
          label={text.delayed}
          hint={text.delayedHint}
          width="short"
          optional
        />
        <Movable delays={found.delays} />
        <ButtonRow>
          <Button>{text.send}</Button>
          <Button kind="quiet" name="save" value="yes">
            {text.save}
          </Button>
        </ButtonRow>
      </Form>
    </Card>
  );
}

/** Which dates a notice of delay would move, how far, and what it must say. */
function Movable({ delays }: { readonly delays: readonly DelayView[] }) {
  const { locale } = useShell();
  const format = useFormat();
  const text = useText().desk.reply.movable;
  return (
    <details>
      <summary className="hint">{text.title}</summary>
      {delays.length === 0 ? <p className="hint">{text.none}</p> : null}
      <ul className="plain">
        {delays.map(({ rule, title, clause, dueDate, latest, mustContain }) => (
          <li key={`${rule} ${title.en}`}>
            <strong>{title[locale]}</strong> <span className="hint">{clause}</span>
            <br />
            {latest === null
              ? text.open(format.calendarDay(dueDate))
              : text.upTo(format.calendarDay(dueDate), format.calendarDay(latest))}
            {mustContain.length === 0 ? null : (
              <>
                {' '}
                {text.must}
                <ul>
                  {mustContain.map((item) => (
                    <li key={item.en}>{item[locale]}</li>
                  ))}
                </ul>
              </>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

export function Note() {
  const text = useText().desk.note;
  return (
    <details className="folded">
      <summary>{text.title}</summary>
      <Form intent="note">
        <TextArea name="note" label={text.label} hint={text.hint} rows={4} max={textMax} />
        <Button kind="secondary">{text.send}</Button>
      </Form>
    </details>
  );
}

/** What authorities, banks and customers did elsewhere, as far as a date hangs on it. */
export function OutsideStep({ found }: Found) {
  const { locale } = useShell();
  const text = useText().desk.step;
  return (
    <details className="folded">
      <summary>{text.title}</summary>
      <Form intent="step">
        <Version found={found} />
        <p className="hint">{text.hint}</p>
        <Select
          name="step"
          label={text.step}
          options={outsideSteps.map((value) => ({ value, label: eventWords[value][locale] }))}
        />
        <TextField name="on" type="date" label={text.on} width="short" />
        <TextField name="until" type="date" label={text.until} width="short" optional />
        <TextArea name="reason" label={text.reason} rows={2} max={reasonMax} />
        <Button kind="secondary">{text.send}</Button>
      </Form>
    </details>
  );
}

/** Everything else that staff do, each on a page of its own; what cannot be done now says why. */
export function Acts({ found, frozen }: Found & { readonly frozen: boolean }) {
  const { acts, case: words } = useText().desk;
  const decide = useRefusal(found, 'decide-case');
  const recode = useRefusal(found, 'recode-issue');
  const unlock = useRefusal(found, 'unlock-account');
  const reopen = useRefusal(found, 'reopen-case');
  const dismiss = useRefusal(found, 'dismiss-message');
  const { number } = found;
  return (
    <Card title={words.acts}>
      <div className="acts">
        {decide === undefined ? (
          <ButtonLink href={paths.decideCase(number)}>{acts.decide}</ButtonLink>
        ) : (
          <Button disabledReason={decide}>{acts.decide}</Button>
        )}
        {recode === undefined ? (
          <ButtonLink href={paths.recodeCase(number)} kind="secondary">
            {acts.recode}
          </ButtonLink>
        ) : null}
        {frozen && unlock === undefined ? (
          <ButtonLink href={paths.unlockCase(number)} kind="secondary">
            {acts.unlock}
          </ButtonLink>
        ) : null}
        {reopen === undefined ? (
          <ButtonLink href={paths.reopenCase(number)} kind="secondary">
            {acts.reopen}
          </ButtonLink>
        ) : null}
        {dismiss === undefined ? (
          <Form intent="dismiss">
            <Button kind="secondary">{acts.dismiss}</Button>
          </Form>
        ) : null}
      </div>
    </Card>
  );
}

interface Handler {
  readonly id: string;
  readonly name: string;
}

export function Assignment({ found, handlers }: Found & { readonly handlers: readonly Handler[] }) {
  const { actor } = useShell();
  const { case: text, nobody } = useText().desk;
  const { assignedTo } = found;
  const refusal = useRefusal(found, 'assign-case');
  const mine = actor.kind === 'person' && assignedTo?.id === actor.id;
  return (
    <Card title={text.assigned}>
      <p>{assignedTo?.name ?? nobody}</p>
      {refusal === undefined ? null : <p className="hint">{refusal}</p>}
      {refusal !== undefined ? null : (
        <>
          <Form intent="assign">
            <Version found={found} />
            <ButtonRow>
              {mine ? null : (
                <Button kind="secondary" name="to" value="me">
                  {text.take}
                </Button>
              )}
              {assignedTo === null ? null : (
                <Button kind="quiet" name="to" value="">
                  {text.giveBack}
                </Button>
              )}
            </ButtonRow>
          </Form>
          <details>
            <summary>{text.giveTo}</summary>
            <Form intent="assign">
              <Version found={found} />
              <Select
                name="to"
                label={text.giveTo}
                options={handlers.map(({ id, name }) => ({ value: id, label: name }))}
              />
              <Button kind="secondary">{text.give}</Button>
            </Form>
          </details>
        </>
      )}
    </Card>
  );
}
