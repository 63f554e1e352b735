import type { AppOperation } from '../../../src/app.ts';
import { isStaff } from '../../../src/platform/actor.ts';
import type { OutputOf } from '../../../src/platform/door.ts';
import { isProblem } from '../../body.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import type { WebDoor } from '../../door.ts';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';
import { ChainCode, DepositState, useDepositAmount } from './chain-parts.tsx';
import type { ChainDeposit } from './chain-parts.tsx';

type Explanation = OutputOf<AppOperation, 'wallet.explain-deposit'>;
type Explained = { readonly found: Explanation } | { readonly refused: string };

/** A hash that is none is answered on the page, beside the field that it was typed into. */
export async function explain(door: WebDoor, hash: string): Promise<Explained> {
  try {
    return { found: await door.call('wallet.explain-deposit', { hash }) };
  } catch (error) {
    if (isProblem(error)) return { refused: error.render(door.caller.locale).detail };
    throw error;
  }
}

/** A transaction's hash to look up, and what it is. */
export function LookUp({
  hash,
  explained,
}: {
  readonly hash: string | undefined;
  readonly explained: Explained | undefined;
}) {
  const text = useText().chain.explain;
  return (
    <Card title={text.title}>
      <p>{text.text}</p>
      <Form get values={{ hash }}>
        <TextField name="hash" label={text.hash} hint={text.hint} autoComplete="off" />
        <ButtonRow>
          <Button kind="secondary">{text.send}</Button>
        </ButtonRow>
      </Form>
      {explained === undefined ? null : 'refused' in explained ? (
        <Notice tone="warn" announce>
          {explained.refused}
        </Notice>
      ) : (
        <Answered found={explained.found} />
      )}
    </Card>
  );
}

export function Deposit({ deposit }: { readonly deposit: ChainDeposit }) {
  const { locale, actor } = useShell();
  const text = useText().chain;
  const format = useFormat();
  const amount = useDepositAmount();
  return (
    <Card title={amount(deposit)} actions={<DepositState deposit={deposit} />}>
      <p>{deposit.text[locale]}</p>
      <Facts
        facts={[
          ...(deposit.hash === null
            ? []
            : [{ id: 'hash', term: text.hash, value: <ChainCode>{deposit.hash}</ChainCode> }]),
          ...(deposit.asset === null && deposit.token !== null
            ? [{ id: 'token', term: text.contract, value: <span className="chain-code">{deposit.token}</span> }]
            : []),
          { id: 'seen', term: text.seen, value: format.instant(deposit.seenAt) },
        ]}
      />
      <p>
        {isStaff(actor) ? (
          <a href={paths.chainDeposit(deposit.id)}>{text.desk.decide}</a>
        ) : deposit.transactionId === null ? (
          <a href={paths.complain()}>{text.problem}</a>
        ) : (
          <a href={paths.transaction(deposit.transactionId)}>{text.transaction}</a>
        )}
      </p>
    </Card>
  );
}

function Answered({ found }: { readonly found: Explanation }) {
  const text = useText().chain.explain;
  switch (found.what) {
    case 'deposits':
      return (
        <>
          <Notice tone="good" announce title={text.found} />
          {found.deposits.map((deposit) => (
            <Deposit key={deposit.id} deposit={deposit} />
          ))}
        </>
      );
    case 'elsewhere':
      return <Elsewhere found={found} />;
    case 'not-found':
      return <Answer title={text.notFound(found.network)} sentence={text.notFoundText(found.network)} />;
    case 'pending':
      return <Answer title={text.pending} sentence={text.pendingText} />;
    case 'failed':
      return <Answer title={text.failed} sentence={text.failedText} />;
    case 'not-followed-yet':
      return <Answer title={text.fresh} sentence={text.freshText} />;
  }
}

function Answer({ title, sentence }: { readonly title: string; readonly sentence: string }) {
  const { actor } = useShell();
  const text = useText().chain.explain;
  return (
    <Notice announce title={title}>
      <p>{sentence}</p>
      {isStaff(actor) ? null : (
        <p>
          <a href={paths.complain()}>{text.complain}</a>
        </p>
      )}
    </Notice>
  );
}

function Elsewhere({ found }: { readonly found: Extract<Explanation, { what: 'elsewhere' }> }) {
  const { site, actor } = useShell();
  const text = useText().chain;
  const format = useFormat();
  return (
    <>
      <Answer
        title={text.explain.elsewhere}
        sentence={
          isStaff(actor)
            ? text.explain.notHere
            : found.expected === null
              ? text.explain.noAddress
              : text.explain.elsewhereText(found.expected)
        }
      />
      <Facts
        facts={found.movements.map(({ to, asset, amount }, index) => {
          const known = site.assets.find(({ code }) => code === asset);
          return {
            id: `${index}`,
            term: known === undefined ? text.foreign : format.amount(amount, known),
            value: <span className="chain-code">{to}</span>,
          };
        })}
      />
    </>
  );
}
