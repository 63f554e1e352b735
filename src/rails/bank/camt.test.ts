import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { Problem } from '../../platform/problem.ts';
import { bankFileBytesMax, readBankFile } from '../rails.ts';
import type { BankStatement } from '../rails.ts';

const decimals: Readonly<Record<string, number>> = { EUR: 2, USD: 2, JPY: 0, KWD: 3 };

function read(xml: string | Uint8Array): readonly BankStatement[] {
  const file = readBankFile(typeof xml === 'string' ? Buffer.from(xml) : xml, (currency) => decimals[currency]);
  return file.kind === 'status-report' ? assert.fail('a report') : file.statements;
}

function document(body: string, version = '02'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}"><BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId></GrpHdr>${body}</BkToCstmrStmt></Document>`;
}

function balance(code: string, amount: string, currency = 'EUR', sign = 'CRDT'): string {
  return `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${sign}</CdtDbtInd><Dt><Dt>2026-11-20</Dt></Dt></Bal>`;
}

interface EntryParts {
  readonly amount?: string;
  readonly currency?: string;
  readonly direction?: 'CRDT' | 'DBIT';
  readonly status?: string;
  readonly booked?: string;
  readonly more?: string;
  readonly details?: string;
}

function entry({
  amount = '10.00',
  currency = 'EUR',
  direction = 'CRDT',
  status = 'BOOK',
  booked = '<BookgDt><Dt>2026-11-20</Dt></BookgDt>',
  more = '',
  details = '',
}: EntryParts = {}): string {
  return `<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${direction}</CdtDbtInd><Sts>${status}</Sts>${booked}${more}${details === '' ? '' : `<NtryDtls>${details}</NtryDtls>`}</Ntry>`;
}

function statement(options: {
  opening?: string;
  closing: string;
  entries: string;
  id?: string;
  currency?: string;
  balances?: string;
}): string {
  const { opening = '0', closing, entries, id = 'S-1', currency = 'EUR' } = options;
  const balances = options.balances ?? balance('OPBD', opening, currency) + balance('CLBD', closing, currency);
  return `<Stmt><Id>${id}</Id><Acct><Id><IBAN>DE02 1203 0000 0000 2020 51</IBAN></Id><Ccy>${currency}</Ccy></Acct>${balances}${entries}</Stmt>`;
}

function only(xml: string): BankStatement {
  const [first, ...others] = read(xml);
  assert.ok(first && others.length === 0);
  return first;
}

function refusal(xml: string | Uint8Array): string {
  try {
    read(xml);
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    for (const locale of ['en', 'zh-CN'] as const) assert.doesNotMatch(error.render(locale).detail, /[{}]/);
    return error.code;
  }
  return 'read';
}

test('a camt.053 statement gives every booked movement with what the payer wrote', () => {
  const details = `<TxDtls><Refs><AcctSvcrRef>B-77</AcctSvcrRef><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
    <RltdPties><Dbtr><Nm>李 明 &amp; Söhne</Nm></Dbtr><DbtrAcct><Id><IBAN>de89 3704 0044 0532 0130 00</IBAN></Id></DbtrAcct></RltdPties>
    <RmtInf><Ustrd>Top-up D7KD-XM</Ustrd><Ustrd>R4-P9HW thanks</Ustrd></RmtInf></TxDtls>`;
  const { id, account, currency, opening, closing, lines } = only(
    document(
      statement({
        opening: '5.5',
        closing: '1239.75',
        entries: entry({
          amount: '1234.25',
          more: '<ValDt><DtTm>2026-11-21T01:00:00+02:00</DtTm></ValDt><AcctSvcrRef>E-1</AcctSvcrRef>',
          details,
        }),
      }),
    ),
  );
  assert.deepEqual(
    { id, account, currency, opening, closing },
    { id: 'S-1', account: 'DE02120300000000202051', currency: 'EUR', opening: 550n, closing: 123975n },
  );
  assert.deepEqual(lines, [
    {
      entry: { key: 'in:E-1', amount: 123425n },
      key: 'in:B-77',
      bankReference: 'B-77',
      direction: 'in',
      amount: 123425n,
      reversal: false,
      bookedOn: '2026-11-20',
      valueOn: '2026-11-21',
      texts: ['Top-up D7KD-XMR4-P9HW thanks'],
      payerName: '李 明 & Söhne',
      payerAccount: 'DE89370400440532013000',
      endToEndId: null,
      returned: null,
      unclearBatch: false,
    },
  ]);
});

