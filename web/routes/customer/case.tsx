import { redirect, useLoaderData } from 'react-router';
import { isOpen } from '../../../src/complaints/case-state.ts';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { paths } from '../../paths.ts';
import { actWithFiles, load, Refusal } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { textFor, textOf, useText } from '../../text.ts';
import { caseDoor } from './case-door.ts';
import type { CaseDoor } from './case-door.ts';
import { Disagree, Verify, Withdraw, Write } from './case-forms.tsx';
import { Clocks, Copy, Decision, Doors, Files, Progress, Said } from './case-parts.tsx';

export const loader = load(async (given) => {
  const { door, number, path } = await caseDoor(given);
  return {
    tracked: await door.call('complaints.track-case', { number }),
    path,
    done: given.url.searchParams.get('done'),
  };
});

export const action = actWithFiles({
  open: caseDoor,
  store: ({ place: { door, number } }, { name, content }) => door.files.storeInCase(number, { name, content }),
  run: async ({ place, form, stored, refused }) => {
    const { door, number, path } = place;
    switch (form.intent) {
      case 'verify':
        await confirm(place, form.text('code'));
        break;
      case 'send-code':
        await door.call('complaints.send-code', { number }, form.key);
        break;
      case 'withdraw':
        await door.call('complaints.withdraw-case', { number, reason: form.text('withdrawal') }, form.key);
        break;
      case 'disagree':
        await door.call('complaints.disagree', { number, text: form.text('disagreement') }, form.key);
        break;
      default:
        await say(place, { text: form.text('text'), files: stored.map(({ id }) => id), key: form.key });
    }
    const [first] = refused;
    if (first !== undefined) throw first;
    return redirect(paths.caseDone(path, form.intent));
  },
});

/** A wrong code is counted, so the operation answers where others would throw. */
async function confirm({ door, number }: CaseDoor, code: string): Promise<void> {
  const answer = await door.call('complaints.verify-complainant', { number, code });
  if (!answer.verified)
    throw new Refusal({ code: textOf(door.caller.locale).tracker.verify.wrong(String(answer.attemptsLeft)) });
}

interface Words {
  readonly text: string;
  readonly files: readonly string[];
  readonly key: string | undefined;
}

/** A message, files, or both. */
async function say({ door, number }: CaseDoor, { text, files, key }: Words): Promise<void> {
  if (text !== '') await door.call('complaints.add-message', { number, text, files: [...files] }, key);
  else if (files.length > 0) await door.call('complaints.attach-evidence', { number, files: [...files] }, key);
  else throw new Refusal({ text: textOf(door.caller.locale).tracker.write.missing });
}

/** The case as its complainant follows it. */
export default function CasePage() {
  const { tracked, path, done } = useLoaderData<typeof loader>();
  const { actor } = useShell();
  const text = useText().tracker;
  const lead = [text.leads[tracked.state], tracked.handler === null ? '' : text.by(tracked.handler)].join(' ');
  const talk = (
    <>
      <Said tracked={tracked} />
      <Write tracked={tracked} />
    </>
  );
  return (
    <Page
      title={text.titles[tracked.state]}
      above={text.above(tracked.number)}
      lead={lead}
      {...(actor.kind === 'person' ? { back: paths.cases() } : {})}
    >
      <Result done={done} />
      <Progress tracked={tracked} />
      <Verify tracked={tracked} />
      <Doors tracked={tracked} />
      <Decision tracked={tracked} />
      <Disagree tracked={tracked} />
      {tracked.state === 'waiting_for_customer' ? talk : null}
      <Clocks clocks={tracked.clocks} folded={!isOpen(tracked.state)} />
      {tracked.state === 'waiting_for_customer' ? null : talk}
      <Files files={tracked.files} path={path} />
      <Copy complaint={tracked.complaint} title={text.copy.title} />
      <Withdraw tracked={tracked} />
    </Page>
  );
}

/** The result of what was just done, announced. */
function Result({ done }: { readonly done: string | null }) {
  const { verify, write, disagree, withdraw } = useText().tracker;
  const sentences: Readonly<Record<string, string>> = {
    verify: verify.done,
    'send-code': verify.sent,
    disagree: disagree.done,
    withdraw: withdraw.done,
    say: write.sent,
  };
  const sentence = textFor(sentences, done);
  return sentence === undefined ? null : <Notice tone="good" announce title={sentence} />;
}
