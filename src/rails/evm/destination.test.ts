import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startChain } from '../../../test/chain/anvil.ts';
import type { Chain } from '../../../test/chain/anvil.ts';
import { openChainWorld } from '../../../test/chain/world.ts';
import type { ChainWorld } from '../../../test/chain/world.ts';
import { Problem } from '../../platform/problem.ts';
import evm from '../evm.rail.ts';

let chain: Chain;
let world: ChainWorld;
before(async () => {
  chain = await startChain();
  world = await openChainWorld(chain.url, chain.dollar);
});
after(async () => {
  await world.close();
  await chain.stop();
});

async function read(address: string): Promise<string> {
  const reader = { db: world.db, config: world.config, now: world.clock.now() };
  return evm.readDestination(reader, 'owner', { rail: 'evm', address }).then(
    (found) => (found.rail === 'evm' ? found.address : ''),
    (error: unknown) =>
      error instanceof Problem ? `${error.code} ${error.values['found'] ?? ''}`.trim() : assert.fail(String(error)),
  );
}

describe('an address to pay to', () => {
  const good = '0x52908400098527886E0F7030069857D2E4169EE7';

  test('is taken with its checksum, however it was copied', async () => {
    for (const typed of [good, good.toLowerCase(), `  ${good}\n`, `0x${good.slice(2).toUpperCase()}`])
      assert.equal(await read(typed), good);
  });

  const traps: readonly (readonly [string, string, string])[] = [
    ['with a typing error', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD'.replace('Ae', 'AE'), 'rails.address-checksum'],
    ['that is none', '0x123', 'rails.address-malformed'],
    ['that is a name', 'vitalik.eth', 'rails.address-malformed'],
    ['that is the zero address', `0x${'0'.repeat(40)}`, 'rails.address-zero'],
    ['of Bitcoin', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'rails.address-other-network Bitcoin'],
    ['of old Bitcoin', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'rails.address-other-network Bitcoin'],
    ['of Tron', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', 'rails.address-other-network Tron'],
    ['of Solana', 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v', 'rails.address-other-network Solana'],
  ];
  for (const [what, typed, code] of traps)
    test(`${what} is refused by its name`, async () => {
      assert.equal(await read(typed), code);
    });

  test('that is a deposit address here, the token or another contract is refused', async () => {
    const own = await world.addressOf(await world.newCustomer());
    assert.equal(await read(own), 'rails.address-own');
    assert.equal(await read(await world.hotWallet()), 'rails.address-own');
    assert.equal(await read(chain.dollar), 'rails.address-token');
    assert.equal(await read(await chain.deployDollar()), 'rails.address-contract');
  });

  test('waits while the chain cannot be asked, rather than be wrong', async () => {
    const reader = {
      db: world.db,
      config: { ...world.config, evmRpcUrl: 'http://127.0.0.1:1' },
      now: world.clock.now(),
    };
    await assert.rejects(
      evm.readDestination(reader, 'owner', { rail: 'evm', address: good }),
      (error) => error instanceof Problem && error.code === 'rails.chain-not-ready',
    );
  });
});
