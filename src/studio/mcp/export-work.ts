import { RenderRequest, WireDraft } from '../../contract/service/index.ts';
import { StudioError } from '../../engine/kernel/index.ts';
import { startExport } from '../actions/exports/start-export.ts';
import { filmSizeOf } from '../actions/projects/film-size.ts';
import { readSessionState } from '../actions/sessions/read-session-state.ts';
import type { Format } from './arguments.ts';
import type { Desk } from './door.ts';

/** What file is wanted of a timeline. */
export type WantedFile = {
  readonly format: Format;
  readonly preset?: RenderRequest['output']['preset'] | undefined;
  readonly quality?: RenderRequest['output']['quality'] | undefined;
  readonly resolution?: string | undefined;
  readonly fps?: number | undefined;
};

/** Begins an export of a project's timeline as it is and gives the id of its job. Throws `project.empty` when nothing is on it, and as `startExport`. */
export async function beginExport(
  { ports, caller }: Desk,
  wanted: { readonly sessionId: string; readonly title: string; readonly file: WantedFile; readonly jobId?: string },
): Promise<string> {
  const { sessionId, title, file, jobId } = wanted;
  const { state } = await readSessionState(ports, caller, sessionId);
  const draft = WireDraft.parse(state.draft);
  if ((draft.t ?? []).length === 0) {
    throw new StudioError(
      'project.empty',
      `There is nothing on the timeline of "${title}" yet. Make music for it with make_music or edit_timeline first.`,
    );
  }

  const { format, preset, quality, fps } = file;
  // What is shown as it was filmed need not be encoded anew.
  const own = preset === undefined ? filmSizeOf(draft.m?.width, draft.m?.height) : null;
  const resolution = file.resolution ?? (own === null ? undefined : `${own.width}x${own.height}`);
  const request = RenderRequest.parse({
    id: jobId ?? ports.ids.make('job'),
    sessionId,
    draft,
    output: {
      format,
      ...(preset !== undefined && { preset }),
      ...(quality !== undefined && { quality }),
      ...(resolution !== undefined && { resolution }),
      ...(fps !== undefined && { fps }),
    },
  });
  // An MCP client says its name and version at the beginning of its session: that is its attribution.
  return (await startExport(ports, caller, request, { hasAttribution: true })).id;
}
