import { newId, shardOf } from '../../src/platform/id.ts';
import { customers, staff } from './row.ts';
import type { Rows } from './row.ts';
import { idOf } from './world.ts';
import type { World } from './world.ts';

const system = ['system'] as const;
const hash = `0x${'ab'.repeat(32)}`;
const address = `0x${'cd'.repeat(20)}`;

/** Something that reached the address of `own` and is not credited by itself. */
async function deposit({ app, own }: World): Promise<string> {
  const owner = idOf(own);
  const id = newId(shardOf(owner));
  await app.db
    .insertInto('rails.evm_deposits')
    .values({
      shard: shardOf(owner),
      id,
      key: id,
      owner,
      address,
      token: address,
      amount: 1n,
      tx_hash: hash,
      height: 1,
      need: 1,
      state: 'ignored',
      reason: 'wrong-token',
      seen_at: new Date(),
    })
    .execute();
  return id;
}

const rows: Rows = {
  'wallet.explain-deposit': { may: [...customers, ...staff], input: () => ({ hash }) },
  'wallet.get-chain': { may: staff, input: () => ({}) },
  'wallet.get-chain-deposit': { may: staff, input: async (world) => ({ deposit: await deposit(world) }) },
  'wallet.get-chain-top-up': { may: customers, input: () => ({}) },
  'wallet.open-chain-address': { may: customers, input: () => ({}) },
  'wallet.settle-chain-deposit': {
    may: ['supervisor', 'compliance', 'admin'],
    input: async (world) => ({ deposit: await deposit(world), as: 'close', because: 'Sent back by hand.' }),
  },
  'rails.accept-blocks': {
    may: system,
    input: () => ({ parent: hash, blocks: [{ height: 1, hash }], arrivals: [] }),
  },
  'rails.note-mined': {
    may: system,
    input: () => ({ order: newId(0), txHash: hash, height: 1, blockHash: hash, succeeded: true, cost: '1' }),
  },
  'rails.note-order': { may: system, input: () => ({ order: newId(0), reason: 'refused' }) },
  'rails.order-gas': { may: system, input: () => ({ recipient: address, amount: '1' }) },
  'rails.order-sweeps': { may: system, input: () => ({}) },
  'rails.record-difference': {
    may: system,
    input: () => ({ address, amount: '1', height: 1, hash, asset: 'ETH', token: null }),
  },
  'rails.rewind-chain': { may: system, input: () => ({ from: hash, height: 1 }) },
  'rails.settle-order': { may: system, input: () => ({ order: newId(0) }) },
  'rails.sign-order': {
    may: system,
    input: () => ({ order: newId(0), attempts: 0, gas: '1', fee: '1', tip: '1' }),
  },
};

export default rows;
