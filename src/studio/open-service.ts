import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { exportHandler } from './actions/exports/export-job.ts';
import { generateHandler } from './actions/generate/generate-job.ts';
import type { ServicePorts } from './actions/service-ports.ts';
import { createAgent, openModel, tellOfLostTurn, type Agent } from './agent/index.ts';
import { createAudioRenderer } from './audio-worker/index.ts';
import { careForStorage } from './care-for-storage.ts';
import type { ServiceConfig } from './config.ts';
import { LeaseWatch } from './jobs/lease-watch.ts';
import { turnKeeper } from './jobs/turn-keeper.ts';
import { createMediaAnalyser, createMediaExporter, createMediaProbe } from './media/index.ts';
import { openPorts } from './open-ports.ts';
import type { Install } from './ports/install.ts';
import type { MediaProbe } from './ports/media-probe.ts';
import type { UrlFetcher } from './ports/url-fetcher.ts';
import { diskFiles } from './store/disk-files.ts';
import { guardedFetcher } from './store/guarded-fetcher.ts';
import { openProcessFolder } from './store/process-folder.ts';

/** Parts of the latest pieces, for the changes that are asked for next. */
const KEPT_MEGABYTES = 256;

/** The service without its doors. */
export type OpenService = {
  readonly ports: ServicePorts;
  readonly agent: Agent;
  readonly mediaProbe: MediaProbe;
  readonly urlFetcher: UrlFetcher;
  /** Begins to do jobs in this process. */
  work(): Promise<void>;
  /** Gives jobs back, stops watching and closes the database. */
  close(): Promise<void>;
};

/** Builds the service's graph from its settings: storage, queue, makers of music and video, and what watches over them. */
export async function openService(
  config: ServiceConfig,
  run: {
    readonly publicUrl: string;
    readonly isOpen: boolean;
    /** `CUESMITH_WORKERS`. */
    readonly audioWorkers: number | null;
    readonly install: Install;
    readonly log: Logger;
  },
): Promise<OpenService> {
  const { log } = run;
  const onProblem = (problem: unknown): void => log.error({ err: problem }, 'background work failed');
  const ports = await openPorts(config, { ...run, onProblem });
  const { database, queue, processId } = ports;
  const turns = turnKeeper({ database, processId, onProblem });
  const leaseWatch = new LeaseWatch({ ...ports, onTurnLost: tellOfLostTurn(ports), onProblem });
  const model = config.model === null ? null : await openModel(config.model);
  const agent = createAgent({ ports, processId, turnKeeper: turns, model, onProblem });
  const audioRenderer = createAudioRenderer({ workers: run.audioWorkers, keptMegabytes: KEPT_MEGABYTES });
  const temporary = await openProcessFolder(join(config.dataFolder, 'temporary'), processId);
  const mediaExporter = createMediaExporter({ scratchFolder: temporary.path, encoder: config.encoder });
  const mediaAnalyser = createMediaAnalyser({ scratchFolder: temporary.path });
  const care = careForStorage(ports, { onCared: (result) => log.debug(result, 'cared for storage'), onProblem });
  if (database.kind === 'pglite') {
    // No other process can be receiving anything: what lies about was left by one that died.
    await ports.blobs.tidy(ports.wallClock.now());
  }

  await leaseWatch.start();

  return {
    ports,
    agent,
    mediaProbe: createMediaProbe({ scratchFolder: temporary.path }),
    urlFetcher: guardedFetcher(),
    async work() {
      const install = {
        makeScratchFolder: async () => mkdtemp(join(temporary.path, 'job-')),
        removeScratchFolder: run.install.removeScratchFolder,
      };
      const makers = {
        ...ports,
        audioRenderer,
        stemRenderer: audioRenderer,
        mediaAnalyser,
        mediaExporter,
        files: diskFiles,
        install,
      };
      await queue.work({ generate: generateHandler(makers), export: exportHandler(makers) });
    },
    async close() {
      await agent.close();
      await leaseWatch.stop();
      await queue.close();
      await turns.close();
      await Promise.all([audioRenderer.close(), mediaExporter.close()]);
      await temporary.close();
      await care.stop();
      await database.close();
    },
  };
}
