import { Temporal } from 'temporal-polyfill';
import { sha256 } from '../../platform/crypto.ts';
import { toDecimal } from '../../platform/money.ts';
import { problem } from '../problems.ts';
import type { BankEntry, BankLine, BankStatement } from '../contract.ts';
import { find, findAll, textAt } from '../xml.ts';
import type { XmlElement } from '../xml.ts';

type DecimalsOf = (currency: string) => number | undefined;

/** What a statement (camt.053) and a notification (camt.054) are called in their documents. */
const shapes = {
  statement: { report: 'BkToCstmrStmt', one: 'Stmt' },
  notification: { report: 'BkToCstmrDbtCdtNtfctn', one: 'Ntfctn' },
} as const;
type Kind = keyof typeof shapes;

/** Texts in which a payer may have written something, beside the remittance information itself. */
const sideTexts = [
  ['RmtInf', 'Strd', 'CdtrRefInf', 'Ref'],
  ['RmtInf', 'Strd', 'AddtlRmtInf'],
  ['Refs', 'EndToEndId'],
  ['AddtlTxInf'],
] as const;

interface Money {
  readonly currency: string;
  readonly decimals: number;
}

interface Place extends Money {
  /** The statement and entry being read, for a refusal: `statement 17, entry 3`. */
  readonly where: string;
}

function incomplete(where: string, element: string): Error {
  return problem('statement-incomplete', { place: where, element });
}

function required(element: XmlElement, place: string, ...path: readonly string[]): string {
  const text = nameAt(element, place, ...path);
  if (text === undefined) throw incomplete(place, path.join('/'));
  return text;
}

/** Characters of a reference at the most; the format allows 35. */
const nameLengthMax = 140;

/** A text that names something, and is therefore short. */
function nameAt(element: XmlElement | undefined, place: string, ...path: readonly string[]): string | undefined {
  const text = element ? textAt(element, ...path) : undefined;
  if (text !== undefined && text.length > nameLengthMax) throw incomplete(place, path.join('/'));
  return text;
}

/** An `Amt` in minor units, exactly; the schema allows no sign and no exponent. */
function readAmount(element: XmlElement | undefined, { where, currency, decimals }: Place): bigint {
  const match = /^\+?(\d{1,30})?(?:\.(\d{0,30}))?$/.exec(element?.text.trim() ?? '');
  const [whole = '', fraction = ''] = [match?.[1], match?.[2]?.replace(/0+$/, '')];
  if (!element || !match || !/\d/.test(match[0]) || fraction.length > decimals) throw incomplete(where, 'Amt');
  const found = element.attributes['Ccy'];
  if (found !== currency) throw problem('statement-currency-mixed', { currency, place: where, found: found ?? '–' });
  return BigInt(whole + fraction.padEnd(decimals, '0'));
}

function readDirection(element: XmlElement, where: string): 'in' | 'out' {
  const text = required(element, where, 'CdtDbtInd');
  if (text !== 'CRDT' && text !== 'DBIT') throw incomplete(where, 'CdtDbtInd');
  return text === 'CRDT' ? 'in' : 'out';
}

function signed(direction: 'in' | 'out', amount: bigint): bigint {
  return direction === 'in' ? amount : -amount;
}

/** A `Dt` or the local date of a `DtTm`; `null` where absent. */
function readDate(element: XmlElement, where: string, name: string): string | null {
  const text = (textAt(element, name, 'Dt') ?? textAt(element, name, 'DtTm'))?.slice(0, 10);
  if (text === undefined) return null;
  try {
    return Temporal.PlainDate.from(text).toString();
  } catch {
    throw incomplete(where, name);
  }
}

interface Balance {
  readonly code: string;
  readonly date: string;
  readonly amount: bigint;
}

