import { Type } from 'typebox';
import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { BaseError, createPublicClient, http } from 'viem';

/** What a node did wrong: `unreachable` it did not answer in time, `unreadable` it answered nonsense, `limited` it asks us to wait, `refused` it said no. */
export type NodeFaultKind = 'unreachable' | 'unreadable' | 'limited' | 'refused';

/** A node that could not be used; the message never carries its address, which may hold a key. */
export class NodeFault extends Error {
  readonly kind: NodeFaultKind;

  constructor(kind: NodeFaultKind, message: string) {
    super(message);
    this.name = 'NodeFault';
    this.kind = kind;
  }
}

const quantity = Type.String({ pattern: '^0x(0|[1-9a-f][0-9a-f]{0,63})$' });
const hash = Type.String({ pattern: '^0x[0-9a-f]{64}$' });
const address = Type.String({ pattern: '^0x[0-9a-fA-F]{40}$' });
const data = Type.String({ pattern: '^0x([0-9a-f]{2})*$' });
const orNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

const transactionSchema = Type.Object({
  hash,
  from: address,
  to: Type.Optional(orNull(address)),
  value: quantity,
  blockHash: Type.Optional(orNull(hash)),
  blockNumber: Type.Optional(orNull(quantity)),
});
const headSchema = Type.Object({ number: quantity, hash, parentHash: hash });
const blockSchema = Type.Object({ ...headSchema.properties, transactions: Type.Array(transactionSchema) });
const logSchema = Type.Object({
  address,
  topics: Type.Array(hash),
  data,
  blockNumber: quantity,
  blockHash: hash,
  transactionHash: hash,
  logIndex: quantity,
  removed: Type.Optional(Type.Boolean()),
});
const receiptSchema = Type.Object({
  transactionHash: hash,
  blockHash: hash,
  blockNumber: quantity,
  status: Type.Union([Type.Literal('0x0'), Type.Literal('0x1')]),
  gasUsed: quantity,
  effectiveGasPrice: quantity,
  logs: Type.Array(logSchema),
});

const chainIdOf = reader(quantity);
const readHead = reader(headSchema);
const readBlock = reader(blockSchema);
const readLogs = reader(Type.Array(logSchema));
const readReceipt = reader(orNull(receiptSchema));
const readTransaction = reader(orNull(transactionSchema));
const readQuantity = reader(quantity);
const readData = reader(data);
const readHash = reader(hash);

function reader<Schema extends TSchema>(schema: Schema): (answer: unknown, question: string) => Static<Schema> {
  const validator = Compile(schema);
  return (answer, question) => {
    if (!validator.Check(answer)) throw new NodeFault('unreadable', `the answer to ${question} has not its form`);
    return answer;
  };
}

export interface Head {
  readonly height: number;
  readonly hash: string;
  readonly parent: string;
}

export interface ChainTransaction {
  readonly hash: string;
  /** Lower case, as every address here. */
  readonly from: string;
  /** Null: it creates a contract. */
  readonly to: string | null;
  readonly value: bigint;
  /** Null while no block holds it. */
  readonly height: number | null;
}

export interface Block extends Head {
  readonly transactions: readonly ChainTransaction[];
}

/** A `Transfer` that a token's contract logged. */
export interface TokenTransfer {
  readonly token: string;
  readonly from: string;
  readonly to: string;
  readonly amount: bigint;
  readonly txHash: string;
  readonly blockHash: string;
  readonly height: number;
  readonly place: number;
}

export interface Receipt {
  readonly txHash: string;
  readonly height: number;
  readonly blockHash: string;
  readonly succeeded: boolean;
  /** What the network took, in wei. */
  readonly cost: bigint;
  readonly transfers: readonly TokenTransfer[];
}

const answerMsMax = 10_000;
const batchMax = 50;

/** keccak256 of `Transfer(address,address,uint256)` (ERC-20). */
const transferTopic = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef';

export type Node = ReturnType<typeof connect>;

/** A node over JSON-RPC: every answer is parsed before anybody trusts it. Throws `NodeFault`s. */
export function connect(url: string, answerMs = answerMsMax) {
  const ask = asker(url, answerMs);
  return { ...blocksOf(ask), ...accountsOf(ask) };
}

type Ask = (method: string, ...params: readonly unknown[]) => Promise<unknown>;

function asker(url: string, answerMs: number): Ask {
  const client = createPublicClient({
    transport: http(url, { timeout: answerMs, retryCount: 0, batch: { batchSize: batchMax } }),
  });

  return async (method, ...params) => {
    try {
      // oxlint-disable-next-line typescript/consistent-type-assertions -- answers are parsed here, not by the library's table of methods
      return await (client.request as (given: { method: string; params: readonly unknown[] }) => Promise<unknown>)({
        method,
        params,
      });
    } catch (error) {
      throw toFault(error, method);
    }
  };
}