test('a camt.053 statement is read in every version from 02 to 13, and in no other', () => {
  for (let version = 0; version <= 20; version += 1) {
    const code = refusal(document(statement({ closing: '10.00', entries: entry() }), String(version).padStart(2, '0')));
    assert.equal(code, version >= 2 && version <= 13 ? 'read' : 'rails.file-not-a-statement', `version ${version}`);
  }
});

test('a camt.053 statement of the newer versions carries status, party and amount one level deeper', () => {
  const party = '<RltdPties><Dbtr><Pty><Nm>Anna Lee</Nm></Pty></Dbtr></RltdPties>';
  const { lines } = only(
    document(
      statement({
        closing: '10.00',
        entries: entry({ status: '<Cd>BOOK</Cd>', details: `<TxDtls>${party}</TxDtls>` }),
      }),
      '08',
    ),
  );
  assert.equal(lines[0]?.payerName, 'Anna Lee');
});

test('a camt.053 statement may use a prefix for its namespace', () => {
  const xml = document(statement({ closing: '10.00', entries: entry() }))
    .replace('xmlns=', 'xmlns:c=')
    .replaceAll(/<(\/?)(?=[A-Z])/g, '<$1c:');
  assert.equal(only(xml).lines.length, 1);
});

test('a camt.053 statement leaves out what is not booked or moves nothing', () => {
  const entries =
    entry() +
    entry({ status: 'PDNG', amount: '99.00' }) +
    entry({ status: 'INFO', amount: '7.00' }) +
    entry({ amount: '0.00' });
  const { lines, skipped } = only(document(statement({ closing: '10.00', entries })));
  assert.deepEqual([lines.length, skipped], [1, 3]);
});

test('a camt.053 statement counts money out, overdrafts and reversals with their sign', () => {
  const entries =
    entry({ direction: 'DBIT', amount: '3.00' }) +
    entry({ direction: 'DBIT', amount: '1.00', more: '<RvslInd>true</RvslInd>' });
  const { opening, closing, lines } = only(
    document(
      statement({ closing: '', entries, balances: balance('PRCD', '2.00') + balance('CLBD', '2.00', 'EUR', 'DBIT') }),
    ),
  );
  assert.deepEqual([opening, closing], [200n, -200n]);
  assert.deepEqual(
    lines.map((line) => [line.direction, line.reversal]),
    [
      ['out', false],
      ['out', true],
    ],
  );
});

test('a camt.053 statement reads amounts exactly in currencies with no or three decimals', () => {
  assert.equal(
    only(
      document(
        statement({
          currency: 'JPY',
          closing: '9007199254740993',
          entries: entry({ currency: 'JPY', amount: '9007199254740993' }),
        }),
      ),
    ).closing,
    9007199254740993n,
  );
  assert.equal(
    only(
      document(statement({ currency: 'KWD', closing: '.125', entries: entry({ currency: 'KWD', amount: '0.1250' }) })),
    ).closing,
    125n,
  );
});

test('a camt.053 statement is put together from its pages', () => {
  const pages =
    statement({ closing: '', entries: entry(), balances: balance('OPBD', '0') + balance('ITBD', '10') }) +
    statement({
      closing: '',
      entries: entry({ amount: '5' }),
      balances: balance('ITBD', '10') + balance('CLBD', '15'),
    });
  assert.deepEqual(
    only(document(pages)).lines.map((line) => line.amount),
    [1000n, 500n],
  );
});

