import { canonicalJson } from '../kernel/index.ts';
import type { ExportPlan, TitlePlan } from './export-plan.ts';
import type { Look, ShotFraming, ShotSource } from './shot.ts';
import { titleSpan } from './title-span.ts';

/** Frames `[startFrame, endFrame)` of an export that are, frame by frame, those of a former export from `fromFrame` on. */
export type FrameRun = { readonly startFrame: number; readonly endFrame: number; readonly fromFrame: number };

/** Moments that lie closer than this are the same one, seconds: sums of the same lengths differ by less. */
const SAME_MOMENT = 1e-6;
/**
 * Finds the groups of pictures of `after` that `before` shows exactly so: same shots, same moments of them, same words. Their encoded form can
 * be copied. Runs are in order, begin at a group of `after`, and reach over as many groups as follow one another in both. Empty where
 * size, frame rate or encoding differ. Media are told by their ids: equal ids must mean equal files.
 */
export function reusableGroups(before: ExportPlan, after: ExportPlan): FrameRun[] {
  if (machineryOf(before) !== machineryOf(after)) {
    return [];
  }

  const names = new SourceNames();
  const known = new Map<string, number[]>();
  for (const [place, key] of groupKeys(before, names).entries()) {
    known.set(key, [...(known.get(key) ?? []), place]);
  }

  const { groupFrames } = after.video;
  const runs: FrameRun[] = [];
  let shift = 0;
  for (const [place, key] of groupKeys(after, names).entries()) {
    const places = known.get(key) ?? [];
    // Rather what follows the group before, so that runs are long.
    const found = places.find((each) => each === place + shift) ?? places.find((each) => each === place) ?? places[0];
    if (found === undefined) {
      continue;
    }

    shift = found - place;
    const startFrame = place * groupFrames;
    const fromFrame = found * groupFrames;
    const endFrame = Math.min(after.frames, startFrame + groupFrames);
    const last = runs.at(-1);
    if (last?.endFrame === startFrame && last.fromFrame + startFrame - last.startFrame === fromFrame) {
      runs[runs.length - 1] = { ...last, endFrame };
    } else {
      runs.push({ startFrame, endFrame, fromFrame });
    }
  }

  return runs;
}

/** All that decides about every picture: whatever a plan says beyond its shots, its titles, its length and its sound. */
function machineryOf(plan: ExportPlan): string {
  return canonicalJson({ ...plan, shots: null, titles: null, frames: null, durationSeconds: null, audio: null });
}

/** For each group of pictures, all that is seen in it, as text; times in it count from the group's beginning. */
function groupKeys(plan: ExportPlan, names: SourceNames): string[] {
  const { framesPerSecond, frames } = plan;
  const { groupFrames } = plan.video;
  const clusters = clustersOf(plan.titles);
  return Array.from({ length: Math.ceil(frames / groupFrames) }, (_, group) => {
    const from = group * groupFrames;
    const to = Math.min(frames, from + groupFrames);
    const words = clusters.filter((each) => each.startSeconds < to / framesPerSecond && each.endSeconds > from / framesPerSecond);
    // What words stand on decides how they are set, also where it lies outside the group.
    const first = Math.min(from, ...words.map((each) => Math.floor(each.startSeconds * framesPerSecond)));
    const last = Math.max(to, ...words.map((each) => Math.ceil(each.endSeconds * framesPerSecond)));
    const seen = plan.shots
      .filter((shot) => shot.startFrame < last && shot.endFrame > first)
      .map((shot) => {
        const startFrame = words.length > 0 ? shot.startFrame : Math.max(shot.startFrame, from);
        const endFrame = words.length > 0 ? shot.endFrame : Math.min(shot.endFrame, to);
        const elapsed = (startFrame - shot.startFrame) / framesPerSecond;
        return { startFrame: startFrame - from, endFrame: endFrame - from, look: lookFrom(shot, { elapsed, from, names }) };
      });
    const titles = words.flatMap((each) =>
      each.titles.map((title) => {
        // Half a frame is rounded this way or that by where in the film it is: what counts is the frames it is seen in.
        const { startFrame, endFrame } = titleSpan(title, framesPerSecond);
        return { ...title, startSeconds: null, endSeconds: null, startFrame: startFrame - from, endFrame: endFrame - from };
      }),
    );
    return canonicalJson({ frames: to - from, seen, titles });
  });
}

/** What is seen `elapsed` seconds after the beginning of a look; its frames count from frame `from`. */
function lookFrom(
  look: Look,
  at: { readonly elapsed: number; readonly from: number; readonly names: SourceNames },
): { readonly [key: string]: unknown } {
  const { elapsed, from, names } = at;
  const { source, transition } = look;
  const motion = framingOf(source)?.motion ?? null;
  return {
    ...look,
    startFrame: null,
    endFrame: null,
    sourceSeconds: moment(look.sourceSeconds + look.speed * elapsed),
    source: names.nameOf(source),
    motion: motion === null ? null : countedFrom(motion, from),
    transition: transition === null ? null : { ...countedFrom(transition, from), from: lookFrom(transition.from, at) },
  };
}

/** Numbers for sources: equal ones, but for the frames of their motion, have equal numbers. The music of a drawn picture is long, so each is read once. */
class SourceNames {
  readonly #byText = new Map<string, number>();
  readonly #known = new Map<ShotSource, number>();

  nameOf(source: ShotSource): number {
    const known = this.#known.get(source);
    if (known !== undefined) {
      return known;
    }

    const framing = framingOf(source);
    const text = canonicalJson(framing === null ? source : { ...source, framing: { ...framing, motion: null } });
    const name = this.#byText.get(text) ?? this.#byText.size;
    this.#byText.set(text, name);
    this.#known.set(source, name);
    return name;
  }
}

function framingOf(source: ShotSource): ShotFraming | null {
  return source.kind === 'video' || source.kind === 'image' ? source.framing : null;
}

function countedFrom<T extends { readonly startFrame: number; readonly endFrame: number }>(span: T, from: number): T {
  return { ...span, startFrame: span.startFrame - from, endFrame: span.endFrame - from };
}

type Cluster = { readonly startSeconds: number; readonly endSeconds: number; readonly titles: readonly TitlePlan[] };

/** Titles that are seen at the same time make room for one another: they stand or fall together. */
function clustersOf(titles: readonly TitlePlan[]): Cluster[] {
  const clusters: Cluster[] = [];
  const inOrder = titles
    .map((title, place) => ({ title, place }))
    .sort((left, right) => left.title.startSeconds - right.title.startSeconds || left.place - right.place);
  for (const { title } of inOrder) {
    const last = clusters.at(-1);
    if (last !== undefined && title.startSeconds < last.endSeconds) {
      clusters[clusters.length - 1] = {
        startSeconds: last.startSeconds,
        endSeconds: Math.max(last.endSeconds, title.endSeconds),
        titles: [...last.titles, title],
      };
    } else {
      clusters.push({ startSeconds: title.startSeconds, endSeconds: title.endSeconds, titles: [title] });
    }
  }

  return clusters;
}

function moment(seconds: number): number {
  return Math.round(seconds / SAME_MOMENT);
}
