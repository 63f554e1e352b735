import { toDecimal } from '../../platform/money.ts';
import type { BankAccount } from './bank-accounts.ts';
import { ibanFault } from './iban.ts';
import { toSepaText } from './latin.ts';

/** One payment of a batch. */
export interface PaymentOrder {
  /** The end-to-end id, which comes back on the statement. */
  readonly reference: string;
  readonly amount: bigint;
  readonly iban: string;
  readonly bic: string | null;
  /** As it was typed; the file carries it in the characters of SEPA. */
  readonly name: string;
}

export interface PaymentBatch {
  /** Names the file and its one batch. */
  readonly reference: string;
  readonly account: BankAccount;
  readonly decimals: number;
  readonly madeAt: Date;
  readonly orders: readonly PaymentOrder[];
}

/** Characters of a name that every bank takes (EPC132-08, AT-E001). */
const nameLengthMax = 70;

/** A name as the bank gets it. */
export function nameForBank(name: string): string | undefined {
  return toSepaText(name)?.slice(0, nameLengthMax).trim() || undefined;
}

function escapeXml(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

function element(name: string, ...content: readonly (string | readonly string[])[]): string {
  return `<${name}>${content.flat().join('')}</${name}>`;
}

function text(name: string, value: string): string {
  return element(name, escapeXml(value));
}

function agent(bic: string | null): string {
  return element('FinInstnId', bic === null ? element('Othr', text('Id', 'NOTPROVIDED')) : text('BICFI', bic));
}

function accountId(number: string): string {
  return element('Id', ibanFault(number) === undefined ? text('IBAN', number) : element('Othr', text('Id', number)));
}

/** The country of an account, which banks outside SEPA ask of a party; none where the number does not say it. */
function address(number: string): string {
  return ibanFault(number) === undefined ? element('PstlAdr', text('Ctry', number.slice(0, 2))) : '';
}

function transaction(order: PaymentOrder, { account, decimals }: PaymentBatch): string {
  const amount = toDecimal(order.amount, decimals);
  return element(
    'CdtTrfTxInf',
    element('PmtId', text('InstrId', order.reference), text('EndToEndId', order.reference)),
    element('Amt', `<InstdAmt Ccy="${account.asset}">${amount}</InstdAmt>`),
    order.bic === null ? '' : element('CdtrAgt', agent(order.bic)),
    element('Cdtr', text('Nm', nameForBank(order.name) ?? order.reference), address(order.iban)),
    element('CdtrAcct', accountId(order.iban)),
    element('RmtInf', text('Ustrd', order.reference)),
  );
}

/**
 * A batch as ISO 20022 pain.001.001.09, within what the Common Global Implementation and the SEPA guidelines
 * (EPC132-08) share: one debtor account and currency, counts and control sums at both levels.
 */
export function paymentFile(batch: PaymentBatch): string {
  const { account, decimals, madeAt, orders, reference } = batch;
  const sum = toDecimal(
    orders.reduce((total, { amount }) => total + amount, 0n),
    decimals,
  );
  const counts = [text('NbOfTxs', String(orders.length)), text('CtrlSum', sum)];
  const holder = nameForBank(account.holder) ?? account.holder;
  const isSepa = account.asset === 'EUR';
  const header = element(
    'GrpHdr',
    text('MsgId', reference),
    text('CreDtTm', madeAt.toISOString().replace(/\.\d+Z$/, 'Z')),
    counts,
    element('InitgPty', text('Nm', holder)),
  );
  const payment = element(
    'PmtInf',
    text('PmtInfId', reference),
    text('PmtMtd', 'TRF'),
    // Booked one by one, so that each line of the statement settles one payout.
    text('BtchBookg', 'false'),
    counts,
    element('PmtTpInf', element('SvcLvl', text('Cd', isSepa ? 'SEPA' : 'NURG'))),
    element('ReqdExctnDt', text('Dt', madeAt.toISOString().slice(0, 10))),
    element('Dbtr', text('Nm', holder), address(account.number)),
    element('DbtrAcct', accountId(account.number), text('Ccy', account.asset)),
    element('DbtrAgt', agent(account.bic)),
    text('ChrgBr', isSepa ? 'SLEV' : 'SHAR'),
    orders.map((order) => transaction(order, batch)),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">${element('CstmrCdtTrfInitn', header, payment)}</Document>\n`;
}
