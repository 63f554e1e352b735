/** One movement of a statement made for a test or the demo. */
export interface StatementLine {
  readonly amount: string;
  readonly out?: boolean;
  readonly reference?: string;
  readonly text?: string;
  readonly payer?: string;
  readonly bookedOn?: string;
  readonly reversal?: boolean;
  /** The payer's reference; for a payout of ours, what we gave. */
  readonly endToEndId?: string;
  /** The bank's reference of the payment within its entry. */
  readonly ownReference?: string;
  /** Code of the reason for which it came back. */
  readonly returned?: string;
  /** The payments of an entry that is a batch. */
  readonly parts?: readonly StatementLine[];
}

export interface StatementOptions {
  readonly id: string;
  readonly account: string;
  readonly currency?: string;
  /** Decimal; the closing balance follows from the lines. */
  readonly opening?: string;
  readonly lines: readonly StatementLine[];
  readonly version?: string;
  /** Days of the balances, `YYYY-MM-DD`. */
  readonly openedOn?: string;
  readonly closedOn?: string;
  readonly sequence?: number;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function toCents(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'));
}

function balance(code: string, cents: bigint, currency: string, day: string): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
  const amount = `${digits.slice(0, -2)}.${digits.slice(-2)}`;
  return `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${cents < 0n ? 'DBIT' : 'CRDT'}</CdtDbtInd><Dt><Dt>${day}</Dt></Dt></Bal>`;
}

function optional(value: string | undefined, wrap: (escaped: string) => string): string {
  return value === undefined ? '' : wrap(escapeXml(value));
}

function details({ text, payer = 'Anna Lee', endToEndId, ownReference, returned }: StatementLine, part = ''): string {
  const references =
    optional(ownReference, (own) => `<AcctSvcrRef>${own}</AcctSvcrRef>`) +
    optional(endToEndId, (given) => `<EndToEndId>${given}</EndToEndId>`);
  const party = `<RltdPties><Dbtr><Nm>${escapeXml(payer)}</Nm></Dbtr><DbtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></DbtrAcct></RltdPties>`;
  const remittance = optional(text, (written) => `<RmtInf><Ustrd>${written}</Ustrd></RmtInf>`);
  const back = optional(returned, (code) => `<RtrInf><Rsn><Cd>${code}</Cd></Rsn></RtrInf>`);
  return `<TxDtls>${references === '' ? '' : `<Refs>${references}</Refs>`}${part}${party}${remittance}${back}</TxDtls>`;
}

function entry(line: StatementLine, currency: string): string {
  const { amount, out = false, reference, bookedOn = '2026-11-20', reversal = false, parts } = line;
  const inside = parts?.map((part) =>
    details(part, `<AmtDtls><TxAmt><Amt Ccy="${currency}">${part.amount}</Amt></TxAmt></AmtDtls>`),
  ) ?? [details(line)];
  return `<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${out ? 'DBIT' : 'CRDT'}</CdtDbtInd>${reversal ? '<RvslInd>true</RvslInd>' : ''}<Sts>BOOK</Sts>
    <BookgDt><Dt>${bookedOn}</Dt></BookgDt>${optional(reference, (given) => `<AcctSvcrRef>${given}</AcctSvcrRef>`)}${inside.length === 0 ? '' : `<NtryDtls>${inside.join('')}</NtryDtls>`}</Ntry>`;
}

/** A camt.053 statement of amounts with two decimals, balanced. */
export function bankStatement(options: StatementOptions): string {
  const { id, account, currency = 'USD', opening = '0.00', lines, version = '02', sequence } = options;
  const { openedOn = '2026-11-20', closedOn = openedOn } = options;
  const start = toCents(opening);
  const end = lines.reduce(
    (sum, line) => sum + (line.out === true ? -toCents(line.amount) : toCents(line.amount)),
    start,
  );
  const number = sequence === undefined ? '' : `<ElctrncSeqNb>${sequence}</ElctrncSeqNb>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}"><BkToCstmrStmt><GrpHdr><MsgId>${escapeXml(id)}</MsgId></GrpHdr>
<Stmt><Id>${escapeXml(id)}</Id>${number}<Acct><Id><IBAN>${account}</IBAN></Id><Ccy>${currency}</Ccy></Acct>
${balance('OPBD', start, currency, openedOn)}${balance('CLBD', end, currency, closedOn)}${lines.map((line) => entry(line, currency)).join('\n')}</Stmt></BkToCstmrStmt></Document>`;
}

/** A camt.054 notification of the same lines: no balances. */
export function bankNotification(options: Omit<StatementOptions, 'opening'>): string {
  const { id, account, currency = 'USD', lines, version = '02' } = options;
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.${version}"><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>${escapeXml(id)}</MsgId></GrpHdr>
<Ntfctn><Id>${escapeXml(id)}</Id><CreDtTm>2026-11-20T10:00:00Z</CreDtTm><Acct><Id><IBAN>${account}</IBAN></Id>${lines.length === 0 ? `<Ccy>${currency}</Ccy>` : ''}</Acct>${lines.map((line) => entry(line, currency)).join('\n')}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`;
}
