import { useLoaderData } from 'react-router';
import { ButtonLink, ButtonRow } from '../../components/button.tsx';
import { CopyText } from '../../components/copy-text.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { useFormat } from '../../format.ts';
import { load } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';
import { caseDoor } from './case-door.ts';
import { Verify } from './case-forms.tsx';
import { Clocks, Copy } from './case-parts.tsx';

export const loader = load(async (given) => {
  const { door, number, path } = await caseDoor(given);
  return { tracked: await door.call('complaints.track-case', { number }), path };
});

/** The confirmation, which stays: number, dates, next steps and a copy, to print or come back to. */
export default function Sent() {
  const { tracked, path } = useLoaderData<typeof loader>();
  const { site } = useShell();
  const format = useFormat();
  const { sent: text, copy } = useText().tracker;
  return (
    <Page title={text.title} asks>
      <div className="panel">
        <h1>{text.title}</h1>
        <p>
          {text.number}
          <br />
          <CopyText>{tracked.number}</CopyText>
        </p>
        <p>{text.when(format.instant(tracked.openedAt))}</p>
      </div>
      <Verify tracked={tracked} action={path} />
      <Clocks clocks={tracked.clocks} />
      <h2>{text.nextTitle}</h2>
      <ul className="ticks">
        <li>{text.next.team}</li>
        <li>{text.next.ask}</li>
        <li>{text.next.door}</li>
      </ul>
      {path.startsWith('/c/') ? (
        <Notice title={text.keep}>
          <p>{text.keepText}</p>
          <p>
            <CopyText>{site.publicUrl + path}</CopyText>
          </p>
        </Notice>
      ) : null}
      <Copy complaint={tracked.complaint} title={copy.title} open />
      <ButtonRow>
        <ButtonLink href={path}>{text.toTracker}</ButtonLink>
        <span className="hint">{text.print}</span>
      </ButtonRow>
    </Page>
  );
}
