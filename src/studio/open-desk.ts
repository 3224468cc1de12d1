import { StudioError } from '../engine/kernel/index.ts';
import { authenticate } from './actions/accounts/authenticate.ts';
import type { ProjectPorts } from './actions/projects/project-ports.ts';
import type { Caller } from './actions/service-ports.ts';
import type { ServiceConfig } from './config.ts';
import { createLog } from './create-log.ts';
import { type OpenService, openService } from './open-service.ts';
import type { ServeHost } from './serve.ts';
import { readServerFile } from './server-file.ts';
import { diskFiles } from './store/disk-files.ts';

/** The service of a data folder in this process, for the person at this machine. Whoever opened it closes `service`. */
export type OpenDesk = { readonly service: OpenService; readonly ports: ProjectPorts; readonly caller: Caller };

/** Opens the service of a data folder in this process. Throws `database.in-use` where another program has the folder, with what to do. */
export async function openDesk(host: ServeHost): Promise<OpenDesk> {
  const { config } = host;
  const service = await openService(config, {
    ...host,
    publicUrl: config.publicUrl ?? 'http://127.0.0.1:8787',
    isOpen: true,
    // What goes wrong is said by the command itself.
    log: createLog(config.logLevel === 'debug' || config.logLevel === 'trace' ? config.logLevel : 'silent'),
  }).catch(async (problem: unknown) => {
    throw await namingServer(config, problem);
  });
  try {
    const caller = await authenticate(service.ports, { authorization: null, isOwnersMachine: true });
    return { service, ports: { ...service.ports, mediaProbe: service.mediaProbe, files: diskFiles }, caller };
  } catch (problem) {
    await service.close();
    throw problem;
  }
}

async function namingServer({ dataFolder }: ServiceConfig, problem: unknown): Promise<unknown> {
  if (!(problem instanceof StudioError) || problem.code !== 'database.in-use') {
    return problem;
  }

  const server = await readServerFile(dataFolder);
  return new StudioError(
    problem.code,
    server === null
      ? `Another Cuesmith is using the data folder "${dataFolder}". Wait until it is done, or name another folder with --data.`
      : `A server is using the data folder "${dataFolder}". Stop it (Ctrl-C where \`cuesmith serve\` runs), or work with it at ${server.url}.`,
    { cause: problem },
  );
}
