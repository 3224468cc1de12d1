import type { IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';

/** Names by which programs on this machine call it, with the port. */
const OWN_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::(\d+))?$/i;
/** Headers that a proxy adds: then the peer is the proxy, whoever asks. */
const PROXY_HEADERS = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via'] as const;

/** Who is at the other end of a request. */
export type Peer = {
  /** The client's address: the peer's, or behind a trusted proxy the last one it forwarded for. */
  readonly address: string;
  /**
   * Whether a program of this machine asks, under a name of this machine, and no web page of somebody else makes it ask. A page
   * whose name was pointed at 127.0.0.1 (DNS rebinding) shows in `Host`, a page that calls us shows in `Origin` and `Sec-Fetch-Site`.
   */
  readonly isOwnersMachine: boolean;
};

/** Reads who asks; `trustsProxy` believes the last hop of `X-Forwarded-For`. */
export function readPeer(incoming: IncomingMessage, trustsProxy: boolean): Peer {
  const peer = plainAddress(incoming.socket.remoteAddress ?? '');
  const forwarded = String(incoming.headers['x-forwarded-for'] ?? '');
  const last = plainAddress(forwarded.slice(forwarded.lastIndexOf(',') + 1).trim());
  return {
    address: trustsProxy && ipaddr.isValid(last) ? last : peer,
    isOwnersMachine:
      isLoopback(peer) &&
      // Only proxies (nginx, unless told otherwise) still speak HTTP/1.0.
      incoming.httpVersion !== '1.0' &&
      PROXY_HEADERS.every((name) => incoming.headers[name] === undefined) &&
      isOwnHost(incoming) &&
      isOwnPage(incoming),
  };
}

/** Whether an address, or a host to listen on, is this machine's alone. */
export function isLoopback(address: string): boolean {
  return address === 'localhost' || (ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback');
}

/** IPv4 in IPv6 (`::ffff:1.2.3.4`) as plain IPv4, without a zone; other text unchanged. */
function plainAddress(address: string): string {
  const bare = address.replace(/%.*$/, '');
  return ipaddr.isValid(bare) ? ipaddr.process(bare).toString() : bare;
}

function isOwnHost({ headers, socket }: IncomingMessage): boolean {
  const found = OWN_HOST.exec(headers.host ?? '');
  return found !== null && Number(found[1] ?? 80) === socket.localPort;
}

function isOwnPage({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  // `same-site` is not ours: every port of localhost is one site.
  return (
    (headers.origin === undefined || headers.origin.toLowerCase() === `http://${(headers.host ?? '').toLowerCase()}`) &&
    (site === undefined || site === 'same-origin' || site === 'none')
  );
}
