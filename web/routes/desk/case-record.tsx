import type { DeskCase, MessageView, RecordLine } from '../../../src/complaints/contract.ts';
import { Timeline } from '../../components/timeline.tsx';
import type { TimelineItem } from '../../components/timeline.tsx';
import { useFormat } from '../../format.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';

const sides = { in: 'theirs', out: 'ours', note: 'note' } as const;

/** Everything that happened, in the order of the record; what was said stands at its event. */
export function Record({ found: { record, messages } }: { readonly found: Pick<DeskCase, 'record' | 'messages'> }) {
  const text = useText().desk.case;
  const itemOf = useItem();
  const said = new Map(messages.map((message) => [message.seq, message]));
  return (
    <section>
      <h2>{text.saidTitle}</h2>
      <Timeline items={record.map((line) => itemOf(line, said.get(line.seq)))} />
    </section>
  );
}

/** What was said. The complaint stands over the record already; letters of routine are folded. */
function Words({ message: { kind, text } }: { readonly message: MessageView }) {
  const { read } = useText().tracker.said;
  if (kind === 'complaint') return null;
  const said = <div className="said">{text}</div>;
  if (kind !== 'acknowledgement') return said;
  return (
    <details>
      <summary>{read}</summary>
      {said}
    </details>
  );
}

function useItem(): (line: RecordLine, message: MessageView | undefined) => TimelineItem {
  const { locale } = useShell();
  const format = useFormat();
  const { channels } = useText().desk;
  return ({ seq, at, actor, sentence }, message) => {
    const who = message?.author ?? actor[locale];
    const title = `${who} – ${sentence[locale]}`;
    if (message === undefined) return { id: `e${seq}`, title, at: format.instant(at) };
    return {
      id: `e${seq}`,
      title,
      at: `${format.instant(at)} · ${channels[message.channel]}`,
      side: sides[message.direction],
      body: <Words message={message} />,
    };
  };
}
