import ipaddr from 'ipaddr.js';

/** Of an IPv6 address as many bits as belong to one customer: whoever has one address has all of its /64. */
const NETWORK_PARTS = 4;

/**
 * The name under which an address is counted: IPv4 as it is (also when written as `::ffff:1.2.3.4`), IPv6 as its /64. What is no
 * address counts together, as `unknown`.
 */
export function addressKey(address: string): string {
  if (!ipaddr.isValid(address)) {
    return 'unknown';
  }

  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv6) {
    const network = parsed.parts.slice(0, NETWORK_PARTS).map((part) => part.toString(16));
    return `${network.join(':')}::/64`;
  }

  return parsed.toString();
}
