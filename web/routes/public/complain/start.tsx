import { redirect, useLoaderData } from 'react-router';
import type { Freeze } from '../../../../src/wallet/contract.ts';
import { Button, ButtonLink, ButtonRow } from '../../../components/button.tsx';
import { Card } from '../../../components/card.tsx';
import { Form } from '../../../components/form.tsx';
import { Notice } from '../../../components/notice.tsx';
import { Page } from '../../../components/page.tsx';
import { formatDay, useFormat } from '../../../format.ts';
import { paths } from '../../../paths.ts';
import { act, load } from '../../../route.ts';
import { complaintsAddress } from '../../../site.ts';
import { useShell } from '../../../shell-context.ts';
import { useText } from '../../../text.ts';
import { findDraft, rememberDraft, saveDraft } from './draft.ts';
import { answersAbout, findLock } from './lock.ts';
import { findPayment, usePaymentWords } from './payments.ts';
import type { Payment } from './payments.ts';
import { stepToGoOn } from './steps.ts';

export const loader = load(async ({ door, request, url }) => {
  const draft = await findDraft(door, request);
  const id = url.searchParams.get('transaction');
  const payment = id === null ? undefined : await findPayment(door, id);
  return {
    draft: draft === undefined ? undefined : { expiresAt: draft.expiresAt, step: stepToGoOn(draft.answers) },
    payment,
    lock: await findLock(door, url.searchParams.get('lock') ?? undefined),
  };
});

export const action = act(async ({ door, form }) => {
  const transaction = form.optional('transaction');
  const lock = await findLock(door, form.optional('lock'));
  const draft = await saveDraft(door, undefined, {
    ...(transaction === undefined ? {} : { transaction }),
    ...(lock === undefined
      ? {}
      : answersAbout(lock, formatDay(lock.since, door.caller.locale, door.site.zone), door.caller.locale)),
  });
  return redirect(paths.complainStep('urgent'), { headers: { 'set-cookie': rememberDraft(draft, door) } });
});

export default function Start() {
  const { draft, payment, lock } = useLoaderData<typeof loader>();
  const text = useText().complain.start;
  return (
    <Page title={text.title} lead={text.lead} back={paths.home()}>
      {draft === undefined ? null : <GoOn {...draft} />}
      <Form>
        {payment === undefined ? null : <About payment={payment} />}
        {lock === undefined ? null : <AboutLock lock={lock} />}
        <ButtonRow>
          <Button kind={draft === undefined ? 'primary' : 'secondary'}>
            {draft === undefined ? text.begin : text.fresh}
          </Button>
          <a href={paths.complainResume()}>{text.resume}</a>
        </ButtonRow>
      </Form>
      <Expect />
    </Page>
  );
}

function About({ payment }: { readonly payment: Payment }) {
  const text = useText().complain.start;
  const { label, hint } = usePaymentWords()(payment);
  return (
    <Card>
      <p className="hint">{text.about}</p>
      <p>
        <strong>{label}</strong>
        <br />
        <span className="hint">{hint}</span>
      </p>
      <input type="hidden" name="transaction" value={payment.id} />
    </Card>
  );
}

function AboutLock({ lock }: { readonly lock: Freeze }) {
  const { locale } = useShell();
  const text = useText().locks.about;
  const format = useFormat();
  return (
    <Card>
      <p className="hint">{text.title}</p>
      <p>
        <strong>{text.locked(format.day(lock.since))}</strong>
        <br />
        <span className="hint">{lock.reasonText[locale]}</span>
      </p>
      <input type="hidden" name="lock" value={lock.id} />
    </Card>
  );
}

function GoOn({ expiresAt, step }: { readonly expiresAt: Date; readonly step: string }) {
  const text = useText().complain.start;
  const format = useFormat();
  return (
    <Notice title={text.goOnTitle}>
      <p>{text.goOnText(format.day(expiresAt))}</p>
      <ButtonLink href={paths.complainStep(step)}>{text.goOn}</ButtonLink>
    </Notice>
  );
}

/** What to have at hand, what happens then, and the other ways. */
function Expect() {
  const { site } = useShell();
  const text = useText().complain.start;
  const address = complaintsAddress(site);
  return (
    <>
      <h2>{text.needTitle}</h2>
      <ul>
        <li>{text.need.when}</li>
        <li>{text.need.proof}</li>
        <li>{text.need.reach}</li>
      </ul>
      <p>{text.needNothing}</p>
      <h2>{text.nextTitle}</h2>
      <ul className="ticks">
        <li>{text.next.copy}</li>
        <li>{text.next.person}</li>
        <li>{text.next.late}</li>
      </ul>
      <h2>{text.otherTitle}</h2>
      <p>
        {text.otherMail} <a href={`mailto:${address}`}>{address}</a>. {text.otherMailText}
      </p>
    </>
  );
}
