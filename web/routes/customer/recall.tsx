import type { OutputOf } from '../../../src/platform/door.ts';
import type { AppOperation } from '../../../src/app.ts';
import { Button, ButtonLink, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { TextArea, TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Timeline } from '../../components/timeline.tsx';
import type { WebDoor } from '../../door.ts';
import type { Fields } from '../../fields.ts';
import { useFormat } from '../../format.ts';
import type { Format } from '../../format.ts';
import { paths } from '../../paths.ts';
import { useText } from '../../text.ts';
import { partyName } from './movement.tsx';

type Detail = OutputOf<AppOperation, 'wallet.get-transaction'>;

const reasonMax = 500;

/** What was done on the transaction's page about a mistake. */
export type RecallDone = 'asked' | 'returned' | 'declined';

/** Carries out one of the forms below. */
export async function actOnRecall(door: WebDoor, id: string, form: Fields): Promise<RecallDone> {
  switch (form.intent) {
    case 'return':
      await door.call('wallet.return-payment', { id }, form.key);
      return 'returned';
    case 'return-part':
      await door.call('wallet.return-payment', { id, amount: form.text('amount') }, form.key);
      return 'returned';
    case 'decline':
      await door.call('wallet.decline-recall', { id, reason: form.text('reason') }, form.key);
      return 'declined';
    default:
      await door.call('wallet.ask-recall', { id, reason: form.text('reason') }, form.key);
      return 'asked';
  }
}

/** What a party of a payment can do about a mistake, and what has been done. */
export function Recall({ detail }: { readonly detail: Detail }) {
  return (
    <>
      <Answer detail={detail} />
      <Steps detail={detail} />
      <Ask detail={detail} />
    </>
  );
}

function moneyOf({ asset, decimals }: Detail, format: Format): (amount: bigint) => string {
  return (amount) => format.amount(amount, { code: asset, decimals });
}

function Ask({ detail: { recallUntil, status } }: { readonly detail: Detail }) {
  const text = useText().recalls.ask;
  const format = useFormat();
  if (recallUntil === null) return null;
  return (
    <details className="no-print">
      <summary>{text.title}</summary>
      <p>{status === 'held' ? text.held : text.text(format.day(recallUntil))}</p>
      <Form intent="ask">
        <TextArea name="reason" label={text.reason} hint={text.reasonHint} rows={3} max={reasonMax} />
        <ButtonRow>
          <Button kind="secondary">{text.send}</Button>
        </ButtonRow>
      </Form>
    </details>
  );
}

function Steps({ detail }: { readonly detail: Detail }) {
  const { recall, direction, from } = detail;
  const { recalls: text, wallet } = useText();
  const format = useFormat();
  if (recall === null) return null;
  const { state, reason, askedAt, expiresAt, answeredAt, declinedBecause, returned, returnTransactionId } = recall;
  const asked = direction === 'out' ? text.steps.youAsked : text.steps.asked(partyName(from, wallet.transaction));
  const money = moneyOf(detail, format);
  const outcome =
    state === 'returned' || state === 'returned-in-part'
      ? text.steps[state](money(returned))
      : state === 'declined' && direction === 'in'
        ? text.steps.youDeclined
        : state === 'asked'
          ? null
          : text.steps[state];
  return (
    <Card title={text.title}>
      <Timeline
        items={[
          {
            id: 'asked',
            title: asked,
            at: format.instant(askedAt),
            body: (
              <>
                <p className="said">{reason}</p>
                {state === 'asked' ? <p className="hint">{text.steps.until(format.day(expiresAt))}</p> : null}
              </>
            ),
          },
          ...(outcome === null || answeredAt === null
            ? []
            : [
                {
                  id: 'answered',
                  title: outcome,
                  at: format.instant(answeredAt),
                  body: (
                    <>
                      {declinedBecause === null ? null : <p className="said">{declinedBecause}</p>}
                      {returnTransactionId === null ? null : (
                        <a href={paths.transaction(returnTransactionId)}>{text.transfer}</a>
                      )}
                    </>
                  ),
                },
              ]),
        ]}
      />
      {direction === 'out' && (state === 'declined' || state === 'expired' || state === 'returned-in-part') ? (
        <>
          <p>{text.next}</p>
          <ButtonRow>
            <ButtonLink href={paths.complain(detail.id)} kind="secondary">
              {text.complain}
            </ButtonLink>
          </ButtonRow>
        </>
      ) : null}
    </Card>
  );
}

function Answer({ detail }: { readonly detail: Detail }) {
  const { returnable, recall, from } = detail;
  const { recalls, wallet } = useText();
  const text = recalls.answer;
  const money = moneyOf(detail, useFormat());
  if (returnable === null || recall === null) return null;
  const { left, available, frozen } = returnable;
  return (
    <Card title={text.title(partyName(from, wallet.transaction))}>
      <p>{text.text}</p>
      {frozen ? <Notice tone="warn">{text.frozen}</Notice> : null}
      {!frozen && available < left ? <Notice tone="warn">{text.short(money(available))}</Notice> : null}
      {frozen || available < left ? null : (
        <Form intent="return">
          <ButtonRow>
            <Button>{text.all(money(left))}</Button>
          </ButtonRow>
        </Form>
      )}
      {frozen ? null : (
        <details>
          <summary>{text.part}</summary>
          <Form intent="return-part">
            <TextField
              name="amount"
              label={text.amount}
              hint={text.amountHint(money(available < left ? available : left))}
              inputMode="decimal"
              width="short"
              autoComplete="off"
            />
            <ButtonRow>
              <Button kind="secondary">{text.sendPart}</Button>
            </ButtonRow>
          </Form>
        </details>
      )}
      <details>
        <summary>{text.decline}</summary>
        <Form intent="decline">
          <TextArea name="reason" label={text.because} hint={text.becauseHint} rows={3} max={reasonMax} />
          <ButtonRow>
            <Button kind="secondary">{text.sendDecline}</Button>
          </ButtonRow>
        </Form>
      </details>
    </Card>
  );
}

/** On the wallet page: somebody waits for an answer. */
export function WaitingRecalls({
  recalls,
}: {
  readonly recalls: OutputOf<AppOperation, 'wallet.list-recalls'>['recalls'];
}) {
  const text = useText().recalls;
  const format = useFormat();
  return recalls.map(({ transactionId, from, asset, decimals, amount, expiresAt }) => (
    <Notice key={transactionId} title={text.waiting(from, format.amount(amount, { code: asset, decimals }))}>
      <p>
        {text.waitingText(format.day(expiresAt))} <a href={paths.transaction(transactionId)}>{text.look}</a>
      </p>
    </Notice>
  ));
}
