import { people } from '../people.ts';
import { bankStatement } from '../bank-statement.ts';
import type { Resident } from '../residents.ts';
import { customers, staff } from './row.ts';
import type { Rows } from './row.ts';
import { idOf } from './world.ts';
import type { World } from './world.ts';

const payment = { to: people.carol.email, asset: 'EUR', amount: '0.01' };
const treasury = ['compliance', 'admin'] as const;
const account = 'DE02120300000000202051';

let statements = 0;

/** A statement with one line that names nobody. */
async function statementFile({ app, staff: { admin } }: World): Promise<string> {
  statements += 1;
  const { accounts } = await app.door.call('wallet.list-bank-accounts', {}, admin.caller);
  if (accounts.length === 0)
    await app.door.call(
      'wallet.add-bank-account',
      { number: account, asset: 'EUR', holder: 'OkPay Ltd', bank: 'First Bank' },
      admin.caller,
    );
  const xml = bankStatement({
    id: `S-${statements}`,
    account,
    currency: 'EUR',
    lines: [{ amount: '5.00', reference: `B-${statements}`, text: 'hello', payer: 'Gus' }],
  });
  return Buffer.from(xml).toString('base64');
}

async function openLine(world: World): Promise<string> {
  const { admin } = world.staff;
  await world.app.door.call('wallet.import-bank-statement', { file: await statementFile(world) }, admin.caller);
  const { lines } = await world.app.door.call('wallet.list-unmatched', {}, admin.caller);
  return lines[0]?.id ?? '';
}

const walletOf = (resident: Resident): { person: string } => ({ person: idOf(resident) });
const reason = { scope: 'debits', reason: 'unusual-activity' } as const;

async function unfreeze({ app, staff: { admin } }: World, resident: Resident): Promise<void> {
  await app.door.call('wallet.unfreeze-wallet', { ...walletOf(resident), because: 'It was he' }, admin.caller);
}

/** The wallet of the third, frozen again if the reader before lifted it. */
async function frozen({ app, third, staff: { admin } }: World): Promise<object> {
  const { freeze } = await app.door.call('wallet.inspect-wallet', walletOf(third), admin.caller);
  if (freeze === null) await app.door.call('wallet.freeze-wallet', { ...walletOf(third), ...reason }, admin.caller);
  return walletOf(third);
}

export default {
  'wallet.add-bank-account': {
    may: treasury,
    input: () => ({ number: account, asset: 'EUR', holder: 'OkPay Ltd', bank: 'First Bank' }),
  },
  'wallet.assign-unmatched': {
    may: staff,
    input: async (world) => ({ line: await openLine(world), to: people.carol.email, because: 'He called us' }),
  },
  'wallet.find-wallet': { may: staff, input: () => ({ to: people.alice.email }) },
  'wallet.freeze-wallet': {
    may: staff,
    input: ({ third }) => ({ ...walletOf(third), ...reason }),
    after: (world) => unfreeze(world, world.third),
  },
  'wallet.get-top-up': { may: customers, input: () => ({}) },
  'wallet.get-transaction': { may: ['own', ...staff], input: async (world) => ({ id: (await world.pay()).id }) },
  'wallet.get-unmatched': { may: staff, input: async (world) => ({ line: await openLine(world) }) },
  'wallet.get-wallet': { may: customers, input: () => ({}) },
  'wallet.import-bank-statement': { may: staff, input: async (world) => ({ file: await statementFile(world) }) },
  'wallet.inspect-wallet': { may: staff, input: ({ own }) => walletOf(own) },
  'wallet.list-bank-accounts': { may: staff, input: () => ({}) },
  'wallet.list-bank-statements': { may: staff, input: () => ({}) },
  'wallet.list-transactions': { may: customers, input: () => ({}) },
  'wallet.list-unmatched': { may: staff, input: () => ({}) },
  'wallet.lock-wallet': {
    may: customers,
    input: () => ({}),
    after: (world) => Promise.all([unfreeze(world, world.own), unfreeze(world, world.other)]),
  },
  'wallet.my-limits': { may: customers, input: () => ({}) },
  'wallet.preview-payment': { may: customers, input: () => payment },
  'wallet.send-payment': { may: customers, input: () => payment },
  'wallet.settle-unmatched': {
    may: staff,
    input: async (world) => ({ line: await openLine(world), as: 'returned', because: 'The bank sent it back' }),
  },
  'wallet.unfreeze-wallet': {
    may: staff,
    input: async (world) => ({ ...(await frozen(world)), because: 'It was he' }),
  },
} satisfies Rows;