function readBalances(statements: readonly XmlElement[], place: Place): Balance[] {
  return statements
    .flatMap((statement) => findAll(statement, 'Bal'))
    .filter((balance) => textAt(balance, 'CdtLine', 'Incl') !== 'true')
    .map((balance) => ({
      code: textAt(balance, 'Tp', 'CdOrPrtry', 'Cd') ?? '',
      date: readDate(balance, place.where, 'Dt') ?? '',
      amount: signed(readDirection(balance, place.where), readAmount(find(balance, 'Amt'), place)),
    }));
}

interface Ends {
  readonly opening: bigint;
  readonly closing: bigint;
  readonly closedOn: string | null;
}

/** The booked balance before the first and after the last movement; a page of a longer statement carries interim ones. */
function readEnds(balances: readonly Balance[], where: string): Ends {
  const ofCode = (code: string): Balance[] =>
    balances
      .filter((balance) => balance.code === code)
      .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const interim = ofCode('ITBD');
  const opening = ofCode('OPBD')[0] ?? ofCode('PRCD')[0] ?? interim[0];
  const closing = ofCode('CLBD').at(-1) ?? interim.filter((balance) => balance !== opening).at(-1);
  if (!opening) throw incomplete(where, 'Bal OPBD');
  if (!closing) throw incomplete(where, 'Bal CLBD');
  return {
    opening: opening.amount,
    closing: closing.amount,
    closedOn: closing.date || null,
  };
}

function partyName(details: XmlElement, party: string): string | null {
  return textAt(details, 'RltdPties', party, 'Nm') ?? textAt(details, 'RltdPties', party, 'Pty', 'Nm') ?? null;
}

function accountNumber(account: XmlElement | undefined, where: string): string | null {
  const number = nameAt(account, where, 'Id', 'IBAN') ?? nameAt(account, where, 'Id', 'Othr', 'Id');
  return number?.replace(/\s/g, '').toUpperCase() ?? null;
}

/** Free text is cut at 140 characters by the format, so that a reference may run over two `Ustrd`; they are joined as they come. */
function readTexts(entry: XmlElement, details: XmlElement | undefined): string[] {
  const joined = details
    ? findAll(details, 'RmtInf', 'Ustrd')
        .map((part) => part.text.replace(/[\r\n\t]+/g, ' '))
        .join('')
    : '';
  const others = details ? sideTexts.flatMap((path) => findAll(details, ...path).map((element) => element.text)) : [];
  return [joined, ...others, textAt(entry, 'AddtlNtryInf') ?? '']
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '' && text !== 'NOTPROVIDED');
}

type Unnamed = Omit<BankLine, 'key' | 'bankReference'>;

interface References {
  readonly key: string;
  readonly bankReference: string | null;
}

/**
 * The bank's own reference names a movement for ever. Where there is none, what the payer or the bank gave is unique
 * only beside day and amount; where there is nothing at all, the movement is named by its whole content. In doubt two
 * movements get one name, so that a person looks, and never one movement two.
 */
function nameLine(
  entry: XmlElement,
  details: XmlElement | undefined,
  line: Unnamed,
  { where, position }: { where: string; position: string },
): References {
  const ofDetails = (name: string): string | undefined => nameAt(details, where, 'Refs', name);
  const ofEntry = nameAt(entry, where, 'AcctSvcrRef');
  const own = ofDetails('AcctSvcrRef');
  const bankReference = own ?? ofEntry ?? ofDetails('UETR') ?? ofDetails('TxId');
  if (bankReference !== undefined)
    return { key: `${line.direction}:${bankReference}${bankReference === ofEntry ? position : ''}`, bankReference };
  const given = ofDetails('EndToEndId');
  const weak = given !== undefined && given !== 'NOTPROVIDED' ? given : nameAt(entry, where, 'NtryRef');
  const content = weak === undefined ? [line.payerAccount, line.payerName, ...line.texts] : [weak];
  const digest = sha256(JSON.stringify([line.bookedOn, line.amount.toString(), position, ...content])).toString('hex');
  return { key: `${line.direction}:content:${digest}`, bankReference: weak ?? null };
}

