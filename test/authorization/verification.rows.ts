import { newId } from '../../src/platform/id.ts';
import { addVerificationDocument } from '../../src/wallet/wallet.ts';
import type { Resident } from '../residents.ts';
import { customers, staff } from './row.ts';
import type { Rows } from './row.ts';
import { idOf } from './world.ts';
import type { World } from './world.ts';

const treasury = ['compliance', 'admin'] as const;

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const details = {
  name: 'Alice Hart',
  birthDate: '1990-02-28',
  country: 'DE',
  documentKind: 'passport',
  documentNumber: 'C01X00T47',
} as const;

/** A verification of `own` that is not sent, with its document; what was under way before is decided. */
async function drafted(world: World): Promise<string> {
  const { app, own } = world;
  await clear(world, own);
  const { id } = await app.door.call('wallet.open-verification', {}, own.caller);
  const ctx = { ...own.caller, db: app.db, config: app.config, now: new Date() };
  await addVerificationDocument(ctx, id, 'identity', { name: 'passport.png', content: png });
  return id;
}

async function sent(world: World): Promise<string> {
  const verification = await drafted(world);
  await world.app.door.call('wallet.submit-verification', { verification, ...details }, world.own.caller);
  return verification;
}

/** Recommended by somebody who is none of the readers. */
async function recommended(world: World): Promise<string> {
  const verification = await sent(world);
  await world.app.db
    .updateTable('wallet.verifications')
    .set({ state: 'recommended', recommended_by: newId(0), recommended_at: new Date(), recommendation: 'approve' })
    .where('id', '=', verification)
    .execute();
  return verification;
}

async function clear({ app }: World, resident: Resident): Promise<void> {
  const mine = app.db.selectFrom('wallet.verifications').select('id').where('person_id', '=', idOf(resident));
  await app.db.deleteFrom('wallet.verification_files').where('verification_id', 'in', mine).execute();
  await app.db.deleteFrom('wallet.verifications').where('person_id', '=', idOf(resident)).execute();
}

export default {
  'wallet.decide-verification': {
    may: treasury,
    input: async (world) => ({ verification: await recommended(world), approve: false, reasons: ['expired'] }),
  },
  'wallet.get-freeze': {
    may: staff,
    input: async ({ app, third, staff: { admin } }) => {
      const person = idOf(third);
      const { locks } = await app.door.call('wallet.inspect-wallet', { person }, admin.caller);
      const [lock] = locks;
      if (lock !== undefined) return { person, freeze: lock.id };
      const given = { person, scope: 'debits', reason: 'unusual-activity' } as const;
      return { person, freeze: (await app.door.call('wallet.freeze-wallet', given, admin.caller)).freeze };
    },
    after: ({ app, third, staff: { admin } }) =>
      app.door.call('wallet.unfreeze-wallet', { person: idOf(third), because: 'It was he' }, admin.caller),
  },
  'wallet.get-verification': { may: treasury, input: async (world) => ({ verification: await sent(world) }) },
  'wallet.list-verifications': { may: treasury, input: () => ({}) },
  'wallet.my-verification': { may: customers, input: () => ({}) },
  'wallet.open-verification': { may: customers, input: () => ({}) },
  'wallet.recommend-verification': {
    may: treasury,
    input: async (world) => ({ verification: await sent(world), advice: 'approve', because: 'All is clear' }),
  },
  'wallet.submit-verification': {
    may: ['own'],
    input: async (world) => ({ verification: await drafted(world), ...details }),
  },
} satisfies Rows;
