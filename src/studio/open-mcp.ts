import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, parse } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { StudioError } from '../engine/kernel/index.ts';
import { countWork } from './actions/count-work.ts';
import type { McpOptions } from './cli/mcp-options.ts';
import { createLog } from './create-log.ts';
import { type DeliveredFile, type Desk, type McpDoor, serveMcp } from './mcp/index.ts';
import { type OpenDesk, openDesk } from './open-desk.ts';
import type { ServeHost } from './serve.ts';
import { diskFiles } from './store/disk-files.ts';

/** How long the service stays open behind the last call: another client of this machine may want the same data folder. */
const IDLE_MS = 8000;
/** How long to wait for another client that has the folder, and how often to look. */
const TRIES = 30;
const TRY_MS = 500;

/** MCP over standard input and output, for the person at this machine (`cuesmith mcp`): until the client leaves. */
export async function serveMcpHere(host: ServeHost, options: McpOptions): Promise<void> {
  const log = createLog(host.config.logLevel === 'info' ? 'warn' : host.config.logLevel);
  const onProblem = (problem: unknown): void => log.error({ err: problem }, 'mcp');
  const keeper = new DeskKeeper(host, onProblem);
  const folder = await outputFolder(options.out);
  const delivered = new Map<string, Promise<DeliveredFile>>();
  const door: McpDoor = {
    kind: 'stdio',
    version: host.install.version,
    hasCredits: false,
    localFiles: diskFiles,
    isLeavingStopping: false,
    withDesk: async (work) => keeper.use(work),
    async deliver(desk, jobId, file) {
      const known = delivered.get(jobId) ?? writeFile(desk, folder, file);
      delivered.set(jobId, known);
      try {
        return await known;
      } catch (problem) {
        delivered.delete(jobId);
        throw problem;
      }
    },
    onProblem,
  };
  try {
    await serveMcp(door, host.signal);
  } finally {
    await keeper.close();
  }
}

/** The service of a data folder while somebody needs it, and a little longer. */
class DeskKeeper {
  readonly #host: ServeHost;
  readonly #onProblem: (problem: unknown) => void;
  #opening: Promise<OpenDesk> | null = null;
  #closing: Promise<void> = Promise.resolve();
  #users = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(host: ServeHost, onProblem: (problem: unknown) => void) {
    this.#host = host;
    this.#onProblem = onProblem;
  }

  async use<Result>(work: (desk: Desk) => Promise<Result>): Promise<Result> {
    this.#users += 1;
    clearTimeout(this.#timer ?? undefined);
    try {
      this.#opening ??= this.#open();
      const { service, ports, caller } = await this.#opening.catch((problem: unknown) => {
        this.#opening = null;
        throw problem;
      });
      return await work({ ports: { ...ports, urlFetcher: service.urlFetcher }, agent: service.agent, caller });
    } finally {
      this.#users -= 1;
      this.#closeLater();
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer ?? undefined);
    const opening = this.#opening;
    this.#opening = null;
    await this.#closing;
    // What could not be opened was told to whoever asked.
    const desk = await opening?.catch(() => null);
    await desk?.service.close();
  }

  async #open(): Promise<OpenDesk> {
    await this.#closing;
    const desk = await openWhenFree(this.#host);
    await desk.service.work();
    return desk;
  }

  #closeLater(): void {
    clearTimeout(this.#timer ?? undefined);
    if (this.#users === 0 && this.#opening !== null) {
      this.#timer = globalThis.setTimeout(() => void this.#closeIfIdle().catch(this.#onProblem), IDLE_MS).unref();
    }
  }

  async #closeIfIdle(): Promise<void> {
    const opening = this.#opening;
    const desk = await opening;
    const isBusy = desk !== null && (desk.service.agent.running() > 0 || (await isWorking(desk)));
    if (this.#users > 0 || this.#opening !== opening) {
      return;
    }

    if (isBusy) {
      this.#closeLater();
      return;
    }

    this.#opening = null;
    this.#closing = desk?.service.close() ?? Promise.resolve();
    await this.#closing;
  }
}

async function isWorking({ ports }: OpenDesk): Promise<boolean> {
  const { jobs } = await countWork(ports);
  return jobs.some(({ count }) => count > 0);
}

/** Opens the service once no other client of this machine has it. Throws `database.in-use` at once for a server, which keeps it. */
async function openWhenFree(host: ServeHost): Promise<OpenDesk> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await openDesk(host);
    } catch (problem) {
      const isBusy = problem instanceof StudioError && problem.code === 'database.in-use';
      if (!isBusy || attempt === TRIES || /\bhttps?:/.test(problem.message)) {
        throw problem;
      }

      await setTimeout(TRY_MS, undefined, { signal: host.signal });
    }
  }
}

/** Where files go: the folder that was named, else the working folder, unless that is the root of the disk, where some programs start their servers. */
async function outputFolder(named: string | undefined): Promise<string> {
  const here = process.cwd();
  const folder = named ?? (here === parse(here).root ? join(homedir(), 'Cuesmith') : here);
  if (named !== undefined) {
    await diskFiles.assertCanFill(named);
  }

  return folder;
}

async function writeFile(desk: Desk, folder: string, file: Parameters<McpDoor['deliver']>[2]): Promise<DeliveredFile> {
  const content = await desk.ports.blobs.read(file.blobHash);
  if (content === null) {
    throw new StudioError('media.gone', 'The exported file is gone from the data folder. Export it again.');
  }

  await mkdir(folder, { recursive: true });
  const name = await freeName(folder, file.filename);
  const path = join(folder, name);
  await diskFiles.writeStream(path, content);
  return { uri: pathToFileURL(path).href, name };
}

/** The first of "name.mp4", "name-2.mp4" … that is free in a folder. */
async function freeName(folder: string, filename: string): Promise<string> {
  const dot = filename.lastIndexOf('.');
  const [stem, ending] = dot <= 0 ? [filename, ''] : [filename.slice(0, dot), filename.slice(dot)];
  let name = filename;
  for (let place = 2; await diskFiles.exists(join(folder, name)); place++) {
    name = `${stem}-${place}${ending}`;
  }

  return name;
}
