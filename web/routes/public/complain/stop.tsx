import { useLoaderData } from 'react-router';
import { ButtonLink } from '../../../components/button.tsx';
import { Page } from '../../../components/page.tsx';
import { paths } from '../../../paths.ts';
import { load } from '../../../route.ts';
import { useShell } from '../../../shell-context.ts';
import { useText } from '../../../text.ts';
import { needDraft } from './draft.ts';
import { SavedFor } from './saved-for.tsx';
import { stepAfter } from './steps.ts';

export const loader = load(async ({ door, request }) => {
  const { code, answers, expiresAt } = await needDraft(door, request);
  return { code, expiresAt, next: stepAfter('stop', answers) };
});

/** What to do at once while money is moving; the complaint waits. */
export default function Stop() {
  const { code, expiresAt, next } = useLoaderData<typeof loader>();
  const { actor, site } = useShell();
  const text = useText().complain.stop;
  return (
    <Page title={text.title} lead={text.lead} back={paths.complainStep('urgent')}>
      <h2>{text.lockTitle}</h2>
      <p>{text.lockText}</p>
      {actor.kind === 'person' ? null : (
        <>
          <p>
            <ButtonLink href={paths.signIn(paths.complainStep('stop'))} kind="secondary">
              {text.signIn}
            </ButtonLink>
          </p>
          <p>{text.cannot}</p>
        </>
      )}
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
