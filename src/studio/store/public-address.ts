import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';

/** Public by their number, private by their use: Azure's machine service answers every machine there, and no other. */
const SERVICE_ADDRESSES: ReadonlySet<string> = new Set(['168.63.129.16']);

/** All of the IPv6 internet that is given out (RFC 4291, 2.4): whatever lies outside is local, mapped, translated or not there. */
const GLOBAL_UNICAST = ipaddr.IPv6.parse('2000::');
const GLOBAL_UNICAST_BITS = 3;
/** Documentation (RFC 9637), which ipaddr.js 2.5 does not know yet. */
const DOCUMENTATION = ipaddr.IPv6.parse('3fff::');
const DOCUMENTATION_BITS = 20;

/**
 * Whether anybody on the internet could reach this address: not private, loopback, link-local, shared (CGNAT), multicast, reserved, a
 * cloud's metadata service, an IPv4 address dressed as IPv6, nor this machine under its public address. Text that is no address is not.
 */
export function isPublicAddress(address: string): boolean {
  // Strict: ipaddr.js also reads `127.1`.
  if (isIP(address) === 0 || address.includes('%')) {
    return false;
  }

  const parsed = ipaddr.parse(address);
  // `unicast` is what ipaddr.js calls an address in none of its special ranges.
  if (parsed.range() !== 'unicast' || SERVICE_ADDRESSES.has(parsed.toString()) || isOurs(parsed)) {
    return false;
  }

  return !(parsed instanceof ipaddr.IPv6) || (parsed.match(GLOBAL_UNICAST, GLOBAL_UNICAST_BITS) && !isDocumentation(parsed));
}

function isDocumentation(address: ipaddr.IPv6): boolean {
  return address.match(DOCUMENTATION, DOCUMENTATION_BITS);
}

/** An address of this machine: what listens there may trust whoever comes from here. */
function isOurs(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  const own = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
  return own.some((entry) => ipaddr.isValid(entry.address) && ipaddr.parse(entry.address).toString() === address.toString());
}
