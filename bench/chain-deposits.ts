import { assert } from '../src/platform/assert.ts';
import { startChain } from '../test/chain/anvil.ts';
import { confirmations, openChainWorld } from '../test/chain/world.ts';
import { printFigure } from './figure.ts';

const customers = 250;
const blocks = 500;
const depositsPerBlock = 10;
const deposits = blocks * depositsPerBlock;
const secondsMax = 600;

/** How long it takes to follow 500 blocks of a real node with 5,000 deposits, half coins and half tokens, and to credit each. */
export async function measureChain(): Promise<void> {
  const chain = await startChain();
  const world = await openChainWorld(chain.url, chain.dollar, { LOG_LEVEL: 'error' });
  try {
    const addresses: string[] = [];
    for (let count = 0; count < customers; count += 1) addresses.push(await world.addressOf(await world.newCustomer()));
    for (let sent = 0; sent < deposits;) {
      const some = Array.from({ length: depositsPerBlock }, (_, index) => addresses[(sent + index) % customers] ?? '');
      await chain.payMany(some, 10n ** 16n, 5_000_000n);
      await chain.mine();
      sent += some.length;
    }
    await chain.mine(confirmations);
    const start = performance.now();
    let credited = 0n;
    while (credited < deposits) {
      assert(await world.look(), 'the node answers');
      const { rows } = await world.query<{ count: bigint }>(
        `select count(*) from wallet.chain_deposits where state = 'credited'`,
      );
      credited = rows[0]?.count ?? 0n;
      assert(performance.now() - start < secondsMax * 1_000, 'everything is credited in the end');
    }
    const seconds = (performance.now() - start) / 1_000;
    printFigure(`rails, ${deposits} chain deposits in ${blocks} blocks followed and credited`, seconds, 's', deposits);
    await world.noViolation();
  } finally {
    await world.close();
    await chain.stop();
  }
}
