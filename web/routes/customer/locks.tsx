import type { Freeze } from '../../../src/wallet/contract.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';

/** Everything that is locked, each with its reason, who lifts it, and the way to complain. */
export function Locks({ locks }: { readonly locks: readonly Freeze[] }) {
  return locks.map((lock) => <Lock key={lock.id} lock={lock} />);
}

function Lock({ lock }: { readonly lock: Freeze }) {
  const { locale } = useShell();
  const text = useText().locks.lock;
  const format = useFormat();
  const { order } = lock;
  const facts = [
    { id: 'reason', term: text.reason, value: lock.reasonText[locale] },
    ...(order === null
      ? []
      : [
          { id: 'authority', term: text.authority, value: order.authority },
          { id: 'reference', term: text.reference, value: order.reference },
          { id: 'orderedOn', term: text.orderedOn, value: format.calendarDay(order.orderedOn) },
        ]),
    { id: 'effect', term: text.effect, value: lock.effect[locale] },
    { id: 'lifter', term: text.lifter, value: lock.lifterText[locale] },
    { id: 'next', term: text.next, value: lock.next[locale] },
  ];
  return (
    <Notice tone="warn" title={text.title(format.day(lock.since))}>
      <Facts facts={facts} />
      {lock.lifter === 'customer' ? (
        <Form intent="unlock" action={paths.wallet()}>
          <ButtonRow>
            <Button>{text.unlock}</Button>
          </ButtonRow>
        </Form>
      ) : null}
      <p>
        <a href={paths.complainAboutLock(lock.id)}>{text.complain}</a>
      </p>
    </Notice>
  );
}

/** One tap, without a question: what it stops is undone as easily by its owner. */
export function LockNow() {
  const text = useText().locks.now;
  return (
    <Card title={text.title}>
      <p>{text.text}</p>
      <Form intent="lock" action={paths.wallet()}>
        <ButtonRow>
          <Button kind="danger">{text.lock}</Button>
        </ButtonRow>
      </Form>
    </Card>
  );
}
