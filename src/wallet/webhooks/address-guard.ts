import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

export interface Address {
  readonly address: string;
  readonly family: number;
}

/** IPv4 that leads nowhere, or into a network that is not the internet (IANA's special-purpose registry, RFC 6890). */
const innerV4 = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Link-local, with the metadata services of clouds at 169.254.169.254.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  innerV4.addSubnet(network, prefix);

/** Of IPv6 the internet is 2000::/3; the rest is loopback, private, link-local, mapped or unassigned. */
const globalV6 = new BlockList();
globalV6.addSubnet('2000::', 3, 'ipv6');

/** What lies in it and is none all the same: protocol assignments, documentation, and 6to4, which hides an IPv4 address. */
const innerV6 = new BlockList();
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  innerV6.addSubnet(network, prefix, 'ipv6');

/** Whether an address is one of the internet: everything else may be a machine that trusts whoever calls from here. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !innerV4.check(address);
  return isIP(address) === 6 && globalV6.check(address, 'ipv6') && !innerV6.check(address, 'ipv6');
}

/** The name or number in a URL, an IPv6 number without its brackets. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

/** A name that can only lead inside, or a number that does. */
export function isInnerHost(url: URL): boolean {
  const host = hostOf(url);
  if (isIP(host) !== 0) return !isPublicAddress(host);
  return !host.includes('.') || /\.(?:localhost|local|internal|lan|home\.arpa)\.?$/i.test(host);
}

/**
 * The address to connect to, and to stay with: what a name leads to may change between a look and a call. Throws where
 * any of its addresses is not of the internet.
 */
export async function resolvePublic(url: URL, { mayBeInner }: { readonly mayBeInner: boolean }): Promise<Address> {
  const host = hostOf(url);
  const found = await lookup(host, { all: true });
  const inner = found.find(({ address }) => !isPublicAddress(address));
  if (inner !== undefined && !mayBeInner)
    throw new Error(`${host} leads to ${inner.address}, which is not on the internet`);
  const [first] = found;
  if (first === undefined) throw new Error(`${host} leads nowhere`);
  return first;
}
