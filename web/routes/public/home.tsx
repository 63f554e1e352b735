import { isStaff } from '../../../src/platform/actor.ts';
import { ButtonLink, ButtonRow } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { paths } from '../../paths.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';

export default function Home() {
  const { actor, site } = useShell();
  const text = useText();
  const { how, promises } = text.home;
  return (
    <Page title={text.home.title} lead={text.home.lead(site.brand)} width="wide">
      <ButtonRow>
        {actor.kind === 'person' ? (
          <ButtonLink href={isStaff(actor) ? paths.desk() : paths.wallet()}>
            {isStaff(actor) ? text.shell.desk : text.shell.wallet}
          </ButtonLink>
        ) : (
          <>
            <ButtonLink href={paths.register()}>{text.shell.register}</ButtonLink>
            <ButtonLink href={paths.signIn()} kind="secondary">
              {text.shell.signIn}
            </ButtonLink>
          </>
        )}
      </ButtonRow>
      <section className="band">
        <div>
          <h2>{text.home.wrongTitle}</h2>
          <p>{text.home.wrongText}</p>
        </div>
        <div>
          <ButtonLink href={paths.complain()} kind="secondary">
            {text.home.wrongAction}
          </ButtonLink>
        </div>
      </section>
      <h2>{text.home.howTitle}</h2>
      <ol className="how">
        {[how.sent, how.looked, how.right, how.door].map(({ title, text: sentence }) => (
          <li key={title}>
            <h3>{title}</h3>
            <p>{sentence}</p>
          </li>
        ))}
      </ol>
      <h2>{text.home.promiseTitle}</h2>
      <ul className="ticks">
        {Object.entries(promises).map(([id, sentence]) => (
          <li key={id}>{sentence}</li>
        ))}
      </ul>
    </Page>
  );
}