test('a camt.053 statement stands beside others in one file', () => {
  const body =
    statement({ id: 'A', closing: '10', entries: entry() }) +
    statement({ id: 'B', opening: '10', closing: '20', entries: entry() });
  assert.deepEqual(
    read(document(body)).map(({ id }) => id),
    ['A', 'B'],
  );
});

describe('a batch booked as one entry', () => {
  const part = (amount: string, reference: string): string =>
    `<TxDtls><Refs><EndToEndId>${reference}</EndToEndId></Refs><AmtDtls><TxAmt><Amt Ccy="EUR">${amount}</Amt></TxAmt></AmtDtls></TxDtls>`;

  test('is split where its parts make the whole', () => {
    const { lines } = only(
      document(
        statement({
          closing: '10.00',
          entries: entry({ more: '<AcctSvcrRef>E-1</AcctSvcrRef>', details: part('4.00', 'x') + part('6.00', 'y') }),
        }),
      ),
    );
    assert.deepEqual(
      lines.map(({ key, amount, unclearBatch }) => ({ key, amount, unclearBatch })),
      [
        { key: 'in:E-1#1', amount: 400n, unclearBatch: false },
        { key: 'in:E-1#2', amount: 600n, unclearBatch: false },
      ],
    );
  });

  for (const [title, details] of Object.entries({
    'do not make the whole': part('4.00', 'x') + part('5.00', 'y'),
    'do not all say their amount': `${part('4.00', 'x')}<TxDtls><Refs><EndToEndId>y</EndToEndId></Refs></TxDtls>`,
    'are in another currency': (part('4.00', 'x') + part('6.00', 'y')).replaceAll('EUR', 'USD'),
  })) {
    test(`stays one line for a person where its parts ${title}`, () => {
      const { lines } = only(document(statement({ closing: '10.00', entries: entry({ details }) })));
      assert.deepEqual(
        lines.map(({ amount, unclearBatch }) => ({ amount, unclearBatch })),
        [{ amount: 1000n, unclearBatch: true }],
      );
    });
  }
});

describe('the name of a movement', () => {
  const keyOf = (parts: EntryParts): string =>
    only(document(statement({ closing: parts.amount ?? '10.00', entries: entry(parts) }))).lines[0]?.key ?? '';

  test('is the bank’s reference, whatever else is said about it', () => {
    const more = '<NtryRef>1</NtryRef><AcctSvcrRef>E-1</AcctSvcrRef>';
    assert.equal(
      keyOf({ more, amount: '1' }),
      keyOf({ more, amount: '2', booked: '<BookgDt><Dt>2026-11-19</Dt></BookgDt>' }),
    );
  });

  test('needs the day and the amount beside a reference that only the payer gave', () => {
    const details = '<TxDtls><Refs><EndToEndId>RENT</EndToEndId></Refs></TxDtls>';
    const key = keyOf({ details });
    assert.equal(key, keyOf({ details, more: '<NtryRef>7</NtryRef>' }));
    assert.notEqual(key, keyOf({ details, amount: '11' }));
    assert.notEqual(key, keyOf({ details, booked: '<BookgDt><Dt>2026-11-19</Dt></BookgDt>' }));
  });

  test('is its content where nobody gave a reference', () => {
    const details = (text: string): string => `<TxDtls><RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls>`;
    assert.equal(keyOf({ details: details('a') }), keyOf({ details: details('a') }));
    assert.notEqual(keyOf({ details: details('a') }), keyOf({ details: details('b') }));
  });

  test('differs between money in and money out under one reference', () => {
    const more = '<AcctSvcrRef>E-1</AcctSvcrRef>';
    const { lines } = only(
      document(statement({ closing: '0', entries: entry({ more }) + entry({ more, direction: 'DBIT' }) })),
    );
    assert.equal(new Set(lines.map(({ key }) => key)).size, 2);
  });
});

