import { people } from '../people.ts';
import { customers, everybody } from './row.ts';
import type { Rows } from './row.ts';
import { idOf } from './world.ts';
import type { World } from './world.ts';

async function newRequest({ app, own }: World): Promise<{ readonly id: string; readonly token: string }> {
  const given = { asset: 'EUR', amount: '0.01', many: true };
  const { id, link } = await app.door.call('wallet.create-request', given, own.caller);
  return { id, token: link.split('/').at(-1) ?? '' };
}

const carol = { to: people.carol.email };

export default {
  'wallet.cancel-request': { may: ['own'], input: async (world) => ({ request: (await newRequest(world)).id }) },
  'wallet.create-request': { may: customers, input: () => ({ asset: 'EUR' }) },
  'wallet.find-payee': { may: customers, input: () => carol },
  'wallet.get-own-request': { may: ['own'], input: async (world) => ({ request: (await newRequest(world)).id }) },
  'wallet.get-receive': { may: customers, input: () => ({}) },
  'wallet.get-request': { may: everybody, input: async (world) => ({ token: (await newRequest(world)).token }) },
  'wallet.list-contacts': { may: customers, input: () => ({}) },
  'wallet.list-requests': { may: customers, input: () => ({}) },
  // Whoever has the link may pay; to its owner it is said that it is his own.
  'wallet.pay-request': { may: customers, input: async (world) => ({ token: (await newRequest(world)).token }) },
  'wallet.remove-contact': { may: customers, input: ({ third }) => ({ person: idOf(third) }) },
  'wallet.save-contact': { may: customers, input: () => carol },
  'wallet.share-receipt': { may: ['own'], input: async (world) => ({ id: (await world.pay()).id }) },
  'wallet.verify-receipt': {
    may: everybody,
    input: async (world) => {
      const { id } = await world.pay();
      const { link } = await world.app.door.call('wallet.share-receipt', { id }, world.own.caller);
      return { token: link.split('/').at(-1) ?? '' };
    },
  },
} satisfies Rows;
