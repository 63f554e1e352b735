import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { find, findAll, readXml, textAt } from '../xml.ts';
import type { XmlElement } from '../xml.ts';
import { nameForBank, paymentFile } from './payment-file.ts';
import type { PaymentBatch, PaymentOrder } from './payment-file.ts';

const account = {
  number: 'DE02120300000000202051',
  asset: 'EUR',
  holder: 'OkPay & Söhne',
  bank: 'First',
  bic: 'FRSTDEFF',
};
const order: PaymentOrder = {
  reference: 'WABCDEFGH2345678',
  amount: 1000n,
  iban: 'DE89370400440532013000',
  bic: 'COBADEFFXXX',
  name: '李明',
};
const batch: PaymentBatch = {
  reference: 'OKP-20261125-AB12',
  account,
  decimals: 2,
  madeAt: new Date('2026-11-25T10:00:00Z'),
  orders: [order, { ...order, reference: 'W2', amount: 5n, bic: null, name: 'Zoë <O\'Neill> & "Söhne"' }],
};

function read(file: string): XmlElement {
  return readXml(Buffer.from(file), (name, namespace) => name === 'Document' && namespace.endsWith('pain.001.001.09'));
}

/** The order in which ISO 20022 pain.001.001.09 demands the elements that we use. */
const sequences: Readonly<Record<string, readonly string[]>> = {
  CstmrCdtTrfInitn: ['GrpHdr', 'PmtInf'],
  GrpHdr: ['MsgId', 'CreDtTm', 'NbOfTxs', 'CtrlSum', 'InitgPty'],
  PmtInf: [
    'PmtInfId',
    'PmtMtd',
    'BtchBookg',
    'NbOfTxs',
    'CtrlSum',
    'PmtTpInf',
    'ReqdExctnDt',
    'Dbtr',
    'DbtrAcct',
    'DbtrAgt',
    'ChrgBr',
    'CdtTrfTxInf',
  ],
  CdtTrfTxInf: ['PmtId', 'Amt', 'CdtrAgt', 'Cdtr', 'CdtrAcct', 'RmtInf'],
  PmtId: ['InstrId', 'EndToEndId'],
  Dbtr: ['Nm', 'PstlAdr'],
  Cdtr: ['Nm', 'PstlAdr'],
  DbtrAcct: ['Id', 'Ccy'],
};

function checkOrder(element: XmlElement): void {
  const names = element.children.map(({ name }) => name);
  const expected = sequences[element.name];
  if (expected !== undefined) {
    const places = names.map((name) => expected.indexOf(name));
    assert.ok(!places.includes(-1), `${element.name} has ${names.join(', ')}`);
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
      `${element.name} keeps the standard’s order`,
    );
  }
  element.children.forEach(checkOrder);
}

test('a batch is a pain.001.001.09 file with counts and control sums at both levels, in the standard’s order', () => {
  const root = read(paymentFile(batch));
  checkOrder(root);
  const message = find(root, 'CstmrCdtTrfInitn');
  assert.ok(message);
  for (const place of [['GrpHdr'], ['PmtInf']])
    assert.deepEqual([textAt(message, ...place, 'NbOfTxs'), textAt(message, ...place, 'CtrlSum')], ['2', '10.05']);
  assert.equal(textAt(message, 'PmtInf', 'PmtTpInf', 'SvcLvl', 'Cd'), 'SEPA');
  assert.equal(textAt(message, 'PmtInf', 'DbtrAcct', 'Id', 'IBAN'), account.number);
  assert.equal(textAt(message, 'PmtInf', 'Dbtr', 'Nm'), 'OkPay + Sohne');
  const [first, second] = findAll(message, 'PmtInf', 'CdtTrfTxInf');
  assert.ok(first && second);
  assert.deepEqual(
    [textAt(first, 'PmtId', 'EndToEndId'), textAt(first, 'Amt', 'InstdAmt'), textAt(first, 'Cdtr', 'Nm')],
    ['WABCDEFGH2345678', '10.00', 'Li Ming'],
  );
  assert.equal(textAt(first, 'CdtrAgt', 'FinInstnId', 'BICFI'), 'COBADEFFXXX');
  assert.equal(find(second, 'CdtrAgt'), undefined);
  assert.equal(textAt(second, 'Cdtr', 'Nm'), "Zoe O'Neill + Sohne");
});

for (const [name, sent] of [
  ['Jürgen Groß', 'Jurgen Gross'],
  ['欧阳小明', 'Ou Yang Xiao Ming'],
  ['李明 (Li Ming)', 'Li Ming (Li Ming)'],
  ['Łukasz Żółć', 'Lukasz Zolc'],
  ['Müller & Söhne GmbH', 'Muller + Sohne GmbH'],
  ['O’Neill', "O'Neill"],
  ['Анна', undefined],
  ['  ', undefined],
] as const)
  test(`the bank reads ${name} as ${sent ?? 'nothing: another spelling is asked for'}`, () =>
    assert.equal(nameForBank(name), sent));

test('whatever the names and amounts, the file is well-formed, within the characters of SEPA, and its sums are right', () => {
  const orders = fc.array(
    fc.record({ name: fc.string({ unit: 'binary', maxLength: 90 }), amount: fc.bigInt({ min: 1n, max: 10n ** 13n }) }),
    { minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(orders, (given) => {
      const file = paymentFile({
        ...batch,
        orders: given.map((one, index) => ({ ...order, ...one, reference: `W${index}` })),
      });
      const message = find(read(file), 'CstmrCdtTrfInitn');
      assert.ok(message);
      const sum = given.reduce((total, { amount }) => total + amount, 0n);
      assert.equal(textAt(message, 'GrpHdr', 'CtrlSum')?.replace('.', ''), String(sum).padStart(3, '0'));
      for (const name of findAll(message, 'PmtInf', 'CdtTrfTxInf', 'Cdtr', 'Nm'))
        assert.match(name.text, /^[A-Za-z0-9/\-?:().,'+ ]{1,70}$/);
    }),
  );
});
