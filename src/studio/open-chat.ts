import { z } from 'zod';
import { type ClientNotice, createClient } from '../client/index.ts';
import { StudioError } from '../engine/kernel/index.ts';
import type { ChatConfig, ServiceConfig } from './config.ts';
import { createLog } from './create-log.ts';
import { isLoopback } from './http/peer.ts';
import { openSite } from './open-site.ts';
import type { ChatPlace } from './ports/chat-place.ts';
import type { Install } from './ports/install.ts';
import { readServerFile } from './server-file.ts';
import { clientMemory } from './store/client-memory.ts';

/** What the chat calls itself to servers. */
const SOURCE = 'cuesmith-chat';
const PLATFORM = 'terminal';
/** How long a server on this machine may take to say whether it wants a token, in milliseconds. */
const PROBE_MS = 3000;

export type ChatHost = {
  readonly config: ServiceConfig;
  readonly chat: ChatConfig;
  /** `CUESMITH_WORKERS`. */
  readonly audioWorkers: number | null;
  readonly install: Install;
};

/**
 * Opens what a chat talks to: the server at `api`, else that of `NEMO_API_URL`, else the service in this process, or the one that has the
 * data folder already. Throws `usage.api` for an address that is none, and `database.in-use` where the folder is taken by something else.
 */
export async function openChat(
  host: ChatHost,
  options: { readonly api: string | null; readonly onNotice: (notice: ClientNotice) => void },
): Promise<ChatPlace> {
  const { chat, install } = host;
  const api = options.api ?? chat.apiUrl;
  const clientOf = (baseUrl: string, token: string | null | undefined): ChatPlace['client'] =>
    createClient({
      baseUrl,
      source: SOURCE,
      version: install.version,
      platform: chat.platform ?? PLATFORM,
      storage: clientMemory(chat.folder, baseUrl),
      onNotice: options.onNotice,
      ...(token === undefined ? {} : { token }),
      ...(chat.clientId === null ? {} : { clientId: chat.clientId }),
      ...(chat.webUrl === null ? {} : { webUrl: chat.webUrl }),
    });
  if (api !== null) {
    const baseUrl = addressOf(api);
    const token = chat.token ?? ((await needsNoToken(baseUrl)) ? null : undefined);
    return { client: clientOf(baseUrl, token), isHere: false, close: async () => undefined };
  }

  const taken = await openHere(host);
  if ('url' in taken) {
    return { client: clientOf(taken.url, null), isHere: true, close: async () => taken.close() };
  }

  const token = (await needsNoToken(taken.serverUrl)) ? null : (chat.token ?? undefined);
  return { client: clientOf(taken.serverUrl, token), isHere: false, close: async () => undefined };
}

type Here = { readonly url: string; readonly close: () => Promise<void> };

/** The service in this process, or where the server is that has the data folder. */
async function openHere(host: ChatHost): Promise<Here | { readonly serverUrl: string }> {
  // Of and for the person at this machine, whatever a server with this environment would be.
  const config = { ...host.config, publicUrl: null, isOpen: true };
  const isWatched = config.logLevel === 'debug' || config.logLevel === 'trace';
  const log = createLog(isWatched ? config.logLevel : 'silent');
  try {
    return await openSite({ ...host, config }, { host: '127.0.0.1', port: 0, work: true, log });
  } catch (problem) {
    if (!(problem instanceof StudioError) || problem.code !== 'database.in-use') {
      throw problem;
    }

    const server = await readServerFile(config.dataFolder);
    if (server === null || !(await answers(`${server.url}/health`))) {
      throw new StudioError(
        problem.code,
        `Another Cuesmith is using the data folder "${config.dataFolder}". Wait until it is done, or name another folder with --data.`,
        { cause: problem },
      );
    }

    return { serverUrl: server.url };
  }
}

function addressOf(api: string): string {
  if (!URL.canParse(api) || !/^https?:$/.test(new URL(api).protocol)) {
    throw new StudioError('usage.api', `Expected the address of a server like http://127.0.0.1:8787, got "${api}".`);
  }

  const { origin, pathname } = new URL(api);
  return `${origin}${pathname.replace(/\/+$/, '')}`;
}

/** Whether a server of this machine takes its owner without a token. Servers elsewhere are never asked. */
async function needsNoToken(baseUrl: string): Promise<boolean> {
  return (
    isLoopback(new URL(baseUrl).hostname.replace(/^\[(.*)\]$/, '$1')) && (await answers(`${baseUrl}/api/credits/balance/simple`))
  );
}

const Answer = z.looseObject({ code: z.literal(0) });

async function answers(address: string): Promise<boolean> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(PROBE_MS) });
    const text = await response.text();
    return response.ok && (!address.includes('/api/') || Answer.safeParse(JSON.parse(text)).success);
  } catch {
    return false;
  }
}
