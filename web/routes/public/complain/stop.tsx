import { redirect, useLoaderData } from 'react-router';
import { hasRole } from '../../../../src/platform/actor.ts';
import { Button, ButtonLink } from '../../../components/button.tsx';
import { Form } from '../../../components/form.tsx';
import { Notice } from '../../../components/notice.tsx';
import { Page } from '../../../components/page.tsx';
import { paths } from '../../../paths.ts';
import { act, load } from '../../../route.ts';
import { useShell } from '../../../shell-context.ts';
import { useText } from '../../../text.ts';
import { needDraft } from './draft.ts';
import { SavedFor } from './saved-for.tsx';
import { stepAfter } from './steps.ts';

export const loader = load(async ({ door, request }) => {
  const { code, answers, expiresAt } = await needDraft(door, request);
  const wallet = hasRole(door.caller.actor, 'customer') ? await door.call('wallet.get-wallet', {}) : undefined;
  const lock: Lock = wallet === undefined ? 'unknown' : wallet.freeze === null ? 'open' : 'locked';
  return { code, expiresAt, lock, next: stepAfter('stop', answers) };
});

export const action = act(async ({ door, form }) => {
  await door.call('wallet.lock-wallet', {}, form.key);
  return redirect(paths.complainStep('stop'));
});

/** Whether money can leave; unknown of whoever is not signed in. */
type Lock = 'open' | 'locked' | 'unknown';

/** What to do at once while money is moving; the complaint waits. */
export default function Stop() {
  const { code, expiresAt, lock, next } = useLoaderData<typeof loader>();
  const { site } = useShell();
  const text = useText().complain.stop;
  return (
    <Page title={text.title} lead={text.lead} back={paths.complainStep('urgent')}>
      <h2>{text.lockTitle}</h2>
      <p>{text.lockText}</p>
      <LockNow lock={lock} />
      <h2>{text.bankTitle}</h2>
      <p>{text.bankText}</p>
      <h2>{text.neverTitle}</h2>
      <p>{text.neverText(site.brand)}</p>
      <p>
        <ButtonLink href={paths.complainStep(next)}>{text.goOn}</ButtonLink>
      </p>
      <SavedFor code={code} until={expiresAt} />
    </Page>
  );
}

function LockNow({ lock }: { readonly lock: Lock }) {
  const text = useText().complain.stop;
  if (lock === 'locked') return <Notice tone="good" announce title={text.locked} />;
  if (lock === 'open') {
    return (
      <Form>
        <Button kind="danger">{text.lock}</Button>
      </Form>
    );
  }
  return (
    <>
      <p>
        <ButtonLink href={paths.signIn(paths.complainStep('stop'))} kind="secondary">
          {text.signIn}
        </ButtonLink>
      </p>
      <p>{text.cannot}</p>
    </>
  );
}
