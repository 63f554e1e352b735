import { testIban } from '../iban.ts';
import { customers, staff } from './row.ts';
import type { Rows } from './row.ts';
import type { World } from './world.ts';

const deciders = ['supervisor', 'compliance'] as const;
let accounts = 0;

const newBank = () => {
  accounts += 1;
  return { rail: 'bank', label: `Bank ${accounts}`, iban: testIban(accounts), name: 'Alice Hart' } as const;
};

/** A destination of `own` that nothing is on its way to. */
async function destination({ app, own }: World): Promise<string> {
  return (await app.door.call('wallet.add-destination', newBank(), own.caller)).id;
}

/** The destination of `own` that every withdrawal goes to. */
async function oldDestination({ app, own }: World): Promise<string> {
  const { destinations } = await app.door.call('wallet.list-destinations', {}, own.caller);
  return destinations.at(-1)?.id ?? (await app.door.call('wallet.add-destination', newBank(), own.caller)).id;
}

/** A withdrawal of `own` that a person must look at: the first few of a day go by themselves. */
async function reviewed(world: World): Promise<{ withdrawal: string }> {
  const given = { asset: 'EUR', amount: '0.01', destination: await oldDestination(world) };
  for (;;) {
    const { id, state } = await world.app.door.call('wallet.request-withdrawal', given, world.own.caller);
    if (state === 'review') return { withdrawal: id };
  }
}

const asked = async (world: World) => ({
  asset: 'EUR',
  amount: '0.01',
  destination: await oldDestination(world),
});

export default {
  'wallet.add-destination': { may: customers, input: newBank },
  'wallet.advance-withdrawal': { may: ['system'], input: reviewed },
  'wallet.approve-withdrawal': { may: deciders, input: reviewed },
  'wallet.cancel-withdrawal': { may: ['own'], input: reviewed },
  'wallet.get-withdrawal': { may: ['own', ...staff], input: reviewed },
  'wallet.inspect-withdrawal': { may: staff, input: reviewed },
  'wallet.list-destinations': { may: customers, input: () => ({}) },
  'wallet.list-reviews': { may: staff, input: () => ({}) },
  'wallet.list-withdrawals': { may: customers, input: () => ({}) },
  'wallet.preview-withdrawal': { may: ['own'], input: asked },
  'wallet.refuse-withdrawal': {
    may: deciders,
    input: async (world) => ({ ...(await reviewed(world)), reason: 'law' }),
  },
  'wallet.remove-destination': { may: ['own'], input: async (world) => ({ destination: await destination(world) }) },
  'wallet.request-withdrawal': { may: ['own'], input: asked },
} satisfies Rows;
