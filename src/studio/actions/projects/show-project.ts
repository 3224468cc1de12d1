import type { ProjectBrief, ShownProject } from '../../../contract/index.ts';
import { placedSegments, summariseDraft, WireDraft } from '../../../contract/service/index.ts';
import type { Session } from '../../store/records/sessions.ts';
import { readScores } from '../exports/plan-request.ts';
import { readExportRequest } from '../exports/read-export-request.ts';
import { writeDocument } from '../exports/write-document.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { openSessionTimeline } from '../sessions/open-session-timeline.ts';
import { findProject, listProjectSessions } from './find-project.ts';

/** What a project can be shown as, besides its clips. */
export type ProjectDocument = 'otio' | 'srt' | 'vtt';

/** The caller's projects, the last used first. */
export async function listProjects(ports: Pick<ServicePorts, 'database'>, caller: Caller): Promise<readonly ProjectBrief[]> {
  return (await listProjectSessions(ports, caller)).map(briefOf);
}

/** All that a project's timeline is, by the project's id or title. */
export async function showProject(
  ports: Pick<ServicePorts, 'database' | 'ids'>,
  caller: Caller,
  name: string,
): Promise<ShownProject> {
  const session = await findProject(ports, caller, name);
  const { draft, timeline, media } = await openSessionTimeline(ports.database, ports.ids, session);
  return {
    project: briefOf(session),
    summary: summariseDraft(draft),
    timeline,
    media: media.map(({ id, kind, title, durationMs }) => ({
      id,
      kind,
      name: title,
      durationSeconds: durationMs === null ? null : durationMs / 1000,
    })),
  };
}

/** A project's timeline or its captions as the text of a file. */
export async function writeProjectDocument(
  ports: Pick<ServicePorts, 'database' | 'blobs'>,
  caller: Caller,
  wanted: { readonly name: string; readonly format: ProjectDocument },
): Promise<string> {
  const session = await findProject(ports, caller, wanted.name);
  const request = await readExportRequest(ports, caller, {
    draft: WireDraft.parse(session.draft),
    output: { format: wanted.format, quality: 'high' },
    title: session.title,
  });
  const content = writeDocument(wanted.format, { request, scores: await readScores(ports.blobs, request.media) });
  return typeof content === 'string' ? content : Buffer.from(content).toString('utf8');
}

function briefOf(session: Session): ProjectBrief {
  const { t: tracks = [] } = WireDraft.parse(session.draft);
  const ends = tracks.flatMap((track) => placedSegments(track).map(({ segment, startMs }) => startMs + segment.d));
  return {
    id: session.id,
    title: session.title,
    revision: session.revision,
    updatedAt: session.updatedAt.toISOString(),
    durationSeconds: Math.max(0, ...ends) / 1000,
    tracks: tracks.length,
  };
}
