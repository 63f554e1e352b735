import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createPublicClient, createTestClient, createWalletClient, encodeFunctionData, http, parseAbi } from 'viem';
import type { Address, Hash } from 'viem';
import { mnemonicToAccount } from 'viem/accounts';
import { foundry } from 'viem/chains';
import { anvilBinary } from './anvil-binary.ts';
import { contracts } from './compile.ts';

/** The words that every anvil knows: its accounts hold 10,000 each. */
const words = 'test test test test test test test test test test test junk';

const tokenAbi = parseAbi([
  'function transfer(address to, uint256 amount)',
  'function balanceOf(address who) view returns (uint256)',
  'function bar(address who, bool isBarred)',
]);

function transferData(to: string, amount: bigint): `0x${string}` {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- an address of ours
  return encodeFunctionData({ abi: tokenAbi, functionName: 'transfer', args: [to as Address, amount] });
}

export type Chain = Awaited<ReturnType<typeof startChain>>;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A real EVM node of its own that makes a block when it is told to, with a token deployed. */
export async function startChain({ port, chainId = 31_337 }: { port?: number; chainId?: number } = {}) {
  const at = port ?? (await freePort());
  const args = ['--port', `${at}`, '--chain-id', `${chainId}`, '--no-mining', '--slots-in-an-epoch', '4', '--silent'];
  const binary = anvilBinary();
  if (binary === undefined) throw new Error('the package of anvil is not installed');
  const child = spawn(binary, args, { stdio: 'ignore' });
  process.once('exit', () => child.kill('SIGKILL'));
  const url = `http://127.0.0.1:${at}`;
  const transport = http(url, { retryCount: 0 });
  const chain = { ...foundry, id: chainId };
  const test = createTestClient({ chain, transport, mode: 'anvil' });
  const reader = createPublicClient({ chain, transport, cacheTime: 0 });
  for (let tries = 0; ; tries += 1) {
    const isUp = await reader.getChainId().then(
      () => true,
      () => false,
    );
    if (isUp) break;
    if (tries > 200) throw new Error('anvil does not answer');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  const bank = createWalletClient({ account: mnemonicToAccount(words), chain, transport });
  const mine = async (blocks = 1): Promise<void> => test.mine({ blocks });
  const { TestDollar: token, Forwarder: forwarder } = contracts();

  async function deploy({ abi, bytecode }: typeof token): Promise<Address> {
    const hash = await bank.deployContract({ abi, bytecode, gas: 3_000_000n });
    await mine();
    const { contractAddress } = await reader.getTransactionReceipt({ hash });
    if (!contractAddress) throw new Error('the contract was not deployed');
    return contractAddress;
  }

  /** What the library has no words for. */
  async function ask<Result>(method: string, ...params: readonly unknown[]): Promise<Result> {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
    const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    // oxlint-disable-next-line typescript/consistent-type-assertions -- the answer of a node to this question
    const { result, error } = (await answer.json()) as { result: Result; error?: { message: string } };
    if (error !== undefined) throw new Error(`anvil refuses ${method}: ${error.message}`);
    return result;
  }

  const dollar = await deploy(token);
  const forward = await deploy(forwarder);
  return {
    url,
    port: at,
    child,
    test,
    reader,
    bank,
    dollar,
    mine,
    deployDollar: () => deploy(token),
    height: async () => Number(await reader.getBlockNumber()),
    /** Sends native coin; no block holds it yet. */
    pay: (to: string, value: bigint): Promise<Hash> =>
      // oxlint-disable-next-line typescript/consistent-type-assertions -- an address of ours
      bank.sendTransaction({ to: to as Address, value, gas: 21_000n }),
    /** Sends to many at once, coins and tokens in turn. */
    payMany: async (to: readonly string[], value: bigint, amount: bigint): Promise<void> => {
      const first = await reader.getTransactionCount({ address: bank.account.address, blockTag: 'pending' });
      await Promise.all(
        to.map((recipient, index) => {
          const isCoin = index % 2 === 0;
          return ask('eth_sendTransaction', {
            from: bank.account.address,
            nonce: `0x${(first + index).toString(16)}`,
            gas: isCoin ? '0x5208' : '0x30d40',
            ...(isCoin
              ? { to: recipient, value: `0x${value.toString(16)}` }
              : { to: dollar, data: transferData(recipient, amount) }),
          });
        }),
      );
    },
    /** Sends native coin from inside a contract. */
    payByContract: (to: string, value: bigint): Promise<Hash> =>
      bank.sendTransaction({
        to: forward,
        value,
        gas: 100_000n,
        data: encodeFunctionData({
          abi: parseAbi(['function forward(address to) payable']),
          // oxlint-disable-next-line typescript/consistent-type-assertions -- an address of ours
          args: [to as Address],
        }),
      }),
    payToken: (to: string, amount: bigint, of: Address = dollar): Promise<Hash> =>
      bank.sendTransaction({
        to: of,
        gas: 200_000n,
        data: transferData(to, amount),
      }),
    bar: (who: string, isBarred: boolean): Promise<Hash> =>
      bank.sendTransaction({
        to: dollar,
        gas: 200_000n,
        // oxlint-disable-next-line typescript/consistent-type-assertions -- an address of ours
        data: encodeFunctionData({ abi: tokenAbi, functionName: 'bar', args: [who as Address, isBarred] }),
      }),
    // oxlint-disable-next-line typescript/consistent-type-assertions -- an address of ours
    balance: (of: string): Promise<bigint> => reader.getBalance({ address: of as Address }),
    tokenBalance: (of: string): Promise<bigint> =>
      // oxlint-disable-next-line typescript/consistent-type-assertions -- an address of ours
      reader.readContract({ address: dollar, abi: tokenAbi, functionName: 'balanceOf', args: [of as Address] }),
    /** Takes back the last blocks and puts empty ones in their place; what they held is gone. */
    reorganise: async (depth: number): Promise<void> => {
      await ask('anvil_reorg', depth, []);
    },
    /** What the next block’s gas costs at the least. */
    setBaseFee: async (wei: bigint): Promise<void> => {
      await ask('anvil_setNextBlockBaseFeePerGas', `0x${wei.toString(16)}`);
    },
    /** Asks the node past everybody. */
    question: async (method: string, params: readonly unknown[]): Promise<unknown> => ask(method, ...params),
    /** What the node answers about logs, word for word. */
    logs: async (params: readonly unknown[]): Promise<readonly object[]> => ask('eth_getLogs', ...params),
    header: async (height: number): Promise<object> => ask('eth_getBlockByNumber', `0x${height.toString(16)}`, false),
    /** The signed bytes of a transaction. */
    rawOf: async (hash: string): Promise<string> => ask('eth_getRawTransactionByHash', hash),
    sendRaw: async (raw: string): Promise<void> => {
      await ask('eth_sendRawTransaction', raw);
    },
    /** Sends from an address whose key we need not have. */
    impersonate: async (
      from: string,
      { to, value, nonce }: { readonly to: string; readonly value: bigint; readonly nonce: number },
    ): Promise<void> => {
      await ask('anvil_impersonateAccount', from);
      const [hexValue, hexNonce] = [`0x${value.toString(16)}`, `0x${nonce.toString(16)}`];
      await ask('eth_sendTransaction', { from, to, value: hexValue, nonce: hexNonce });
      await ask('anvil_stopImpersonatingAccount', from);
    },
    /** Forgets a transaction that no block holds. */
    drop: async (hash: string): Promise<void> => {
      // oxlint-disable-next-line typescript/consistent-type-assertions -- a hash of ours
      await test.dropTransaction({ hash: hash as Hash });
    },
    stop: async (): Promise<void> => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
