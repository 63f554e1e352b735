import { newId } from '../../src/platform/id.ts';
import { webhookEvents } from '../../src/wallet/webhooks/contract.ts';
import type { Resident } from '../residents.ts';
import { customers, everybody, staff } from './row.ts';
import type { Rows } from './row.ts';
import { idOf } from './world.ts';
import type { World } from './world.ts';

const application = {
  tradingName: 'Corner Books',
  sells: 'Books',
  website: 'https://books.example',
  contact: 'help@books.example',
};
const deciders = ['supervisor', 'compliance', 'admin'] as const;
const system = ['system'] as const;
/** A merchant himself, and his program. */
const seller = ['own', 'key-own'] as const;
const sellers = [...seller, 'other', 'key-other'] as const;

/** Makes a customer a merchant, if he is none. */
async function makeMerchant({ app, staff: { compliance } }: World, resident: Resident): Promise<void> {
  const present = await app.door.call('wallet.get-merchant', {}, resident.caller);
  if (present === null) await app.door.call('wallet.apply-as-merchant', application, resident.caller);
  if (present?.state === 'approved') return;
  const approval = { person: idOf(resident), decision: 'approve' as const };
  await app.door.call('wallet.decide-merchant', approval, compliance.caller);
}

/** Both the owner and the other are merchants: nobody reaches another's thing by being one. */
async function merchants(world: World): Promise<void> {
  await makeMerchant(world, world.own);
  await makeMerchant(world, world.other);
}

async function checkout(world: World) {
  await merchants(world);
  const wish = { asset: 'EUR', amount: '0.01', orderReference: 'B-1', returnUrl: 'https://books.example' };
  return world.app.door.call('wallet.create-checkout', wish, world.own.caller);
}

async function paid(world: World): Promise<{ readonly id: string }> {
  const { id, checkoutUrl } = await checkout(world);
  const token = checkoutUrl.split('/').at(-1) ?? '';
  await world.app.door.call('wallet.pay-checkout', { token, due: '1' }, world.third.caller);
  return { id };
}

async function link(world: World): Promise<{ readonly token: string }> {
  return { token: (await checkout(world)).checkoutUrl.split('/').at(-1) ?? '' };
}

/** There is a limit on how many a merchant has. */
async function key(world: World): Promise<{ readonly id: string }> {
  await merchants(world);
  const { caller } = world.own;
  for (const { id } of await world.app.door.call('wallet.list-merchant-keys', {}, caller))
    await world.app.door.call('wallet.revoke-merchant-key', { id }, caller);
  const wish = { name: 'Shop', scopes: ['payments:read' as const] };
  return { id: (await world.app.door.call('wallet.create-merchant-key', wish, caller)).id };
}

async function endpoint(world: World): Promise<{ readonly id: string }> {
  await merchants(world);
  const { caller } = world.own;
  for (const { id } of await world.app.door.call('wallet.list-webhook-endpoints', {}, caller))
    await world.app.door.call('wallet.switch-webhook-endpoint', { id, on: false }, caller);
  const wish = { url: 'https://books.example/hook', events: [...webhookEvents] };
  return { id: (await world.app.door.call('wallet.create-webhook-endpoint', wish, caller)).id };
}

async function message(world: World): Promise<{ readonly id: string }> {
  const { id } = await endpoint(world);
  await world.app.door.call('wallet.cancel-checkout', { id: (await checkout(world)).id }, world.own.caller);
  const log = await world.app.door.call('wallet.get-webhook-endpoint', { id }, world.own.caller);
  return { id: log.messages[0]?.id ?? '' };
}

/** A merchant who waits for a decision: a customer of whom nothing is known but that. */
async function applied(world: World): Promise<string> {
  const personId = newId(0);
  const now = new Date();
  await world.app.db
    .insertInto('wallet.merchants')
    .values({
      shard: 0,
      person_id: personId,
      trading_name: 'Corner Books',
      sells: 'Books',
      website: 'https://books.example',
      contact: 'help@books.example',
      state: 'applied',
      applied_at: now,
    })
    .execute();
  return personId;
}

const own = async (world: World): Promise<object> => {
  await merchants(world);
  return {};
};
const days = { from: '2026-11-01', to: '2026-11-30' };

export default {
  'wallet.apply-as-merchant': { may: customers, input: () => application },
  'wallet.get-merchant': { may: customers, input: () => ({}) },
  'wallet.list-merchants': { may: staff, input: () => ({}) },
  'wallet.inspect-merchant': {
    may: staff,
    input: async (world) => {
      await merchants(world);
      return { person: idOf(world.own) };
    },
  },
  'wallet.decide-merchant': {
    may: deciders,
    input: async (world) => ({ person: await applied(world), decision: 'approve' }),
  },
  'wallet.create-merchant-key': {
    may: customers,
    input: async (world) => {
      await key(world);
      return { name: 'Shop', scopes: ['payments:read'] };
    },
  },
  'wallet.list-merchant-keys': { may: customers, input: own },
  'wallet.rotate-merchant-key': { may: ['own'], input: key },
  'wallet.revoke-merchant-key': { may: ['own'], input: key },
  'wallet.create-checkout': {
    may: sellers,
    input: async (world) => ({
      ...(await own(world)),
      asset: 'EUR',
      amount: '1',
      orderReference: 'B-1',
      returnUrl: 'https://books.example',
    }),
  },
  'wallet.get-checkout': { may: seller, input: async (world) => ({ id: (await checkout(world)).id }) },
  'wallet.list-checkouts': { may: sellers, input: own },
  'wallet.cancel-checkout': { may: seller, input: async (world) => ({ id: (await checkout(world)).id }) },
  'wallet.expire-checkout': { may: system, input: async (world) => ({ id: (await checkout(world)).id }) },
  'wallet.refund-checkout': {
    may: seller,
    input: async (world) => ({ ...(await paid(world)), reason: 'It came back' }),
  },
  'wallet.list-payment-webhooks': { may: seller, input: async (world) => ({ id: (await checkout(world)).id }) },
  'wallet.list-refunds': { may: seller, input: paid },
  'wallet.get-settlement': { may: sellers, input: async (world) => ({ ...(await own(world)), ...days }) },
  'wallet.open-checkout': { may: everybody, input: link },
  'wallet.pay-checkout': { may: customers, input: async (world) => ({ ...(await link(world)), due: '1' }) },
  'wallet.create-webhook-endpoint': {
    may: customers,
    input: async (world) => {
      await endpoint(world);
      return { url: 'https://books.example/hook', events: ['payment.paid'] };
    },
  },
  'wallet.list-webhook-endpoints': { may: customers, input: own },
  'wallet.get-webhook-endpoint': { may: ['own'], input: endpoint },
  'wallet.rotate-webhook-secret': { may: ['own'], input: endpoint },
  'wallet.switch-webhook-endpoint': {
    may: ['own'],
    input: async (world) => ({ ...(await endpoint(world)), on: false }),
  },
  'wallet.replay-failed-webhooks': {
    may: ['own'],
    input: async (world) => ({ ...(await endpoint(world)), since: '2026-11-01' }),
  },
  'wallet.get-webhook': { may: ['own'], input: message },
  'wallet.replay-webhook': { may: ['own'], input: message },
  'wallet.record-webhook-attempt': {
    may: system,
    input: async (world) => ({
      message: (await message(world)).id,
      status: 204,
      answer: '',
      error: null,
      durationMs: 5,
      isLast: false,
    }),
  },
} satisfies Rows;
