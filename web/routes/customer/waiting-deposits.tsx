import type { OutputOf } from '../../../src/platform/door.ts';
import type { AppOperation } from '../../../src/app.ts';
import { Notice } from '../../components/notice.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';

type Waiting = OutputOf<AppOperation, 'wallet.get-top-up'>['waiting'];

/** Deposits by bank that wait for a check, each with the reason; nothing where there are none. */
export function WaitingDeposits({ waiting }: { readonly waiting: Waiting }) {
  const { locale } = useShell();
  const text = useText().bankWork.waiting;
  const format = useFormat();
  if (waiting.length === 0) return null;
  return (
    <Notice tone="warn" title={text.title}>
      <ul className="plain">
        {waiting.map(({ id, amount, asset, bookedOn, whyText }) => (
          <li key={id}>
            <strong>{text.line(format.amount(amount, asset), format.calendarDay(bookedOn))}</strong>: {whyText[locale]}
          </li>
        ))}
      </ul>
      <p>
        {text.text} <a href={paths.complain()}>{text.complain}</a>
      </p>
    </Notice>
  );
}
