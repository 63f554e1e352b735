import { newId } from '../../src/platform/id.ts';
import { systemCaller } from '../../src/platform/door.ts';
import { payoutReference } from '../../src/rails/bank/payouts.ts';
import { bankStatement } from '../bank-statement.ts';
import { staff } from './row.ts';
import type { Rows } from './row.ts';
import { idOf } from './world.ts';
import type { World } from './world.ts';

const account = 'DE02120300000000202051';
const payers = ['supervisor', 'compliance', 'admin'] as const;
const program = systemCaller('bank', 'test');

let files = 0;

async function ensureAccount({ app, staff: { admin } }: World): Promise<void> {
  const { accounts } = await app.door.call('wallet.list-bank-accounts', {}, admin.caller);
  const given = { number: account, asset: 'EUR', holder: 'OkPay Ltd', bank: 'First Bank' };
  if (accounts.length === 0) await app.door.call('wallet.add-bank-account', given, admin.caller);
}

/** A batch of one payout, made by the program. */
async function madeBatch(world: World): Promise<{ batch: string }> {
  await ensureAccount(world);
  const id = newId(0);
  const now = new Date();
  await world.app.db
    .insertInto('rails.bank_payouts')
    .values({
      shard: 0,
      id,
      reference: payoutReference(id),
      owner: idOf(world.own),
      asset: 'EUR',
      amount: 100n,
      iban: 'DE89370400440532013000',
      bic: null,
      name: 'Alice Hart',
      state: 'queued',
      queued_at: now,
      changed_at: now,
    })
    .execute();
  const { batches } = await world.app.door.call('rails.make-bank-batches', {}, program);
  return { batch: batches[0] ?? '' };
}

/** A batch that two people released, neither of whom a reader of this table is. */
async function releasedBatch(world: World): Promise<{ batch: string }> {
  const given = await madeBatch(world);
  const { compliance, admin } = world.staff;
  for (const { caller } of [compliance, admin]) await world.app.door.call('rails.release-bank-batch', given, caller);
  return given;
}

/** A file that nobody could read. */
async function refusedFile({ app, staff: { admin } }: World): Promise<{ file: string }> {
  files += 1;
  const file = Buffer.from(`<html>${files}</html>`).toString('base64');
  await app.door.call('wallet.import-bank-statement', { file }, admin.caller).catch(() => undefined);
  const { files: kept } = await app.door.call('wallet.list-bank-files', {}, admin.caller);
  return { file: kept.findLast(({ state }) => state === 'refused')?.sha256 ?? '' };
}

/** A line of the bank that nobody was credited for. */
async function openLine(world: World, out: boolean, amount = '1.00'): Promise<string> {
  await ensureAccount(world);
  files += 1;
  const reference = `AUTH-${files}`;
  const xml = bankStatement({
    id: reference,
    account,
    currency: 'EUR',
    lines: [{ amount, reference, text: 'x', out }],
  });
  const { caller } = world.staff.admin;
  await world.app.door.call('wallet.import-bank-statement', { file: Buffer.from(xml).toString('base64') }, caller);
  const { lines } = await world.app.door.call('wallet.list-unmatched', {}, caller);
  return lines.find(({ bankReference }) => bankReference === reference)?.id ?? '';
}

/** A payout on its way, and a line that it may be. */
async function payoutLine(world: World) {
  const { batch } = await madeBatch(world);
  const { payouts } = await world.app.door.call('rails.get-bank-batch', { batch }, world.staff.admin.caller);
  return { line: await openLine(world, true), payout: payouts[0]?.reference ?? '', because: 'A test' };
}

/** A gap between two statements. */
async function workItem(world: World): Promise<string> {
  await openLine(world, false);
  await openLine(world, false);
  const { items } = await world.app.door.call('wallet.list-work-items', {}, world.staff.admin.caller);
  return items[0]?.id ?? '';
}

/** A file that waits for a second person; its uploader is no reader of this table. */
async function waitingFile(world: World): Promise<{ file: string }> {
  await ensureAccount(world);
  files += 1;
  const lines = [{ amount: '900000.00', reference: `W-${files}`, text: 'hello' }];
  const xml = bankStatement({ id: `W-${files}`, account, currency: 'EUR', lines });
  const { actor } = world.staff.admin.caller;
  const uploader = actor.kind === 'person' ? { ...actor, id: newId(0) } : actor;
  const { sha256 } = await world.app.door.call(
    'wallet.import-bank-statement',
    { file: Buffer.from(xml).toString('base64') },
    { ...world.staff.admin.caller, actor: uploader },
  );
  return { file: sha256 };
}

export default {
  'rails.get-bank-batch': { may: staff, input: madeBatch },
  'rails.hand-over-bank-batch': { may: payers, input: releasedBatch },
  'rails.list-bank-batches': { may: staff, input: () => ({}) },
  'rails.make-bank-batches': { may: [...payers, 'system'], input: () => ({}) },
  'rails.read-bank-batch': { may: payers, input: releasedBatch },
  'rails.refuse-bank-batch': {
    may: payers,
    input: async (world) => ({ ...(await madeBatch(world)), because: 'A test' }),
  },
  'rails.release-bank-batch': { may: payers, input: madeBatch },
  'wallet.assign-payout': { may: payers, input: payoutLine },
  'wallet.book-bank-file': { may: ['system'], input: waitingFile },
  'wallet.close-work-item': {
    may: staff,
    input: async (world) => ({ item: await workItem(world), because: 'A test' }),
  },
  'wallet.confirm-bank-file': { may: staff, input: waitingFile },
  'wallet.dismiss-bank-file': {
    may: staff,
    input: async (world) => ({ ...(await refusedFile(world)), because: 'No statement at all' }),
  },
  'wallet.get-bank-file': { may: staff, input: waitingFile },
  'wallet.list-bank-files': { may: staff, input: () => ({}) },
  'wallet.list-reconciliations': { may: staff, input: () => ({}) },
  'wallet.list-work-items': { may: staff, input: () => ({}) },
  'wallet.read-bank-file': { may: staff, input: refusedFile },
  'wallet.record-reconciliation': { may: ['system'], input: () => ({ holdings: null }) },
  'wallet.request-reconciliation': { may: staff, input: () => ({}) },
  'wallet.watch-bank': { may: ['system'], input: () => ({}) },
} satisfies Rows;
