import type {
  EditedProject,
  ExportedProject,
  FilmProgress,
  FilmRequest,
  MadeFilm,
  ProjectList,
  ShownProject,
} from '../contract/index.ts';
import { RunRequest, summariseDraft, WireDraft, type AdkEvent } from '../contract/service/index.ts';
import { StudioError } from '../engine/kernel/index.ts';
import { authenticate } from './actions/accounts/authenticate.ts';
import { checkFilmOutputs, exportProject } from './actions/projects/export-project.ts';
import { findProject } from './actions/projects/find-project.ts';
import { checkFilm, makeFilm } from './actions/projects/make-film.ts';
import { assertGoesOn, type ProjectPorts } from './actions/projects/project-ports.ts';
import { listProjects, type ProjectDocument, showProject, writeProjectDocument } from './actions/projects/show-project.ts';
import { cancelWork } from './actions/projects/wait-for-work.ts';
import type { Caller } from './actions/service-ports.ts';
import { APP_NAME, ownSession } from './actions/sessions/own-session.ts';
import { redoRevisions, undoRevisions } from './actions/sessions/undo-revisions.ts';
import type { ProjectEdit, ProjectExport } from './cli/project-desk.ts';
import type { ServiceConfig } from './config.ts';
import { createLog } from './create-log.ts';
import { type OpenService, openService } from './open-service.ts';
import type { ServeHost } from './serve.ts';
import { readServerFile } from './server-file.ts';
import { diskFiles } from './store/disk-files.ts';

type Desk = { readonly service: OpenService; readonly ports: ProjectPorts; readonly caller: Caller };

/** Makes music for a film. Without a project to keep it in, all that is made lies in a folder for temporary files, which goes when it is done. */
export async function makeFilmHere(
  host: ServeHost,
  request: FilmRequest,
  onProgress: (progress: FilmProgress) => void,
): Promise<MadeFilm> {
  // Before the service is opened: a slip of the pen is heard of at once.
  await checkFilm({ files: diskFiles }, request);
  const make = async (at: ServeHost): Promise<MadeFilm> =>
    withDesk(at, async ({ service, ports, caller }) => {
      await service.work();
      return makeFilm(ports, caller, request, { signal: host.signal, onProgress });
    });
  if (request.project !== null) {
    return make(host);
  }

  const folder = await host.install.makeScratchFolder();
  try {
    return await make({ ...host, config: temporaryConfig(host.config, folder) });
  } finally {
    await host.install.removeScratchFolder(folder);
  }
}

/** The projects of the person at this machine. */
export async function listProjectsHere(host: ServeHost): Promise<ProjectList> {
  return withDesk(host, async ({ ports, caller }) => ({ projects: await listProjects(ports, caller) }));
}

/** A project's timeline. */
export async function showProjectHere(host: ServeHost, name: string): Promise<ShownProject> {
  return withDesk(host, async ({ ports, caller }) => showProject(ports, caller, name));
}

/** A project's timeline or captions as the text of a file. */
export async function writeDocumentHere(
  host: ServeHost,
  wanted: { readonly name: string; readonly format: ProjectDocument },
): Promise<string> {
  return withDesk(host, async ({ ports, caller }) => writeProjectDocument(ports, caller, wanted));
}

/** Writes files of a project's timeline as it is. */
export async function exportProjectHere(host: ServeHost, wanted: ProjectExport): Promise<ExportedProject> {
  await checkFilmOutputs({ files: diskFiles }, wanted);
  return withDesk(host, async ({ service, ports, caller }) => {
    const { signal } = host;
    const session = await findProject(ports, caller, wanted.name);
    await service.work();
    try {
      const exported = await exportProject(ports, caller, { ...wanted, session, signal });
      return { project: { id: session.id, title: session.title }, ...exported };
    } catch (problem) {
      await cancelWork(ports, caller, session.id);
      assertGoesOn(signal);
      throw problem;
    }
  });
}

