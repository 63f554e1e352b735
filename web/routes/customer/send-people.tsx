import type { OutputOf } from '../../../src/platform/door.ts';
import type { AppOperation } from '../../../src/app.ts';
import { paths } from '../../paths.ts';
import { useText } from '../../text.ts';

type Contact = OutputOf<AppOperation, 'wallet.list-contacts'>['contacts'][number];

/** Contacts that stand on the page of sending; the others are on a page of their own. */
const shownMax = 8;

/** The people whom one pays, each a link to the same page with him chosen. */
export function People({ contacts }: { readonly contacts: readonly Contact[] }) {
  const text = useText().payees.send;
  if (contacts.length === 0) return null;
  const first = [...contacts].sort((a, b) => Number(b.saved) - Number(a.saved)).slice(0, shownMax);
  return (
    <nav aria-label={text.people}>
      <p className="label">{text.people}</p>
      <ul className="chips">
        {first.map(({ personId, name, to }) => (
          <li key={personId}>
            <a href={paths.send({ to })}>{name}</a>
          </li>
        ))}
        <li>
          <a href={paths.payees()} className="chip-quiet">
            {text.all}
          </a>
        </li>
      </ul>
    </nav>
  );
}

/** Who was chosen already, and the way to somebody else. */
export function Chosen({
  name,
  handle,
  to,
}: {
  readonly name: string;
  readonly handle: string | null;
  readonly to: string;
}) {
  const text = useText();
  return (
    <div className="field">
      <p className="label">{text.send.to}</p>
      <p>
        <strong>{name}</strong> {handle === null ? null : <span className="hint">@{handle}</span>}{' '}
        <a href={paths.send()}>{text.payees.send.other}</a>
      </p>
      <input type="hidden" name="to" value={to} />
    </div>
  );
}
