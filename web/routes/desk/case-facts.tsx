import type { DeskCase, FileView, SimilarCase } from '../../../src/complaints/contract.ts';
import { caseStates } from '../../../src/complaints/case-state.ts';
import { taxonomy } from '../../../src/complaints/taxonomy.ts';
import type { OutputOf } from '../../../src/platform/door.ts';
import type { AppOperation } from '../../../src/app.ts';
import type { Party, TransactionFacts } from '../../../src/wallet/contract.ts';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import type { Fact } from '../../components/facts.tsx';
import { FileList } from '../../components/file-list.tsx';
import { Notice } from '../../components/notice.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../format.ts';
import type { Format } from '../../format.ts';
import { paths } from '../../paths.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';
import type { Text } from '../../text.ts';
import { partyName } from '../customer/movement.tsx';
import { useVerified } from './verified.ts';
import { useDestinationFacts, useWithdrawalFacts } from '../customer/withdrawal-parts.tsx';

/** A fact, unless there is none. */
function fact(id: string, term: string, value: Fact['value'] | null): readonly Fact[] {
  return value === null || value === '' ? [] : [{ id, term, value }];
}

type Wallet = OutputOf<AppOperation, 'wallet.inspect-wallet'>;

/** Who complains, how to reach him, and what he holds. */
export function Complainant({ found, wallet }: { readonly found: DeskCase; readonly wallet: Wallet | null }) {
  const { locale } = useShell();
  const format = useFormat();
  const { desk, verification } = useText();
  const describeLevel = useVerified();
  const text = desk.case;
  const { name, email, phone, locale: language, verified, person } = found.complainant;
  const balances =
    wallet?.balances
      .filter(({ balance }) => balance !== 0n)
      .map(({ balance, asset, decimals }) => format.amount(balance, { code: asset, decimals })) ?? [];
  const freezes = wallet?.freezes.filter(({ liftedAt }) => liftedAt === null) ?? [];
  return (
    <Card title={text.customer}>
      {freezes.map((freeze) => (
        <Notice key={freeze.id} tone="warn" title={text.frozen(freeze.reasonText[locale])} />
      ))}
      <Facts
        facts={[
          ...fact('name', text.name, name ?? desk.guest),
          ...fact('email', text.email, email === null ? null : <ContactLine email={email} verified={verified} />),
          ...fact('phone', text.phone, phone),
          ...fact('language', text.language, text.languages[language]),
          ...fact('since', text.since, format.instant(found.openedAt)),
          ...fact(
            'first',
            text.firstContact,
            found.firstContactAt === null ? null : format.instant(found.firstContactAt),
          ),
          ...fact('came', text.came, desk.channels[found.channel]),
          ...fact('wallet', text.wallet, balances.join(', ')),
          ...fact('verification', verification.desk.term, wallet === null ? null : describeLevel(wallet)),
        ]}
      />
      {person === null ? <p className="hint">{text.noWallet}</p> : null}
    </Card>
  );
}

function ContactLine({ email, verified }: { readonly email: string; readonly verified: boolean }) {
  const text = useText().desk;
  return (
    <>
      {email} <Tag tone={verified ? 'good' : 'warn'}>{verified ? text.verified : text.unverified}</Tag>
    </>
  );
}

function bankWords({ bookedOn, payerName, bankReference, texts }: NonNullable<TransactionFacts['bankLine']>): string {
  return [bookedOn, payerName, bankReference, ...texts].filter(Boolean).join(' · ');
}

/** `Credited · 12 of 12 · 0x…`, with the way to where it is decided. */
function ChainLine({ deposit }: { readonly deposit: NonNullable<TransactionFacts['chainDeposit']> }) {
  const text = useText().chain;
  const { depositId, state, have, need, hash } = deposit;
  return (
    <a href={paths.chainDeposit(depositId)} className="chain-code">
      {[text.states[state], text.progress(String(have), String(need)), hash].filter(Boolean).join(' · ')}
    </a>
  );
}

/** The shop and its order, and what it gave back by itself. */
function shopFacts(
  checkout: TransactionFacts['checkout'],
  text: Text['desk']['case'],
  money: (value: bigint) => string,
  day: (at: Date) => string,
): readonly Fact[] {
  if (checkout === null) return [];
  const refunds = checkout.refunds.map(({ amount, at }) => `${money(amount)} · ${day(at)}`).join(', ');
  return [
    ...fact('shop', text.shop, `${checkout.merchant} (${checkout.contact})`),
    ...fact('order', text.order, checkout.orderReference),
    ...fact('shop-refunds', text.shopRefunds, refunds),
  ];
}

