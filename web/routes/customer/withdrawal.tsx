import { redirect, useLoaderData } from 'react-router';
import { Button, ButtonLink, ButtonRow } from '../../components/button.tsx';
import { CopyText } from '../../components/copy-text.tsx';
import { Facts } from '../../components/facts.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load, param } from '../../route.ts';
import { textFor, useText } from '../../text.ts';
import { Record, useConfirmations, useDestinationFacts, useSentence, useWithdrawalFacts } from './withdrawal-parts.tsx';

export const loader = load(async ({ door, params, url }) => ({
  withdrawal: await door.call('wallet.get-withdrawal', { withdrawal: param(params, 'id') }),
  done: url.searchParams.get('done'),
}));

export const action = act(async ({ door, params, form }) => {
  const id = param(params, 'id');
  await door.call('wallet.cancel-withdrawal', { withdrawal: id }, form.key);
  return redirect(paths.withdrawal(id, 'cancelled'));
});

export default function Withdrawal() {
  const { withdrawal, done } = useLoaderData<typeof loader>();
  const text = useText().withdrawals.one;
  const format = useFormat();
  const sentence = useSentence();
  const queued = withdrawal.state === 'submitted' && withdrawal.payout?.state === 'queued';
  const [state, destination, confirmations] = [useWithdrawalFacts(), useDestinationFacts(), useConfirmations()];
  const { asset, decimals, fee, promiseMissedAt, promisedAt } = withdrawal;
  const amount = (value: bigint): string => format.amount(value, { code: asset, decimals });
  const said = textFor({ asked: text.asked, cancelled: text.cancelled }, done);
  return (
    <Page
      title={text.title(amount(withdrawal.amount))}
      above={format.instant(withdrawal.requestedAt)}
      lead={promiseMissedAt === null ? sentence(withdrawal, queued) : undefined}
      back={paths.withdrawals()}
    >
      {said === undefined ? null : <Notice tone="good" announce title={said} />}
      {promiseMissedAt === null || promisedAt === null ? null : (
        <Notice tone="warn" title={text.missed(format.instant(promisedAt))}>
          <p>
            <a href={paths.complain(withdrawal.transactionId)}>{text.complain}</a>
          </p>
        </Notice>
      )}
      <Facts
        facts={[
          ...state(withdrawal),
          ...confirmations(withdrawal.payout),
          ...destination(withdrawal.label, withdrawal.destination),
          { id: 'amount', term: text.amount, value: amount(withdrawal.amount) },
          { id: 'fee', term: text.fee, value: fee === 0n ? text.noFee : amount(fee) },
          { id: 'ours', term: text.ours, value: <CopyText>{withdrawal.number}</CopyText> },
        ]}
      />
      {withdrawal.mayCancel ? <Cancel /> : null}
      <h2>{text.history}</h2>
      <Record steps={withdrawal.steps} />
      <section className="band no-print">
        <div>
          <h2>{text.wrong}</h2>
          <p>{text.problemText}</p>
        </div>
        <div>
          <ButtonLink href={paths.complain(withdrawal.transactionId)} kind="secondary">
            {text.problem}
          </ButtonLink>
        </div>
      </section>
    </Page>
  );
}

function Cancel() {
  const text = useText().withdrawals.one;
  return (
    <Form intent="cancel">
      <ButtonRow>
        <Button kind="secondary">{text.cancel}</Button>
      </ButtonRow>
      <p className="hint">{text.cancelHint}</p>
    </Form>
  );
}
