import { lookup as dnsLookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

const refused = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  refused.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
  ['2001::', 32],
  ['2002::', 16],
] as const) {
  refused.addSubnet(network, prefix, 'ipv6');
}

/** Whether an IP address is one that anybody on the internet may be asked to post to. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  // An IPv4 address in the clothes of IPv6 is judged as IPv4; BlockList does that for this form.
  return !refused.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** Resolves a host, and fails when any of its addresses is not public. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  dnsLookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0);
    if (addresses.some(({ address }) => !isPublicAddress(address))) {
      return callback(new Error('host is not on the public internet'), '', 0);
    }
    if (options.all) return callback(null, addresses);
    const [{ address, family }] = addresses as [{ address: string; family: number }];
    callback(null, address, family);
  });
};

/** Why a URL may not be posted to; undefined when it may. */
export async function refusalOfUrl(url: string): Promise<string | undefined> {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  if (isIP(host)) return isPublicAddress(host) ? undefined : 'must not lead to a private address';
  return new Promise((resolve) => {
    publicLookup(host, { all: true }, (error) => {
      resolve(error ? 'must lead to a host on the public internet' : undefined);
    });
  });
}