interface LineOptions {
  readonly place: Place;
  readonly entry: BankEntry;
  readonly amount: bigint;
  /** `#2`: the second payment of a batch. */
  readonly position: string;
  readonly unclearBatch: boolean;
  /** The day of the document, for a bank that dates no entry of a notification. */
  readonly toldOn: string | null;
}

/** Why the bank sent a payment back (ISO 20022 `RtrInf`); `null` where it is none that came back. */
function readReturn(details: XmlElement | undefined, where: string): BankLine['returned'] {
  const found = details && find(details, 'RtrInf');
  if (!found) return null;
  const code = nameAt(found, where, 'Rsn', 'Cd') ?? nameAt(found, where, 'Rsn', 'Prtry') ?? 'NARR';
  return { code, note: textAt(found, 'AddtlInf')?.slice(0, nameLengthMax) ?? null };
}

function readLine(entry: XmlElement, details: XmlElement | undefined, options: LineOptions): BankLine {
  const {
    place: { where },
    entry: whole,
    amount,
    position,
    unclearBatch,
    toldOn,
  } = options;
  const direction = readDirection(entry, where);
  const valueOn = readDate(entry, where, 'ValDt');
  const bookedOn = readDate(entry, where, 'BookgDt') ?? valueOn ?? toldOn;
  if (bookedOn === null) throw incomplete(where, 'BookgDt');
  const payerName = details ? partyName(details, direction === 'in' ? 'Dbtr' : 'Cdtr') : null;
  const payerAccount = details
    ? accountNumber(find(details, 'RltdPties', direction === 'in' ? 'DbtrAcct' : 'CdtrAcct'), where)
    : null;
  const texts = readTexts(entry, details);
  const reversal = ['true', '1'].includes(textAt(entry, 'RvslInd') ?? '');
  const given = nameAt(details, where, 'Refs', 'EndToEndId');
  const line = {
    entry: whole,
    direction,
    amount,
    reversal,
    bookedOn,
    valueOn,
    texts,
    payerName,
    payerAccount,
    endToEndId: given === undefined || given === 'NOTPROVIDED' ? null : given,
    returned: readReturn(details, where),
    unclearBatch,
  };
  return { ...line, ...nameLine(entry, details, line, { where, position }) };
}

/** What one payment of a batch moved, in the entry's direction; `undefined` where the bank does not say it in the account's currency. */
function amountInBatch(details: XmlElement, direction: 'in' | 'out', place: Place): bigint | undefined {
  const element = find(details, 'Amt') ?? find(details, 'AmtDtls', 'TxAmt', 'Amt');
  if (element?.attributes['Ccy'] !== place.currency) return undefined;
  if (find(details, 'CdtDbtInd') && readDirection(details, place.where) !== direction) return undefined;
  return readAmount(element, place);
}

/** An entry as lines: a batch is split where its parts make the whole, and stays one unclear line where they do not. */
function readEntry(entry: XmlElement, place: Place, toldOn: string | null): BankLine[] {
  const amount = readAmount(find(entry, 'Amt'), place);
  const parts = findAll(entry, 'NtryDtls', 'TxDtls');
  const direction = readDirection(entry, place.where);
  const reference = nameAt(entry, place.where, 'AcctSvcrRef');
  const whole = { key: reference === undefined ? null : `${direction}:${reference}`, amount };
  const options = { place, entry: whole, amount, position: '', toldOn };
  if (parts.length <= 1) {
    // A batch of which the bank says how many payments it has, and nothing else of them.
    const several = Number(textAt(entry, 'NtryDtls', 'Btch', 'NbOfTxs') ?? '1') > 1;
    return [readLine(entry, parts[0], { ...options, unclearBatch: several })];
  }
  const amounts = parts.map((details) => amountInBatch(details, direction, place));
  const sum = amounts.reduce<bigint>((total, part) => total + (part ?? 0n), 0n);
  if (sum !== amount || amounts.some((part) => part === undefined || part === 0n)) {
    return [readLine(entry, undefined, { ...options, unclearBatch: true })];
  }
  return parts.map((details, index) =>
    readLine(entry, details, {
      ...options,
      amount: amounts[index] ?? 0n,
      position: `#${index + 1}`,
      unclearBatch: false,
    }),
  );
}

