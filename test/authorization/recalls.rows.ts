import { customers } from './row.ts';
import type { Rows } from './row.ts';
import type { World } from './world.ts';

const reason = 'I took the wrong contact';

/** A payment to `own` whose sender, the third, asks for it. */
async function askedOfOwn({ app, own, third }: World): Promise<{ readonly id: string }> {
  const payment = { to: own.persona.email, asset: 'EUR', amount: '0.01' };
  const { id } = await app.door.call('wallet.send-payment', payment, third.caller);
  await app.door.call('wallet.ask-recall', { id, reason }, third.caller);
  return { id };
}

export default {
  'wallet.ask-recall': { may: ['own'], input: async (world) => ({ id: (await world.pay()).id, reason }) },
  'wallet.decline-recall': { may: ['own'], input: async (world) => ({ ...(await askedOfOwn(world)), reason }) },
  'wallet.expire-recall': { may: ['system'], input: askedOfOwn },
  'wallet.list-recalls': { may: customers, input: () => ({}) },
  'wallet.return-payment': { may: ['own'], input: askedOfOwn },
} satisfies Rows;
