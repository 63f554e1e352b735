import { ButtonLink, ButtonRow } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { paths } from '../../paths.ts';
import { complaintsAddress } from '../../site.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';

/** The complaints procedure, published. */
export default function AboutComplaints() {
  const { site } = useShell();
  const { about: text, rules } = useText();
  const address = complaintsAddress(site);
  return (
    <Page title={text.title} lead={text.lead(site.brand)}>
      {Object.entries(text.sections).map(([id, section]) => (
        <section key={id}>
          <h2>{section.title}</h2>
          <p>{section.text}</p>
          {id === 'dates' ? (
            <p>
              <a href={paths.rules()}>{rules.link}</a>
            </p>
          ) : null}
        </section>
      ))}
      <p>
        {text.mail} <a href={`mailto:${address}`}>{address}</a>
      </p>
      <ButtonRow>
        <ButtonLink href={paths.complain()}>{text.action}</ButtonLink>
      </ButtonRow>
    </Page>
  );
}