const good = document(statement({ closing: '10.00', entries: entry() }));
const bomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">&b;</Document>`;
const external = good.replace('<Document', '<!DOCTYPE d SYSTEM "file:///etc/passwd"><Document');
const cases: readonly (readonly [string, string | Uint8Array, string])[] = [
  ['empty', '', 'rails.file-empty'],
  ['50 MB', new Uint8Array(50_000_000), 'rails.file-too-large'],
  ['one byte over the limit', new Uint8Array(bankFileBytesMax + 1), 'rails.file-too-large'],
  ['plain text', 'Date;Amount\n2026-11-20;10,00', 'rails.file-not-xml'],
  ['a PDF', '%PDF-1.7\n%âãÏÓ', 'rails.file-not-xml'],
  ['cut off', good.slice(0, -30), 'rails.file-not-xml'],
  ['two roots', good + good.slice(good.indexOf('<Document')), 'rails.file-not-xml'],
  ['an undeclared entity', good.replace('S-1', '&xxe;'), 'rails.file-not-xml'],
  ['a forbidden character', good.replace('S-1', 'S\u0001'), 'rails.file-not-xml'],
  ['nested a thousand deep', good.replace('S-1', '<a>'.repeat(1000)), 'rails.file-not-xml'],
  ['an entity bomb', bomb, 'rails.file-declares-entities'],
  ['an external entity', external, 'rails.file-declares-entities'],
  ['a bare DOCTYPE', good.replace('<Document', '<!DOCTYPE Document><Document'), 'rails.file-declares-entities'],
  ['another message', good.replaceAll('camt.053', 'camt.052'), 'rails.file-not-a-statement'],
  ['a web page', '<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', 'rails.file-not-a-statement'],
  ['no namespace', good.replace(/ xmlns="[^"]*"/, ''), 'rails.file-not-a-statement'],
  ['UTF-16', new Uint8Array(Buffer.from(`\ufeff${good}`, 'utf16le')), 'rails.file-encoding'],
  [
    'bytes that are not UTF-8',
    new Uint8Array(Buffer.from(good.replace('S-1', 'Zürich'), 'latin1')),
    'rails.file-encoding',
  ],
  ['an encoding we do not read', good.replace('UTF-8', 'EBCDIC-CP-US'), 'rails.file-encoding'],
  ['no statement', document(''), 'rails.statement-incomplete'],
  ['no id', good.replace('<Id>S-1</Id>', ''), 'rails.statement-incomplete'],
  ['no account', good.replace(/<Acct>.*<\/Acct>/, ''), 'rails.statement-incomplete'],
  [
    'a reference that is a book',
    good.replace('<BookgDt>', `<AcctSvcrRef>${'x'.repeat(5000)}</AcctSvcrRef><BookgDt>`),
    'rails.statement-incomplete',
  ],
  ['no opening balance', good.replace('OPBD', 'OPAV'), 'rails.statement-incomplete'],
  ['no closing balance', good.replace('CLBD', 'CLAV'), 'rails.statement-incomplete'],
  ['no direction', good.replace(/(<Ntry>.*)<CdtDbtInd>CRDT<\/CdtDbtInd>/, '$1'), 'rails.statement-incomplete'],
  ['no status', good.replace('<Sts>BOOK</Sts>', ''), 'rails.statement-incomplete'],
  ['no day', good.replace(/<BookgDt>.*<\/BookgDt>/, ''), 'rails.statement-incomplete'],
  [
    'a day that does not exist',
    good.replace('<BookgDt><Dt>2026-11-20', '<BookgDt><Dt>2026-02-30'),
    'rails.statement-incomplete',
  ],
  ['a negative amount', good.replace('>10.00<', '>-10.00<'), 'rails.statement-incomplete'],
  ['an exponent', good.replace('>10.00<', '>1e1<'), 'rails.statement-incomplete'],
  ['a comma', good.replace('>10.00<', '>10,00<'), 'rails.statement-incomplete'],
  ['half a cent', good.replaceAll('>10.00<', '>10.005<'), 'rails.statement-incomplete'],
  ['an asset we do not hold', good.replaceAll('EUR', 'XAU'), 'rails.statement-currency-unknown'],
  [
    'an entry in another currency',
    good.replace('<Ntry><Amt Ccy="EUR">', '<Ntry><Amt Ccy="USD">'),
    'rails.statement-currency-mixed',
  ],
  [
    'an amount without a currency',
    good.replace('<Ntry><Amt Ccy="EUR">', '<Ntry><Amt>'),
    'rails.statement-currency-mixed',
  ],
  ['a line taken out', good.replace(/<Ntry>.*<\/Ntry>/, ''), 'rails.statement-does-not-balance'],
  [
    'a changed amount',
    good.replace('<Ntry><Amt Ccy="EUR">10.00', '<Ntry><Amt Ccy="EUR">1000.00'),
    'rails.statement-does-not-balance',
  ],
];
for (const [title, file, code] of cases)
  test(`a file (${title}) is refused with its own sentence`, () => assert.equal(refusal(file), code));

test('other encodings are read as declared', () => {
  const xml = good.replace('UTF-8', 'ISO-8859-1').replace('S-1', 'Zürich');
  assert.equal(read(new Uint8Array(Buffer.from(xml, 'latin1')))[0]?.id, 'Zürich');
  assert.equal(read(new Uint8Array(Buffer.from(`\ufeff${good}`)))[0]?.id, 'S-1');
});

test('elements of a foreign namespace are not taken for the bank’s', () => {
  const foreign = good.replace('<Ntry>', '<x:Ntry xmlns:x="urn:x"><x:Amt Ccy="EUR">99</x:Amt></x:Ntry><Ntry>');
  assert.equal(only(foreign).lines.length, 1);
});

test('whatever is sent, the answer is statements that balance or a Problem', () => {
  const valid = document(
    statement({
      closing: '10.00',
      entries: entry({ details: '<TxDtls><RmtInf><Ustrd>hi</Ustrd></RmtInf></TxDtls>' }),
    }),
  );
  const pieces = fc.constantFrom(
    '<',
    '>',
    '</Stmt>',
    '<Stmt>',
    '<Ntry>',
    '&lt;',
    '&#0;',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '<!DOCTYPE a [',
    '<?x',
    'Ccy="USD"',
    '-1',
    '𝟙',
    '\u0000',
    '\ud800',
  );
  const edit = fc.record({
    at: fc.nat(valid.length),
    cut: fc.nat(40),
    put: fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 12 })),
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
      const xml = edits.reduce((text, { at, cut, put }) => text.slice(0, at) + put + text.slice(at + cut), valid);
      const file = Buffer.from(xml);
      try {
        for (const { opening, closing, lines } of read(file)) {
          assert.equal(
            (opening ?? 0n) +
              lines.reduce((sum, line) => sum + (line.direction === 'in' ? line.amount : -line.amount), 0n),
            closing,
          );
        }
      } catch (error) {
        assert.ok(error instanceof Problem, String(error));
      }
    }),
    { numRuns: 2000 },
  );
});

test('every list of amounts that adds up is read back exactly', () => {
  const movement = fc.record({
    cents: fc.bigInt({ min: 1n, max: 10n ** 17n }),
    direction: fc.constantFrom('CRDT', 'DBIT'),
  });
  const decimal = (cents: bigint): string => `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
  fc.assert(
    fc.property(fc.array(movement, { maxLength: 8 }), (movements) => {
      const sum = movements.reduce(
        (total, { cents, direction }) => total + (direction === 'CRDT' ? cents : -cents),
        0n,
      );
      const closing = balance('CLBD', decimal(sum < 0n ? -sum : sum), 'EUR', sum < 0n ? 'DBIT' : 'CRDT');
      const entries = movements.map(({ cents, direction }) => entry({ amount: decimal(cents), direction })).join('');
      const { lines } = only(document(statement({ closing: '', entries, balances: balance('OPBD', '0') + closing })));
      assert.deepEqual(
        lines.map(({ amount, direction }) => [amount, direction === 'in' ? 'CRDT' : 'DBIT']),
        movements.map(({ cents, direction }) => [cents, direction]),
      );
    }),
  );
});
