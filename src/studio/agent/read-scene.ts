import { z } from 'zod';
import type { WireDraft } from '../../contract/service/index.ts';
import { Meter } from '../../engine/brief/index.ts';
import { MusicChange } from '../../engine/score/index.ts';
import { endOf, placeOf, secondsOf, type EditContext, type Timeline } from '../../engine/timeline/index.ts';
import { MusicDetails } from '../actions/generate/generate-request.ts';
import { isSourceOf } from '../actions/generate/unplaced-footage.ts';
import type { Caller, ServicePorts } from '../actions/service-ports.ts';
import { readStoredEdit } from '../actions/sessions/edit-record.ts';
import { openSessionTimeline } from '../actions/sessions/open-session-timeline.ts';
import { ownSession } from '../actions/sessions/own-session.ts';
import type { Media } from '../store/records/media.ts';
import { listRevisions, type Revision } from '../store/records/revisions.ts';
import type { Session } from '../store/records/sessions.ts';
import type { MusicForm } from './understand/read-times.ts';
import type { Known, PastChange } from './understand/reading.ts';

/** Changes that are looked through for what "it" and "more" mean. */
const MOST_RECENT = 12;

/** A session as a turn finds it. */
export type FoundSession = {
  readonly session: Session;
  readonly draft: WireDraft;
  readonly media: readonly Media[];
  readonly timeline: Timeline;
  readonly context: EditContext;
  /** The last changes of the draft, newest first. */
  readonly revisions: readonly Revision[];
};

export async function findScene(
  ports: Pick<ServicePorts, 'database' | 'ids'>,
  caller: Caller,
  sessionId: string,
): Promise<FoundSession> {
  const session = await ownSession(ports, caller, sessionId);
  const { draft, timeline, context, media } = await openSessionTimeline(ports.database, ports.ids, session);
  const revisions = await listRevisions(ports.database, { sessionId: session.id, limit: MOST_RECENT });
  return { session, draft, media, timeline, context, revisions };
}

/** What understanding a message needs to know of the session. */
export function knownOf({ session, draft, media, timeline, context, revisions }: FoundSession, hasFiles: boolean): Known {
  const made = media.flatMap((file) => {
    const details = file.kind === 'music' ? MusicDetails.safeParse(file.details) : null;
    return details?.success === true ? [{ file, details: details.data }] : [];
  });
  const sources = (draft.t ?? []).flatMap(({ sg }) => sg ?? []).flatMap(({ m }) => (m?.src === undefined ? [] : [m.src]));
  // After an undo what plays is not what was made last: "calmer" means what is heard.
  const last = made.findLast(({ file }) => sources.some((source) => isSourceOf(source, file))) ?? made.at(-1) ?? null;
  return {
    sessionLanguage: session.language,
    draft,
    last: last === null ? null : { mediaId: last.file.id, details: last.details },
    usedSeeds: made.map(({ details }) => details.brief.seed),
    takes: takesOf(made),
    hasFiles,
    timeline,
    media: context.media,
    recent: revisions.map((revision, place) => pastChange(revision, revisions[place + 1] ?? null, media)),
    form: last === null ? null : formOf(timeline, last.file),
    makeId: context.makeId,
  };
}

/** The pieces of the last message that asked for several. */
function takesOf(made: readonly { readonly file: Media; readonly details: MusicDetails }[]): Known['takes'] {
  const taken = made.flatMap(({ file, details: { take } }) =>
    take === undefined || take === null ? [] : [{ ...take, mediaId: file.id }],
  );
  const turnId = taken.at(-1)?.turnId;
  return taken
    .filter((take) => take.turnId === turnId)
    .map(({ mediaId, number }) => ({ mediaId, number }))
    .sort((left, right) => left.number - right.number);
}

const Changed = z.looseObject({ changes: z.array(MusicChange) });

/** What can be done again after a revision that took changes back. */
const Undone = z.looseObject({ kind: z.literal('undo'), redo: z.array(z.unknown()) });

function pastChange({ edit }: Revision, former: Revision | null, media: readonly Media[]): PastChange {
  const stored = readStoredEdit(edit);
  const music = media.find(({ id }) => id === stored?.mediaId);
  const changed = music === undefined ? null : Changed.safeParse(music.details);
  return {
    requests: stored?.requests ?? [],
    changes: changed?.success === true ? changed.data.changes : [],
    isUndo: stored === null,
    undone: Math.max(
      0,
      (Undone.safeParse(edit).data?.redo.length ?? 0) - (Undone.safeParse(former?.edit).data?.redo.length ?? 0),
    ),
  };
}

const Formed = z.looseObject({
  brief: z.looseObject({ tempoBpm: z.number().positive(), meter: Meter.optional() }),
  /** Downbeats and sections in milliseconds of the piece, as the score has them. */
  form: z
    .object({
      bars: z.array(z.number()),
      beatsPerBar: z.number().positive(),
      sections: z.array(z.object({ kind: z.string(), fromMs: z.number(), toMs: z.number() })),
    })
    .optional(),
});

/** Where bars and sections of the music lie on the timeline; from the tempo alone where the piece does not say. */
function formOf(timeline: Timeline, music: Media): MusicForm | null {
  const details = Formed.safeParse(music.details);
  const clip = timeline.tracks
    .flatMap(({ kind, clips }) => (kind === 'audio' ? clips : []))
    .find(({ media }) => media.kind === 'media' && media.mediaId === music.id);
  if (!details.success || clip === undefined) {
    return null;
  }

  const offset = Math.round((secondsOf(clip.start) - secondsOf(clip.sourceRange.start)) * 1000);
  const end = Math.round(secondsOf(endOf(placeOf(clip))) * 1000);
  const { brief, form } = details.data;
  if (form !== undefined) {
    const moved = (ms: number): number => Math.max(0, ms + offset);
    const sections = form.sections.map(({ kind, fromMs, toMs }) => ({ kind, fromMs: moved(fromMs), toMs: moved(toMs) }));
    return { bars: form.bars.map(moved), beatsPerBar: form.beatsPerBar, sections };
  }

  const beatsPerBar = Number((brief.meter ?? '4/4').split('/')[0]);
  const barMs = (beatsPerBar * 60_000) / brief.tempoBpm;
  const count = Math.max(1, Math.floor((end - offset) / barMs));
  const bars = Array.from({ length: count }, (_, bar) => Math.round(offset + bar * barMs)).filter((at) => at >= 0);
  return { bars: [...bars, end], beatsPerBar, sections: [] };
}
