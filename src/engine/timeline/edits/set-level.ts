import { clamp } from '../../kernel/index.ts';
import { clipNamed } from '../find-clip.ts';
import { addTime, compareTime, earlierOf, laterOf, subtractTime, type RationalTime } from '../rational-time.ts';
import { SILENT_DB, type Clip, type LevelPoint } from '../timeline.ts';
import { levelAt, roundDb, simplerLevels } from './keep-stretch.ts';
import { replaceClip } from './lay-clips.ts';
import { endOfClip, fromMs, sayClip, sayMoment } from './moments.ts';
import { impossible, planner, type EditContext, type RequestOf } from './planner.ts';

/** How far steps ("3 dB louder") can take a clip, dB. */
const QUIETEST_DB = -60;
const LOUDEST_DB = 12;
/** The loudest level that a clip can be given, dB: ten times, all that a draft can hold. */
const MOST_DB = 20;
const SLOPE = fromMs(150);
const ZERO = fromMs(0);

/** Steps end at −60 and +12 dB: a clip that is there already stays as it is. */
export const setLevel = planner('set-level', (timeline, request, context) => {
  if (!request.isRelative && request.gainDb > MOST_DB) {
    throw impossible(`A clip can be raised by ${MOST_DB} dB (1000%) at most, not by ${request.gainDb} dB.`, {
      reason: 'too-loud',
    });
  }

  const clips = request.clipIds.map((id) => audible(clipNamed(timeline, id).clip, context));
  const touched = clips.filter((clip) => stretchOf(clip, request) !== null);
  if (touched.length === 0) {
    const [from, to] = [fromMs(request.fromMs ?? 0), request.toMs];
    throw impossible(
      `${clips.map(sayClip).join(', ')} ${clips.length === 1 ? 'does' : 'do'} not sound from ${sayMoment(from)}${to === null ? '' : ` to ${sayMoment(fromMs(to))}`}. Name another stretch.`,
      { reason: 'does-not-sound' },
    );
  }

  return touched.reduce((done, clip) => replaceClip(done, clip.id, [levelled(clip, request)]), timeline);
});

/** The clip itself. Throws where it has no sound. */
export function audible(clip: Clip, { media }: EditContext): Clip {
  const { media: plays } = clip;
  const isSilent =
    plays.kind === 'text' ||
    plays.kind === 'generated-visual' ||
    (plays.kind === 'media' && (plays.shows === 'image' || plays.shows === 'music-picture')) ||
    (plays.kind === 'media' && plays.shows === 'video' && media.get(plays.mediaId)?.hasSound === false);
  if (isSilent) {
    throw impossible(`${sayClip(clip)} has no sound. Choose a clip that has.`, { reason: 'no-sound', name: clip.name });
  }

  return clip;
}

type Stretch = { readonly from: RationalTime; readonly until: RationalTime };

/** What of a clip is meant, counted from its start; null: nothing of it. */
function stretchOf(clip: Clip, { fromMs: start, toMs }: Pick<RequestOf<'set-level'>, 'fromMs' | 'toMs'>): Stretch | null {
  const from = start === null ? clip.start : laterOf(clip.start, fromMs(start));
  const until = toMs === null ? endOfClip(clip) : earlierOf(endOfClip(clip), fromMs(toMs));
  return compareTime(from, until) >= 0 ? null : { from: subtractTime(from, clip.start), until: subtractTime(until, clip.start) };
}

function levelled(clip: Clip, request: RequestOf<'set-level'>): Clip {
  const stretch = stretchOf(clip, request);
  const length = clip.sourceRange.duration;
  if (stretch === null || (request.isRelative && clip.gainDb <= SILENT_DB)) {
    throw impossible(`${sayClip(clip)} is muted: it cannot be made louder or softer by steps. Say a level, such as 50%.`, {
      reason: 'is-muted',
      name: clip.name,
    });
  }

  const isWhole = compareTime(stretch.from, ZERO) === 0 && compareTime(stretch.until, length) === 0;
  if (isWhole) {
    const gainDb = request.isRelative ? stepped(clip.gainDb, request.gainDb) : roundDb(request.gainDb);
    return { ...clip, gainDb, levels: request.fromMs === null && request.toMs === null ? clip.levels : [] };
  }

  // A muted clip that sounds in a stretch: the rest is kept silent by points, for the clip's own level counts everywhere.
  const isMuted = clip.gainDb <= SILENT_DB;
  const base: Clip = isMuted ? { ...clip, gainDb: 0, levels: [{ at: ZERO, gainDb: SILENT_DB }] } : clip;
  const change = (levelDb: number): number => {
    const wanted = request.isRelative ? stepped(base.gainDb + levelDb, request.gainDb) : request.gainDb;
    return request.gainDb <= SILENT_DB && !request.isRelative ? SILENT_DB : clamp(roundDb(wanted - base.gainDb), SILENT_DB, 24);
  };
  return { ...base, levels: changedBetween(base.levels, { ...stretch, length }, change) };
}

/** Steps stop at the border, and lead nobody back who is beyond it. */
function stepped(fromDb: number, byDb: number): number {
  return roundDb(clamp(fromDb + byDb, Math.min(fromDb, QUIETEST_DB), Math.max(fromDb, LOUDEST_DB)));
}

/** Levels changed in a stretch, with slopes before and after it, and as they were elsewhere. */
function changedBetween(
  levels: readonly LevelPoint[],
  { from, until, length }: Stretch & { readonly length: RationalTime },
  change: (levelDb: number) => number,
): readonly LevelPoint[] {
  const rampUp = laterOf(ZERO, subtractTime(from, SLOPE));
  const rampDown = earlierOf(length, addTime(until, SLOPE));
  const kept = (at: RationalTime): LevelPoint => ({ at, gainDb: levelAt(levels, at) });
  const changed = (at: RationalTime): LevelPoint => ({ at, gainDb: change(levelAt(levels, at)) });
  const isIn = (at: RationalTime, low: RationalTime, high: RationalTime): boolean =>
    compareTime(at, low) > 0 && compareTime(at, high) < 0;
  const before = compareTime(from, ZERO) > 0 ? [...levels.filter(({ at }) => compareTime(at, rampUp) < 0), kept(rampUp)] : [];
  const inside = [from, ...levels.map(({ at }) => at).filter((at) => isIn(at, from, until)), until].map(changed);
  const after =
    compareTime(until, length) < 0 ? [kept(rampDown), ...levels.filter(({ at }) => compareTime(at, rampDown) > 0)] : [];
  return simplerLevels([...before, ...inside, ...after]);
}
