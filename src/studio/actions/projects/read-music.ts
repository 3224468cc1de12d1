import { z } from 'zod';
import { Brief, ReceiptLine } from '../../../engine/brief/index.ts';
import { StudioError } from '../../../engine/kernel/index.ts';
import { critique, type CritiqueTerm } from '../../../engine/score/index.ts';
import type { Media } from '../../store/records/media.ts';
import type { Session } from '../../store/records/sessions.ts';
import { readStoredScore } from '../exports/plan-request.ts';
import type { ServicePorts } from '../service-ports.ts';
import { openSessionTimeline } from '../sessions/open-session-timeline.ts';

const Details = z.looseObject({
  brief: Brief,
  receipt: z.array(ReceiptLine).readonly(),
  loudness: z.object({ integratedLufs: z.number(), truePeakDbtp: z.number() }),
  scoreHash: z.string(),
});
type Details = z.infer<typeof Details>;

/** What is known of the music on a project's timeline. */
export type ProjectMusic = Pick<Details, 'brief' | 'receipt' | 'loudness'> & {
  readonly title: string;
  /** The words it was made of. */
  readonly prompt: string;
  readonly durationSeconds: number;
};

/** The music that is on a project's timeline, the last made of several; throws `project.no-music` when there is none that was made here. */
export async function readProjectMusic(ports: Pick<ServicePorts, 'database' | 'ids'>, session: Session): Promise<ProjectMusic> {
  return (await findMusic(ports, session)).music;
}

/** What the critics say of the music on a project's timeline; throws as `readProjectMusic`, and `media.gone`. */
export async function judgeProjectMusic(
  ports: Pick<ServicePorts, 'database' | 'ids' | 'blobs'>,
  session: Session,
): Promise<{ readonly title: string; readonly mark: number; readonly terms: readonly CritiqueTerm[] }> {
  const { music, scoreHash } = await findMusic(ports, session);
  const score = await readStoredScore(ports.blobs, scoreHash);
  if (score === null) {
    throw new StudioError('media.gone', 'The written music is gone from the store. Make the music again.');
  }

  return { title: music.title, ...critique(score, { brief: music.brief }) };
}

async function findMusic(
  ports: Pick<ServicePorts, 'database' | 'ids'>,
  session: Session,
): Promise<{ readonly music: ProjectMusic; readonly scoreHash: string }> {
  const { timeline, media } = await openSessionTimeline(ports.database, ports.ids, session);
  const placed = new Set(
    timeline.tracks.flatMap(({ clips }) => clips.flatMap((clip) => (clip.media.kind === 'media' ? [clip.media.mediaId] : []))),
  );
  const music = media.filter(({ kind, origin, id }) => kind === 'music' && origin === 'generated' && placed.has(id)).at(-1);
  const read = Details.safeParse(music?.details);
  if (music === undefined || !read.success) {
    throw new StudioError(
      'project.no-music',
      `There is no music made here on the timeline of "${session.title}". Make some first.`,
    );
  }

  return { music: musicOf(music, read.data), scoreHash: read.data.scoreHash };
}

function musicOf({ title, prompt, durationMs }: Media, { brief, receipt, loudness }: Details): ProjectMusic {
  return { title, prompt: prompt ?? '', durationSeconds: (durationMs ?? 0) / 1000, brief, receipt, loudness };
}