/** What the chain holds: blocks, transactions, receipts and logs. */
function blocksOf(ask: Ask) {
  return {
    chainId: async () => BigInt(chainIdOf(await ask('eth_chainId'), 'eth_chainId')),
    head: async () => toHead(readHead(await ask('eth_getBlockByNumber', 'latest', false), 'the latest block')),
    /** The head of one block; undefined where the node has none at this height. */
    headAt: async (height: number) => {
      const answer = await ask('eth_getBlockByNumber', toHex(height), false);
      return answer === null ? undefined : toHead(readHead(answer, `block ${height}`));
    },
    block: async (height: number) => {
      const answer = readBlock(await ask('eth_getBlockByNumber', toHex(height), true), `block ${height}`);
      return { ...toHead(answer), transactions: answer.transactions.map(toTransaction) };
    },
    transfers: async (from: number, to: number) => {
      const filter = { fromBlock: toHex(from), toBlock: toHex(to), topics: [transferTopic] };
      return toTransfers(readLogs(await ask('eth_getLogs', filter), 'the logs'));
    },
    receipt: async (txHash: string) => {
      const answer = readReceipt(await ask('eth_getTransactionReceipt', txHash), 'the receipt');
      return answer === null ? undefined : toReceipt(answer);
    },
    transaction: async (txHash: string) => {
      const answer = readTransaction(await ask('eth_getTransactionByHash', txHash), 'the transaction');
      return answer === null ? undefined : toTransaction(answer);
    },
  };
}

/** What addresses have and may do now, and the way to send. */
function accountsOf(ask: Ask) {
  return {
    balance: async (of: string, at?: number) =>
      BigInt(readQuantity(await ask('eth_getBalance', of, at === undefined ? 'latest' : toHex(at)), 'a balance')),
    tokenBalance: async (token: string, of: string, at?: number) => {
      const call = { to: token, data: `0x70a08231${word(of)}` };
      const answer = readData(await ask('eth_call', call, at === undefined ? 'latest' : toHex(at)), 'a balance');
      if (answer.length < 66) throw new NodeFault('unreadable', `the contract ${token} does not tell balances`);
      return BigInt(answer.slice(0, 66));
    },
    decimals: async (token: string) => {
      const answer = readData(await ask('eth_call', { to: token, data: '0x313ce567' }, 'latest'), 'the decimals');
      return answer.length < 66 ? undefined : Number(BigInt(answer.slice(0, 66)));
    },
    hasCode: async (of: string) => readData(await ask('eth_getCode', of, 'latest'), 'the code') !== '0x',
    /** How many transactions of an address the chain holds: its next nonce. */
    nonce: async (of: string) => Number(readQuantity(await ask('eth_getTransactionCount', of, 'latest'), 'a nonce')),
    gasFor: async (call: { from: string; to: string; value?: bigint; data?: string }) =>
      BigInt(
        readQuantity(
          await ask('eth_estimateGas', {
            ...call,
            ...(call.value === undefined ? {} : { value: `0x${call.value.toString(16)}` }),
          }),
          'the estimate',
        ),
      ),
    /** What a unit of gas costs now: the network's price, and the tip for who makes the block (EIP-1559). */
    gasPrice: async () => {
      const [price, tip] = await Promise.all([ask('eth_gasPrice'), ask('eth_maxPriorityFeePerGas')]);
      return { price: BigInt(readQuantity(price, 'the price')), tip: BigInt(readQuantity(tip, 'the tip')) };
    },
    send: async (raw: string) => readHash(await ask('eth_sendRawTransaction', raw), 'the broadcast'),
  };
}

function toFault(error: unknown, method: string): NodeFault {
  if (!(error instanceof BaseError)) return new NodeFault('unreadable', `${method}: the answer cannot be read`);
  const status = error.walk((cause) => cause instanceof Error && 'status' in cause && cause.status === 429);
  if (status !== null) return new NodeFault('limited', `${method}: too many questions`);
  const rpc = error.walk((cause) => cause instanceof Error && 'code' in cause && typeof cause.code === 'number');
  if (rpc !== null && 'code' in rpc) {
    const limited = rpc.code === -32005 || rpc.code === 429;
    return new NodeFault(limited ? 'limited' : 'refused', `${method}: ${error.details}`);
  }
  return new NodeFault('unreachable', `${method}: ${error.name}`);
}

function toHex(height: number): string {
  return `0x${height.toString(16)}`;
}

/** An address as a word of 32 bytes. */
function word(of: string): string {
  return of.slice(2).toLowerCase().padStart(64, '0');
}

function toHead({ number, hash: own, parentHash }: Static<typeof headSchema>): Head {
  return { height: Number(number), hash: own, parent: parentHash };
}

function toTransaction({
  hash: own,
  from,
  to,
  value,
  blockNumber,
}: Static<typeof transactionSchema>): ChainTransaction {
  return {
    hash: own,
    from: from.toLowerCase(),
    to: to?.toLowerCase() ?? null,
    value: BigInt(value),
    height: blockNumber === undefined || blockNumber === null ? null : Number(blockNumber),
  };
}

/** ERC-721 logs the same event with its amount's place taken by a number of the thing: one of it moved. */
function toTransfers(logs: readonly Static<typeof logSchema>[]): TokenTransfer[] {
  return logs.flatMap((log): TokenTransfer[] => {
    const [topic, from, to, thing] = log.topics;
    if (topic !== transferTopic || from === undefined || to === undefined || log.removed === true) return [];
    if (thing === undefined && log.data.length !== 66) return [];
    return [
      {
        token: log.address.toLowerCase(),
        from: `0x${from.slice(26)}`,
        to: `0x${to.slice(26)}`,
        amount: thing === undefined ? BigInt(log.data) : 1n,
        txHash: log.transactionHash,
        blockHash: log.blockHash,
        height: Number(log.blockNumber),
        place: Number(log.logIndex),
      },
    ];
  });
}

function toReceipt(answer: Static<typeof receiptSchema>): Receipt {
  return {
    txHash: answer.transactionHash,
    height: Number(answer.blockNumber),
    blockHash: answer.blockHash,
    succeeded: answer.status === '0x1',
    cost: BigInt(answer.gasUsed) * BigInt(answer.effectiveGasPrice),
    transfers: toTransfers(answer.logs),
  };
}
