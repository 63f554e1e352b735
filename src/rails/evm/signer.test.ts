import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { HDKey } from 'viem/accounts';
import { startChain } from '../../../test/chain/anvil.ts';
import type { Chain } from '../../../test/chain/anvil.ts';
import { openChainWorld } from '../../../test/chain/world.ts';
import type { ChainWorld } from '../../../test/chain/world.ts';
import { callerOf } from '../../../test/wallets.ts';
import { deriveKey, unwrapKey } from '../../platform/crypto.ts';
import { describeConfig } from '../../platform/config.ts';
import { newId } from '../../platform/id.ts';
import evm from '../evm.rail.ts';
import { prepareEvm } from './prepare.ts';
import { addressOf } from './signer.ts';

let chain: Chain;
let world: ChainWorld;
const printed: string[] = [];
const write = process.stderr.write.bind(process.stderr);
before(async () => {
  chain = await startChain();
  world = await openChainWorld(chain.url, chain.dollar);
});
after(async () => {
  process.stderr.write = write;
  await world.close();
  await chain.stop();
});

/** Every text that the whole database holds. */
async function dump(): Promise<string> {
  const { rows: tables } = await world.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await world.query<{ text: string | null }>(
      `select string_agg(t::text, E'\\n') as text from ${name} t`,
    );
    texts.push(rows[0]?.text ?? '');
  }
  return texts.join('\n');
}

describe('private keys', () => {
  test('are in no table, log, answer or setting, whatever is done with them', async () => {
    process.stderr.write = (text: string | Uint8Array): boolean => {
      printed.push(String(text));
      return true;
    };
    const person = await world.newCustomer();
    const address = await world.addressOf(person);
    await chain.pay(await world.hotWallet(), 10n ** 18n);
    await chain.payToken(address, 20_000_000n);
    await world.confirm(chain);
    const payout = { id: newId(0), owner: person.id, asset: 'ETH', amount: 1_000n } as const;
    const destination = { rail: 'evm', address: '0x52908400098527886E0F7030069857D2E4169EE7' } as const;
    await world.db.transaction().execute(async (tx) =>
      // oxlint-disable-next-line typescript/consistent-type-assertions -- a payout needs no more of its command
      evm.submit({ tx, config: world.config, now: world.clock.now() } as never, { ...payout, destination }),
    );
    for (let times = 0; times < 5; times += 1) await world.confirm(chain);
    await chain.stop();
    await world.look();
    const answers = [
      await world.door.call('wallet.get-chain-top-up', {}, callerOf(person)),
      await world.door.call('wallet.get-chain', {}, callerOf(world.newStaff('admin'))),
      describeConfig(world.config),
    ];
    process.stderr.write = write;

    const row = await world.db.selectFrom('rails.evm_seed').select('sealed').executeTakeFirstOrThrow();
    const seed = unwrapKey(deriveKey(world.config.masterKey, 'evm-seed'), row.sealed, 'rails.evm_seed');
    const root = HDKey.fromMasterSeed(seed);
    const keys = [0, 1, 2].map((number) => root.derive(`m/44'/60'/0'/0/${number}`).privateKey);
    const secrets = [seed, ...keys.map((key) => Buffer.from(key ?? assert.fail('no key')))].flatMap((bytes) => [
      bytes.toString('hex'),
      bytes.toString('base64'),
      bytes.toString('hex').toUpperCase(),
    ]);
    secrets.push(root.privateExtendedKey);
    const seen = [
      await dump(),
      ...printed,
      JSON.stringify(answers, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)),
    ].join('\n');
    assert.ok(seen.includes(address.toLowerCase()), 'the dump is of this database');
    for (const secret of secrets) assert.ok(!seen.includes(secret), 'a secret is where it must not be');
  });

  test('follow from one seed that is made once, whoever starts first', async () => {
    const earlier = await addressOf(world.db, world.config, 7);
    await Promise.all([prepareEvm(world.rail), prepareEvm(world.rail)]);
    assert.equal(await addressOf(world.db, world.config, 7), earlier);
  });

  test('of addresses that are asked for at once are different, and one person’s is one', async () => {
    const people = await Promise.all(Array.from({ length: 8 }, () => world.newCustomer()));
    const addresses = await Promise.all([...people, ...people].map((person) => world.addressOf(person)));
    assert.equal(new Set(addresses).size, people.length);
  });
});
