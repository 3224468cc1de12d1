import { canonicalJson } from '../kernel/index.ts';
import type { ExportPlan, Shot, TitlePlan } from './export-plan.ts';

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

  const names = new Map<string, number>();
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

/** How many frames the runs hold. */
export function framesIn(runs: readonly Pick<FrameRun, 'startFrame' | 'endFrame'>[]): number {
  return runs.reduce((sum, { startFrame, endFrame }) => sum + endFrame - startFrame, 0);
}

/** The frames in no run, in order. */
export function framesBeside(
  runs: readonly Pick<FrameRun, 'startFrame' | 'endFrame'>[],
  frames: number,
): { readonly startFrame: number; readonly endFrame: number }[] {
  const gaps: { readonly startFrame: number; readonly endFrame: number }[] = [];
  let reached = 0;
  for (const { startFrame, endFrame } of [...runs, { startFrame: frames, endFrame: frames }]) {
    if (startFrame > reached) {
      gaps.push({ startFrame: reached, endFrame: startFrame });
    }

    reached = endFrame;
  }

  return gaps;
}

/** All that decides about every picture: whatever a plan says beyond its shots, its titles, its length and its sound. */
function machineryOf(plan: ExportPlan): string {
  const { shots, titles, frames, durationSeconds, audio, ...machinery } = plan;
  return canonicalJson(machinery);
}

/** For each group of pictures, all that is seen in it, as text; times in it count from the group's beginning. */
function groupKeys(plan: ExportPlan, names: Map<string, number>): string[] {
  const { framesPerSecond, frames } = plan;
  const { groupFrames } = plan.video;
  const shots = plan.shots.map((shot) => ({ shot, look: lookOf(shot, names) }));
  const clusters = clustersOf(plan.titles);
  return Array.from({ length: Math.ceil(frames / groupFrames) }, (_, group) => {
    const from = group * groupFrames;
    const to = Math.min(frames, from + groupFrames);
    const words = clusters.filter((each) => each.startSeconds < to / framesPerSecond && each.endSeconds > from / framesPerSecond);
    // What words stand on decides how they are set, also where it lies outside the group.
    const first = Math.min(from, ...words.map((each) => Math.floor(each.startSeconds * framesPerSecond)));
    const last = Math.max(to, ...words.map((each) => Math.ceil(each.endSeconds * framesPerSecond)));
    const seen = shots
      .filter(({ shot }) => shot.startFrame < last && shot.endFrame > first)
      .map(({ shot, look }) => {
        const isWhole = look.isWhole || words.length > 0;
        const startFrame = isWhole ? shot.startFrame : Math.max(shot.startFrame, from);
        const endFrame = isWhole ? shot.endFrame : Math.min(shot.endFrame, to);
        return {
          look: look.name,
          // Words about other times stay where they are: only a group at the same place can be the same.
          place: look.isWhole ? from : null,
          startFrame: startFrame - from,
          endFrame: endFrame - from,
          moment: moment(shot.sourceSeconds + (startFrame - shot.startFrame) / framesPerSecond),
        };
      });
    const titles = words.flatMap((each) =>
      each.titles.map(({ startSeconds, endSeconds, ...title }) => ({
        ...title,
        start: moment(startSeconds - from / framesPerSecond),
        end: moment(endSeconds - from / framesPerSecond),
      })),
    );
    return canonicalJson({ frames: to - from, seen, titles });
  });
}

/** A shot without its times, by number; whole when it says more than its source, so that its other times cannot be counted from the group. */
function lookOf(shot: Shot, names: Map<string, number>): { readonly name: number; readonly isWhole: boolean } {
  const { startFrame, endFrame, sourceSeconds, ...look } = shot;
  const text = canonicalJson(look);
  const name = names.get(text) ?? names.size;
  names.set(text, name);
  return { name, isWhole: Object.keys(look).length > 1 };
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