/** Booked entries move the balance; pending and informative ones announce (Sts is a code until 001.03, a choice after). */
function isBooked(entry: XmlElement, where: string): boolean {
  const status = textAt(entry, 'Sts', 'Cd') ?? required(entry, where, 'Sts');
  return status === 'BOOK';
}

/** Throws where the balances say another sum than the movements. */
function checkBalance(id: string, { opening, closing }: Ends, movements: bigint, { currency, decimals }: Money): void {
  if (opening + movements === closing) return;
  const decimal = Object.fromEntries(
    Object.entries({ opening, movements, closing }).map(([name, value]) => [
      name,
      `${toDecimal(value, decimals)} ${currency}`,
    ]),
  );
  throw problem('statement-does-not-balance', { id, ...decimal });
}

/** `LglSeqNb` counts statements for law, `ElctrncSeqNb` for machines; either grows from one to the next. */
function readSequence(element: XmlElement): number | null {
  const text = textAt(element, 'LglSeqNb') ?? textAt(element, 'ElctrncSeqNb') ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

function readStatement(kind: Kind, pages: readonly XmlElement[], decimalsOf: DecimalsOf): BankStatement {
  const [first] = pages;
  if (!first) throw incomplete(shapes[kind].report, shapes[kind].one);
  const id = required(first, shapes[kind].one, 'Id');
  const where = `${kind} ${id}`;
  const account = accountNumber(find(first, 'Acct'), where);
  if (account === null) throw incomplete(where, 'Acct/Id');
  const currency =
    textAt(first, 'Acct', 'Ccy') ?? (find(first, 'Bal', 'Amt') ?? find(first, 'Ntry', 'Amt'))?.attributes['Ccy'];
  if (currency === undefined) throw incomplete(where, 'Acct/Ccy');
  const decimals = decimalsOf(currency);
  if (decimals === undefined) throw problem('statement-currency-unknown', { currency });

  const money = { currency, decimals };
  const ends = kind === 'statement' ? readEnds(readBalances(pages, { ...money, where }), where) : null;
  const entries = pages
    .flatMap((page) => findAll(page, 'Ntry'))
    .map((entry, index) => ({ entry, place: { ...money, where: `${where}, entry ${index + 1}` } }));
  const booked = entries.filter(({ entry, place }) => isBooked(entry, place.where));
  const moving = booked.filter(({ entry, place }) => readAmount(find(entry, 'Amt'), place) > 0n);
  const toldOn = textAt(first, 'CreDtTm')?.slice(0, 10) ?? null;
  const lines = moving.flatMap(({ entry, place }) => readEntry(entry, place, toldOn));
  const movements = lines.reduce((sum, line) => sum + signed(line.direction, line.amount), 0n);
  if (ends !== null) checkBalance(id, ends, movements, money);
  return {
    kind,
    id,
    account,
    currency,
    opening: ends?.opening ?? null,
    closing: ends?.closing ?? null,
    closedOn: ends?.closedOn ?? null,
    sequence: readSequence(first),
    lines,
    skipped: entries.length - moving.length,
  };
}

/** Statements or notifications of one document; pages of one carry its id and account and are read as one. */
export function readStatements(kind: Kind, root: XmlElement, decimalsOf: DecimalsOf): BankStatement[] {
  const { report, one } = shapes[kind];
  const pages = findAll(root, report, one);
  if (pages.length === 0) throw incomplete('Document', `${report}/${one}`);
  const byStatement = Map.groupBy(
    pages,
    (page) => `${textAt(page, 'Id') ?? ''} ${accountNumber(find(page, 'Acct'), one) ?? ''}`,
  );
  return [...byStatement.values()].map((ofOne) => readStatement(kind, ofOne, decimalsOf));
}
