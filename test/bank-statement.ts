/** One movement of a statement made for a test or the demo. */
export interface StatementLine {
  readonly amount: string;
  readonly out?: boolean;
  readonly reference?: string;
  readonly text?: string;
  readonly payer?: string;
  readonly bookedOn?: string;
  readonly reversal?: boolean;
}

export interface StatementOptions {
  readonly id: string;
  readonly account: string;
  readonly currency?: string;
  /** Decimal; the closing balance follows from the lines. */
  readonly opening?: string;
  readonly lines: readonly StatementLine[];
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function toCents(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'));
}

function balance(code: string, cents: bigint, currency: string): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
  const amount = `${digits.slice(0, -2)}.${digits.slice(-2)}`;
  return `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${cents < 0n ? 'DBIT' : 'CRDT'}</CdtDbtInd><Dt><Dt>2026-11-20</Dt></Dt></Bal>`;
}

function entry(
  {
    amount,
    out = false,
    reference,
    text,
    payer = 'Anna Lee',
    bookedOn = '2026-11-20',
    reversal = false,
  }: StatementLine,
  currency: string,
): string {
  const party = `<RltdPties><Dbtr><Nm>${escapeXml(payer)}</Nm></Dbtr><DbtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></DbtrAcct></RltdPties>`;
  const remittance = text === undefined ? '' : `<RmtInf><Ustrd>${escapeXml(text)}</Ustrd></RmtInf>`;
  return `<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${out ? 'DBIT' : 'CRDT'}</CdtDbtInd>${reversal ? '<RvslInd>true</RvslInd>' : ''}<Sts>BOOK</Sts>
    <BookgDt><Dt>${bookedOn}</Dt></BookgDt>${reference === undefined ? '' : `<AcctSvcrRef>${escapeXml(reference)}</AcctSvcrRef>`}<NtryDtls><TxDtls>${party}${remittance}</TxDtls></NtryDtls></Ntry>`;
}

/** A camt.053 statement of amounts with two decimals, balanced. */
export function bankStatement({ id, account, currency = 'USD', opening = '0.00', lines }: StatementOptions): string {
  const start = toCents(opening);
  const end = lines.reduce(
    (sum, line) => sum + (line.out === true ? -toCents(line.amount) : toCents(line.amount)),
    start,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><GrpHdr><MsgId>${escapeXml(id)}</MsgId></GrpHdr>
<Stmt><Id>${escapeXml(id)}</Id><Acct><Id><IBAN>${account}</IBAN></Id><Ccy>${currency}</Ccy></Acct>
${balance('OPBD', start, currency)}${balance('CLBD', end, currency)}${lines.map((line) => entry(line, currency)).join('\n')}</Stmt></BkToCstmrStmt></Document>`;
}
