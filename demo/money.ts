import type { App } from '../src/app.ts';
import type { OutputOf } from '../src/platform/door.ts';
import type { AppOperation } from '../src/app.ts';
import type { PersonaId } from '../test/people.ts';
import type { Resident } from '../test/residents.ts';
import type { DemoClock } from './clock.ts';

export type Customers = ReadonlyMap<PersonaId, Resident>;

/** Our accounts at two invented banks; their numbers are the examples that the banks' own standards print. */
const bankAccounts = [
  {
    number: 'GB33 BUKB 2020 1555 5555 55',
    asset: 'USD',
    holder: 'OkPay Client Money',
    bank: 'Harbour Bank',
    bic: 'BUKBGB22',
  },
  {
    number: 'DE89 3704 0044 0532 0130 00',
    asset: 'CNY',
    holder: 'OkPay 客户备付金',
    bank: '海港银行',
    bic: 'COBADEFF',
  },
] as const;

interface Line {
  readonly amount: number;
  readonly payer: string;
  readonly text: string;
}

/** What people pay one another in the weeks before they complain: from, to, asset, amount, memo, days ago. */
const payments: readonly (readonly [PersonaId, PersonaId, string, string, string, number])[] = [
  ['alice', 'bob', 'USD', '48.50', 'Corner Books, order 20114', 23],
  ['alice', 'bob', 'USD', '48.50', 'Corner Books, order 20114', 23],
  ['bob', 'carol', 'USD', '120.00', 'Rent share', 21],
  ['carol', 'dave', 'USD', '99.00', '', 20],
  ['carol', 'dave', 'USD', '99.00', '', 20],
  ['dave', 'bob', 'USD', '64.00', 'Corner Books, order 20131', 19],
  ['erin', 'alice', 'USD', '35.25', 'Dinner', 18],
  ['frank', 'liwei', 'USD', '120.00', 'For the trip', 17],
  ['liwei', 'zhaolei', 'CNY', '88.00', '街角书店 订单20119', 22],
  ['liwei', 'sunli', 'CNY', '99.00', '', 16],
  ['wangfang', 'liwei', 'CNY', '159.00', '水果', 15],
  ['zhaolei', 'wangfang', 'CNY', '68.50', '超市', 14],
  ['zhaolei', 'wangfang', 'CNY', '68.50', '超市', 14],
  ['sunli', 'zhaolei', 'CNY', '288.00', '聚餐', 13],
  ['bob', 'erin', 'USD', '15.00', 'Tickets', 6],
  ['wangfang', 'sunli', 'CNY', '45.00', '打车', 5],
  ['alice', 'carol', 'USD', '20.00', 'Birthday', 3],
];

/** Money comes in by two bank statements, uploaded as staff do, then moves between people. */
export async function moveMoney(app: App, customers: Customers, staff: Resident, clock: DemoClock): Promise<void> {
  for (const account of bankAccounts) await app.door.call('wallet.add-bank-account', account, staff.caller);
  clock.goBackDays(26);
  const lines = await Promise.all(
    [...customers.values()].map(async (customer): Promise<Line & { asset: string }> => {
      const { reference } = await topUpOf(app, customer);
      const isChinese = customer.persona.locale === 'zh-CN';
      return {
        asset: isChinese ? 'CNY' : 'USD',
        amount: isChinese ? 8_200 : 1_640,
        payer: customer.persona.name,
        text: `${isChinese ? '充值' : 'Top-up'} ${reference}`,
      };
    }),
  );
  const strays: readonly (Line & { asset: string })[] = [
    { asset: 'USD', amount: 250, payer: 'Carol Mensah', text: 'wallet money, forgot the number' },
    { asset: 'USD', amount: 75.5, payer: 'A. Stranger', text: 'D000-0000-0000' },
    { asset: 'CNY', amount: 500, payer: '李伟', text: '充值' },
  ];
  for (const { number, asset } of bankAccounts) {
    const file = statement(
      number.replaceAll(' ', ''),
      asset,
      [...lines, ...strays].filter((line) => line.asset === asset),
      clock.now(),
    );
    await app.door.call('wallet.import-bank-statement', { file: Buffer.from(file).toString('base64') }, staff.caller);
  }
  for (const [index, [from, to, asset, amount, memo, daysAgo]] of payments.entries()) {
    clock.goBackDays(daysAgo, index);
    const payer = residentIn(customers, from);
    const { handle } = residentIn(customers, to).persona;
    await app.door.call(
      'wallet.send-payment',
      { to: `@${handle}`, asset, amount, ...(memo === '' ? {} : { memo }) },
      { ...payer.caller, idempotencyKey: `demo-${index}` },
    );
  }
  clock.goBackDays(1);
  await askAround(app, customers);
}

/** A request that waits to be paid, and a payment that its sender asks for as sent by mistake. */
async function askAround(app: App, customers: Customers): Promise<void> {
  const [carol, dave, bob] = [
    residentIn(customers, 'carol'),
    residentIn(customers, 'dave'),
    residentIn(customers, 'bob'),
  ];
  const request = { asset: 'USD', amount: '18.00', note: 'Cinema tickets', many: true };
  await app.door.call('wallet.create-request', request, bob.caller);
  const to = `@${dave.persona.handle}`;
  const { id } = await app.door.call('wallet.send-payment', { to, asset: 'USD', amount: '12.00' }, carol.caller);
  const reason = 'I meant David, the neighbour, and took the wrong name from my list.';
  await app.door.call('wallet.ask-recall', { id, reason }, carol.caller);
}

async function topUpOf(app: App, customer: Resident): Promise<OutputOf<AppOperation, 'wallet.get-top-up'>> {
  return app.door.call('wallet.get-top-up', {}, customer.caller);
}

export function residentIn(customers: Customers, id: PersonaId): Resident {
  const resident = customers.get(id);
  if (resident === undefined) throw new Error(`${id} has not moved in`);
  return resident;
}

/** A camt.053 of one day. */
function statement(account: string, currency: string, lines: readonly Line[], day: Date): string {
  const date = day.toISOString().slice(0, 10);
  const total = lines.reduce((sum, { amount }) => sum + amount * 100, 0) / 100;
  const balance = (code: string, amount: number): string =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${amount.toFixed(2)}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>${date}</Dt></Dt></Bal>`;
  const entries = lines.map(
    (
      { amount, payer, text },
      index,
    ) => `<Ntry><Amt Ccy="${currency}">${amount.toFixed(2)}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>${date}</Dt></BookgDt><ValDt><Dt>${date}</Dt></ValDt>
    <AcctSvcrRef>HB${date.replaceAll('-', '')}${currency}${index}</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><Dbtr><Nm>${payer}</Nm></Dbtr></RltdPties><RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><GrpHdr><MsgId>D${date}</MsgId><CreDtTm>${date}T18:00:00Z</CreDtTm></GrpHdr>
    <Stmt><Id>${currency}-${date}</Id><CreDtTm>${date}T18:00:00Z</CreDtTm><Acct><Id><IBAN>${account}</IBAN></Id><Ccy>${currency}</Ccy></Acct>${balance('OPBD', 0)}${balance('CLBD', total)}${entries.join('')}</Stmt></BkToCstmrStmt></Document>`;
}