/** The transaction complained about, as books and bank have it. */
export function Books({ transaction }: { readonly transaction: TransactionFacts | null }) {
  const format = useFormat();
  const { bank, desk, wallet, recalls } = useText();
  const text = desk.case;
  if (transaction === null) {
    return (
      <Card title={text.transaction}>
        <p className="hint">{text.noTransaction}</p>
      </Card>
    );
  }
  const {
    asset,
    decimals,
    amount,
    fee,
    feeFacts,
    from,
    to,
    at,
    status,
    reference,
    memo,
    bankLine,
    chainDeposit,
    redress,
    recall,
    checkout,
    entries,
  } = transaction;
  const money = (value: bigint): string => format.amount(value, { code: asset, decimals });
  const name = (party: Party): string => partyName(party, wallet.transaction);
  return (
    <Card title={text.transaction}>
      <Facts
        facts={[
          ...fact('amount', text.amount, <strong>{money(amount)}</strong>),
          ...fact('from', text.from, name(from)),
          ...fact('to', text.to, name(to)),
          ...fact('fee', text.fee, <FeeLine fee={fee === 0n ? text.noFee : money(fee)} facts={feeFacts} />),
          ...fact('status', text.status, wallet.transaction.statuses[status]),
          ...fact('at', text.at, format.instant(at)),
          ...fact('reference', text.reference, reference),
          ...fact('memo', text.memo, memo),
          ...shopFacts(checkout, text, money, format.day),
          ...fact('chain', text.onChain, chainDeposit === null ? null : <ChainLine deposit={chainDeposit} />),
          ...fact('bank', text.bankLine, bankLine === null ? null : bankWords(bankLine)),
          ...fact('payer-name', bank.line.name, bankLine?.nameMatch ? bank.line.names[bankLine.nameMatch] : null),
          ...recallFacts(recall, recalls.desk, money, format),
          ...fact(
            'redress',
            text.givenBack,
            redress.map((paid) => `${money(paid.amount)} · ${format.day(paid.at)}`).join(', '),
          ),
        ]}
      />
      <WithdrawalOfBooks withdrawal={transaction.withdrawal} />
      <details>
        <summary>{text.entries}</summary>
        <Facts
          facts={entries.map((entry, index) => ({
            id: String(index),
            term: name(entry.party),
            value: `${money(entry.amount)} · ${text.balanceAfter}: ${money(entry.balanceAfter)}`,
          }))}
        />
      </details>
    </Card>
  );
}

/** That the payment was asked back, and what came of it. */
function recallFacts(
  recall: TransactionFacts['recall'],
  text: Text['recalls']['desk'],
  money: (amount: bigint) => string,
  format: Format,
): readonly Fact[] {
  if (recall === null) return [];
  const { state, askedAt, answeredAt, returned, reason, declinedBecause } = recall;
  const parts = [
    format.day(askedAt),
    text.states[state],
    ...(returned === 0n ? [] : [money(returned)]),
    ...(answeredAt === null ? [] : [format.day(answeredAt)]),
  ];
  return [
    ...fact('recall', text.term, parts.join(' · ')),
    ...fact('recall-reason', text.reason, reason),
    ...fact('recall-because', text.because, declinedBecause),
  ];
}

function FeeLine({
  fee,
  facts: { version, of },
}: {
  readonly fee: string;
  readonly facts: TransactionFacts['feeFacts'];
}) {
  const text = useText().transactions.one;
  return (
    <>
      {of === null ? fee : `${text.feeOf} ${of.reference}`}
      {version === null ? null : (
        <span className="hint">
          {' '}
          (<a href={paths.fees(version)}>{text.feeTable(version)}</a>)
        </span>
      )}
    </>
  );
}

/** Where the withdrawal stands that the transaction is of. */
function WithdrawalOfBooks({ withdrawal }: { readonly withdrawal: TransactionFacts['withdrawal'] }) {
  const text = useText().withdrawals;
  const [state, destination] = [useWithdrawalFacts(), useDestinationFacts()];
  if (withdrawal === null) return null;
  return (
    <>
      <h3>
        <a href={paths.review(withdrawal.id)}>{text.desk.of(withdrawal.number)}</a>
      </h3>
      <Facts facts={[...state(withdrawal), ...destination(withdrawal.label, withdrawal.destination)]} />
    </>
  );
}

export function DeskFiles({ number, files }: { readonly number: string; readonly files: readonly FileView[] }) {
  const text = useText().desk.case;
  if (files.length === 0) return null;
  return (
    <Card title={text.files}>
      <FileList files={files} hrefOf={({ id }) => paths.deskFile(number, id)} />
    </Card>
  );
}

export function Similar({ cases }: { readonly cases: readonly SimilarCase[] }) {
  const { locale } = useShell();
  const text = useText().desk.case;
  if (cases.length === 0) return null;
  return (
    <Card title={text.similar}>
      <ul className="plain">
        {cases.map(({ number, issue, state, summary }) => (
          <li key={number}>
            <a href={paths.deskCase(number)}>{number}</a> {taxonomy[issue].label[locale]} · {caseStates[state][locale]}
            <p className="summary">{summary}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
