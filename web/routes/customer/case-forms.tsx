import type { ReactNode } from 'react';
import type { Act, TrackedCase } from '../../../src/complaints/contract.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { FileInput, TextArea, TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { useFormat } from '../../format.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';

interface Tracked {
  readonly tracked: TrackedCase;
}

/** Longest text of a message and of a reason, in characters. */
const textMax = 20_000;
const reasonMax = 4000;

/** Whether an act is there at all, and why it cannot be done now. */
function useAct({ acts }: TrackedCase, act: Act): { readonly refusal: string | undefined } | undefined {
  const { locale } = useShell();
  const found = acts.find((one) => one.act === act);
  return found && { refusal: found.refusal?.[locale] };
}

/** Asks for the code that confirms the address; the complaint was taken before. */
export function Verify({ tracked, action }: Tracked & { readonly action?: string }) {
  const text = useText().tracker.verify;
  if (tracked.verified || tracked.email === null) return null;
  return (
    <Card title={text.title}>
      <p>{text.text}</p>
      <Form intent="verify" action={action}>
        <TextField name="code" label={text.code} autoComplete="one-time-code" inputMode="numeric" width="code" />
        <ButtonRow>
          <Button>{text.send}</Button>
        </ButtonRow>
      </Form>
      <Form intent="send-code" action={action}>
        <Button kind="quiet">{text.again}</Button>
      </Form>
    </Card>
  );
}

export function Write({ tracked }: Tracked) {
  const { site } = useShell();
  const format = useFormat();
  const { complain, tracker } = useText();
  const text = tracker.write;
  return (
    <Card title={text.title}>
      <Form intent="say" files>
        <TextArea name="text" label={text.label} hint={text.hint} rows={5} max={textMax} />
        <FileInput
          name="files"
          label={text.files}
          hint={complain.files.hint(format.count(site.files.countMax), format.bytes(site.files.bytesMax))}
          accept={site.files.types.join(',')}
          optional
        />
        <ButtonRow>
          <Button>{text.send}</Button>
        </ButtonRow>
      </Form>
      {tracked.mailAddress !== null && (
        <p className="hint">
          {text.mail} <a href={`mailto:${tracked.mailAddress}`}>{tracked.mailAddress}</a>
        </p>
      )}
    </Card>
  );
}

export function Disagree({ tracked }: Tracked) {
  const text = useText().tracker.disagree;
  const disagree = useAct(tracked, 'disagree');
  if (tracked.outcome === null || disagree === undefined) return null;
  if (disagree.refusal !== undefined) return <p className="hint">{disagree.refusal}</p>;
  return (
    <Folded title={text.title}>
      <p>{text.text}</p>
      <Form intent="disagree">
        <TextArea name="disagreement" label={text.label} max={textMax} />
        <ButtonRow>
          <Button kind="secondary">{text.send}</Button>
        </ButtonRow>
      </Form>
    </Folded>
  );
}

export function Withdraw({ tracked }: Tracked) {
  const text = useText().tracker.withdraw;
  const withdraw = useAct(tracked, 'withdraw-case');
  if (withdraw === undefined || withdraw.refusal !== undefined) return null;
  return (
    <Folded title={text.title}>
      <p>{text.text}</p>
      <Form intent="withdraw">
        <TextArea name="withdrawal" label={text.label} rows={3} max={reasonMax} />
        <ButtonRow>
          <Button kind="danger">{text.send}</Button>
        </ButtonRow>
      </Form>
    </Folded>
  );
}

function Folded({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <details className="folded">
      <summary>{title}</summary>
      {children}
    </details>
  );
}
