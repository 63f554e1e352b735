import { newId } from '../../src/platform/id.ts';
import { walletAccountId } from '../../src/wallet/wallet.ts';
import { customers } from './row.ts';
import type { Rows } from './row.ts';
import { idOf } from './world.ts';
import type { World } from './world.ts';

const system = ['system'] as const;
const period = { asset: 'EUR', from: '2026-01-01', to: '2026-01-31', format: 'csv' } as const;

let document: Promise<string> | undefined;

/** One statement of `own`: nobody may have many in the making. */
async function statement({ app, own }: World): Promise<string> {
  document ??= app.door.call('wallet.request-statement', period, own.caller).then(({ id }) => id);
  return document;
}

export default {
  'wallet.finish-document': {
    may: system,
    input: async (world) => ({ id: await statement(world), file: newId(0), name: 'a.csv', size: 1 }),
  },
  'wallet.get-document': { may: ['own'], input: async (world) => ({ id: await statement(world) }) },
  'wallet.get-notice-settings': { may: customers, input: () => ({}) },
  'wallet.list-documents': { may: customers, input: () => ({ kind: 'statements' }) },
  'wallet.request-export': { may: customers, input: () => ({}) },
  'wallet.request-statement': { may: customers, input: () => period },
  'wallet.set-notice-settings': { may: customers, input: () => ({ off: [] }) },
  'wallet.tell-hour': { may: system, input: ({ own }) => ({ person: idOf(own), hour: '2026-01-01T00:00:00.000Z' }) },
  'wallet.tell-movements': { may: system, input: ({ own }) => ({ accounts: [walletAccountId(idOf(own), 'EUR')] }) },
  'wallet.tell-statements': { may: system, input: ({ own }) => ({ person: idOf(own), month: '2026-01-01' }) },
} satisfies Rows;