/** Says words to a project's agent, or takes changes back, and waits until all is done. */
export async function editProjectHere(host: ServeHost, wanted: ProjectEdit): Promise<EditedProject> {
  return withDesk(host, async (desk) => {
    const { ports, caller } = desk;
    const before = await findProject(ports, caller, wanted.name);
    const { said, problem } =
      wanted.kind === 'words'
        ? await talk(desk, { ...wanted, sessionId: before.id, signal: host.signal })
        : await goBack(desk, { ...wanted, sessionId: before.id });
    const session = await ownSession(ports, caller, before.id);
    return {
      project: { id: session.id, title: session.title },
      revision: session.revision,
      isChanged: session.revision !== before.revision,
      said,
      summary: summariseDraft(WireDraft.parse(session.draft)),
      problem,
    };
  });
}

type Told = Pick<EditedProject, 'said' | 'problem'>;

async function talk(
  { service, ports, caller }: Desk,
  wanted: {
    readonly words: string;
    readonly sessionId: string;
    readonly signal: AbortSignal;
    readonly onSaid: (text: string) => void;
  },
): Promise<Told> {
  const { words, sessionId, signal, onSaid } = wanted;
  await service.work();
  const request = RunRequest.parse({
    appName: APP_NAME,
    userId: 'me',
    sessionId,
    newMessage: { role: 'user', parts: [{ text: words }] },
  });
  const turn = await service.agent.begin(caller, request);
  // A turn ends by itself when what it waits for was cancelled.
  const stop = (): void => void cancelWork(ports, caller, sessionId).catch(() => undefined);
  signal.addEventListener('abort', stop);
  try {
    const said: string[] = [];
    let problem: Told['problem'] = null;
    for await (const event of turn.events) {
      const text = textOf(event);
      if (text !== null && !signal.aborted) {
        said.push(text);
        onSaid(text);
      }

      if (event.errorCode !== undefined) {
        problem = { code: event.errorCode, message: event.errorMessage ?? text ?? '' };
      }
    }

    await turn.ended;
    assertGoesOn(signal);
    return { said, problem };
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** What an event says to the person; null for what it does not. */
function textOf({ author, partial, content }: AdkEvent): string | null {
  const texts = (content?.parts ?? []).flatMap(({ text }) => (text === undefined || text === '' ? [] : [text]));
  return author === 'user' || partial === true || texts.length === 0 ? null : texts.join('\n');
}

async function goBack(
  { ports, caller }: Desk,
  {
    kind,
    sessionId,
    onSaid,
  }: { readonly kind: 'undo' | 'redo'; readonly sessionId: string; readonly onSaid: (text: string) => void },
): Promise<Told> {
  const wish = { sessionId, turnId: null, steps: 1 };
  const returned = kind === 'undo' ? await undoRevisions(ports, caller, wish) : await redoRevisions(ports, caller, wish);
  const text =
    returned === null
      ? kind === 'undo'
        ? 'There is nothing to take back.'
        : 'There is nothing to do again.'
      : `${kind === 'undo' ? 'Took back' : 'Did again'}: ${returned.labels.join(', ')}.`;
  onSaid(text);
  return { said: [text], problem: returned === null ? { code: `edit.nothing-to-${kind}`, message: text } : null };
}

/** Opens the service of a data folder in this process, as the person at this machine. Throws `database.in-use` where a server has the folder, with what to do. */
async function withDesk<Result>(host: ServeHost, work: (desk: Desk) => Promise<Result>): Promise<Result> {
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
    return await work({ service, ports: { ...service.ports, mediaProbe: service.mediaProbe, files: diskFiles }, caller });
  } finally {
    await service.close();
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

/** The settings of the service, for one run that leaves nothing. */
function temporaryConfig(config: ServiceConfig, dataFolder: string): ServiceConfig {
  return { ...config, dataFolder, databaseUrl: null, blobUrl: null };
}
