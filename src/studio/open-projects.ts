import type {
  EditedProject,
  ExportedProject,
  FilmProgress,
  FilmRequest,
  MadeFilm,
  ProjectList,
  ShownProject,
} from '../contract/index.ts';
import { summariseDraft, WireDraft } from '../contract/service/index.ts';
import { checkFilmOutputs, exportProject } from './actions/projects/export-project.ts';
import { findProject } from './actions/projects/find-project.ts';
import { checkFilm, makeFilm } from './actions/projects/make-film.ts';
import { assertGoesOn } from './actions/projects/project-ports.ts';
import { listProjects, type ProjectDocument, showProject, writeProjectDocument } from './actions/projects/show-project.ts';
import { cancelWork } from './actions/projects/wait-for-work.ts';
import { ownSession } from './actions/sessions/own-session.ts';
import { redoRevisions, undoRevisions } from './actions/sessions/undo-revisions.ts';
import { converse } from './agent/index.ts';
import type { ProjectEdit, ProjectExport } from './cli/project-desk.ts';
import type { ServiceConfig } from './config.ts';
import { type OpenDesk, openDesk } from './open-desk.ts';
import type { ServeHost } from './serve.ts';
import { diskFiles } from './store/disk-files.ts';

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
  { service, ports, caller }: OpenDesk,
  wanted: {
    readonly words: string;
    readonly sessionId: string;
    readonly signal: AbortSignal;
    readonly onSaid: (text: string) => void;
  },
): Promise<Told> {
  const { words, sessionId, signal, onSaid } = wanted;
  await service.work();
  // A turn ends by itself when what it waits for was cancelled.
  const stop = (): void => void cancelWork(ports, caller, sessionId).catch(() => undefined);
  signal.addEventListener('abort', stop);
  try {
    const told = await converse(service.agent, caller, {
      sessionId,
      words,
      onSaid: (text) => {
        if (!signal.aborted) {
          onSaid(text);
        }
      },
    });
    assertGoesOn(signal);
    return told;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function goBack(
  { ports, caller }: OpenDesk,
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

/** Does work at the service of a data folder, opened in this process as the person at this machine. */
async function withDesk<Result>(host: ServeHost, work: (desk: OpenDesk) => Promise<Result>): Promise<Result> {
  const desk = await openDesk(host);
  try {
    return await work(desk);
  } finally {
    await desk.service.close();
  }
}

/** The settings of the service, for one run that leaves nothing. */
function temporaryConfig(config: ServiceConfig, dataFolder: string): ServiceConfig {
  return { ...config, dataFolder, databaseUrl: null, blobUrl: null };
}
