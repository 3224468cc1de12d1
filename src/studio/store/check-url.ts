import { isIPv4 } from 'node:net';
import { StudioError } from '../../engine/kernel/index.ts';

const LONGEST = 4096;
/** Ports of the web, and those that any program may open. Below lie mail, logins and other services that must not be spoken to. */
const WEB_PORTS: ReadonlySet<number> = new Set([80, 443]);
const FIRST_FREE_PORT = 1024;
/** Names that never lead out of a machine or a house (RFC 6761, 6762, 8375, 9476). */
const LOCAL_NAME = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa|alt|onion|test|invalid)$/;

/**
 * The address that a text names, if it is one that may be fetched: http or https, no user name, ports 80, 443 and from 1024, a host
 * spelled in the usual way. Throws `url.refused`. Where its name leads is to be checked when it is looked up.
 */
export function checkUrl(text: string): URL {
  if (text.length > LONGEST || !URL.canParse(text)) {
    throw refusedUrl(text, `Expected a full address of at most ${LONGEST} characters`);
  }

  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw refusedUrl(text, `Expected an address that begins with https:// or http://, got ${url.protocol}`);
  }

  if (url.username !== '' || url.password !== '' || /^[^:]*:\/\/[^/?#]*@/.test(text)) {
    throw refusedUrl(text, 'An address with a user name or password in it is not fetched. Use a link that works without');
  }

  const port = url.port === '' ? 80 : Number(url.port);
  if (!WEB_PORTS.has(port) && port < FIRST_FREE_PORT) {
    throw refusedUrl(text, `Expected port 80, 443 or one from ${FIRST_FREE_PORT}, got ${port}`);
  }

  checkHost(text, url);
  return url;
}

/** A refusal that shows the address without what may be secret in it. */
export function refusedUrl(text: string, why: string, cause?: unknown): StudioError {
  return new StudioError('url.refused', `${why}: "${shownUrl(text)}". Upload the file itself, or give a public https link.`, {
    cause,
  });
}

/** An address to be shown: without user name, query and anything after it, and not too long. */
export function shownUrl(text: string): string {
  return text
    .replace(/[?#].*$/s, '')
    .replace(/\/\/[^/]*@/, '//')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .slice(0, 200);
}

function checkHost(text: string, url: URL): void {
  const host = url.hostname;
  const spelled = /^[^:/?#]+:\/\/([^/?#]*)/.exec(text)?.[1]?.replace(/:\d*$/, '') ?? '';
  // `2130706433`, `0x7f.1`, `０１７７.１` and the like: browsers turn them into numbers, honest links do not contain them.
  const isOddNumber = isIPv4(host) && spelled !== host;
  if (isOddNumber || host === '' || host.endsWith('.') || /[%\\\s]/.test(spelled)) {
    throw refusedUrl(text, 'The host of an address has to be spelled in the usual way');
  }

  // A name without a dot is one of the own network.
  if (!isIPv4(host) && !host.startsWith('[') && (!host.includes('.') || LOCAL_NAME.test(host))) {
    throw refusedUrl(text, 'Only what is open to everybody can be fetched, and this is a local name');
  }
}
