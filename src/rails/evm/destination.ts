import { getAddress, isAddress, zeroAddress } from 'viem';
import type { Destination } from '../contract.ts';
import { problem } from '../problems.ts';
import type { Reader } from '../rail.ts';
import { findOwners } from './address.ts';
import { networkName, readChain } from './chain.ts';
import { connect, NodeFault } from './node.ts';

/** What addresses of other networks look like; the first that fits is named. */
const otherNetworks: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Bitcoin', /^(bc1[02-9ac-hj-np-z]{11,87}|[13][1-9A-HJ-NP-Za-km-z]{25,34})$/i],
  ['Tron', /^T[1-9A-HJ-NP-Za-km-z]{33}$/],
  ['Litecoin', /^(ltc1[02-9ac-hj-np-z]{11,87}|[LM][1-9A-HJ-NP-Za-km-z]{26,33})$/],
  ['XRP Ledger', /^r[1-9A-HJ-NP-Za-km-z]{24,34}$/],
  ['Dogecoin', /^D[1-9A-HJ-NP-Za-km-z]{33}$/],
  ['TON', /^(EQ|UQ)[\w-]{46}$/],
  ['Cosmos', /^cosmos1[02-9ac-hj-np-z]{38}$/],
  ['Solana', /^[1-9A-HJ-NP-Za-km-z]{43,44}$/],
];

type Trap = Extract<Parameters<typeof problem>[0], `address-${string}`>;

/** A problem of the address that was typed. */
function trap(name: Trap, values: Readonly<Record<string, string>> = {}): Error {
  return problem(name, values, [{ pointer: '/address', detail: problem(name).text.detail }]);
}

/** The address with its checksum (EIP-55), or the Problem that names the trap. */
export async function readDestination({ db, config }: Reader, typed: Destination): Promise<Destination> {
  const chain = await readChain(db);
  if (chain === undefined || typed.rail !== 'evm') throw problem('chain-not-ready');
  const network = networkName(chain.chainId);
  const text = typed.address.normalize('NFKC').trim();
  const other = otherNetworks.find(([, pattern]) => pattern.test(text));
  if (other !== undefined) throw trap('address-other-network', { found: other[0], network });
  if (!/^0x[0-9a-f]{40}$/i.test(text)) throw trap('address-malformed', { network });
  // All capital or all small letters carry no checksum; mixed ones must fit.
  const digits = text.slice(2);
  const isMixed = digits !== digits.toLowerCase() && digits !== digits.toUpperCase();
  if (isMixed && !isAddress(`0x${digits}`)) throw trap('address-checksum');
  const address = getAddress(`0x${digits.toLowerCase()}`);
  if (address === zeroAddress || /^0x0{36}/.test(address)) throw trap('address-zero');
  if (config.evmAssets.some(({ token }) => token === address.toLowerCase())) throw trap('address-token');
  if ((await findOwners(db, [address.toLowerCase()])).size > 0) throw trap('address-own');
  if (await isContract(config.evmRpcUrl, address)) throw trap('address-contract');
  return { rail: 'evm', address };
}

/** Throws where the node cannot tell: better a minute of waiting than money in a contract. */
async function isContract(url: string | undefined, address: string): Promise<boolean> {
  if (url === undefined) throw problem('chain-not-ready');
  try {
    return await connect(url).hasCode(address);
  } catch (fault) {
    if (fault instanceof NodeFault) throw problem('chain-not-ready');
    throw fault;
  }
}
