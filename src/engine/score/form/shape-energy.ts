import type { Brief } from '../../brief/index.ts';
import { assertNever, at, clamp, cos, exp, TAU, type Seconds } from '../../kernel/index.ts';
import type { Draft } from './draft.ts';
import { isRefrain, lastRefrain } from './last-refrain.ts';

/** How long a pinned level goes on to colour what follows it, seconds. */
const PIN_MEMORY: Seconds = 18;

/**
 * The energy of each section, 0–1: the style's journey moved to the brief's level, bent by its shape, and pulled to the
 * levels pinned in time from their moments on.
 */
export function shapeEnergies(drafts: readonly Draft[], brief: Brief, barStarts: readonly Seconds[]): number[] {
  const bars = drafts.reduce((sum, draft) => sum + draft.bars, 0);
  const mean = drafts.reduce((sum, draft) => sum + draft.energy * draft.bars, 0) / bars;
  const contrast = brief.energy.shape === 'steady' ? 0.55 : 0.85;
  const total = brief.durationSeconds;
  let bar = 0;
  const free = drafts.map((draft, i) => {
    const isLast = i === drafts.length - 1;
    const start = at(barStarts, Math.min(bar, barStarts.length - 1));
    bar += draft.bars;
    const end = at(barStarts, Math.min(bar, barStarts.length - 1));
    const middle = (start + end) / 2 / total;
    const wished =
      brief.energy.level +
      (draft.energy - mean) * contrast +
      bend(brief.energy.shape, middle, draft) +
      sectionBend(brief, drafts.length);
    // However the shape bends it, a section stays within hearing of the level that was asked for.
    const floor = 0.08 + 0.3 * brief.energy.level;
    const ending = brief.ending === 'button' && !brief.loop && isLast ? 0.6 * (0.4 + 0.6 * brief.energy.level) : 0;
    return clamp(pull(saturate(Math.max(wished, floor, ending)), start, end, brief), 0.04, 1);
  });
  return raiseLast(drafts, closeSteps(drafts, free, brief)).map((energy) => Math.round(clamp(energy, 0.04, 1) * 1000) / 1000);
}

/** The first refrain keeps something back, the last one gives everything. */
function raiseLast(drafts: readonly Draft[], energies: readonly number[]): number[] {
  const last = lastRefrain(drafts);
  const first = drafts.findIndex(isRefrain);
  return energies.map((energy, i) =>
    last === null
      ? energy
      : drafts[i] === last
        ? Math.min(0.97, energy + 0.04)
        : i === first && drafts[i] !== last
          ? energy - 0.05
          : energy,
  );
}

/** Whether the prompt wants the beginning quiet: a pinned level well under the whole's near the start. */
export function startsQuiet(brief: Brief): boolean {
  return brief.energy.points.some((point) => point.atSeconds < 2 && point.level < Math.max(0.3, brief.energy.level * 0.6));
}

/**
 * Background music starts as music: unless a quiet beginning was asked for, the first section keeps to most of the level,
 * and no section rises far over the one before it, except into a drop. A loop's last section hands over to its first
 * at the same energy.
 */
function closeSteps(drafts: readonly Draft[], energies: readonly number[], brief: Brief): number[] {
  const stepped = [...energies];
  const isShort = brief.durationSeconds <= 75;
  const share = brief.energy.shape === 'build' || brief.energy.shape === 'drop' ? 0.62 : 0.7;
  if (stepped.length > 1 && !startsQuiet(brief)) {
    const most = isShort ? share : share - 0.2;
    stepped[0] = Math.max(at(stepped, 0), most * brief.energy.level);
    // What the introduction leads into is not emptier than itself, where the style's journey rises there.
    const rise = drafts.length > 1 ? at(drafts, 1).energy - at(drafts, 0).energy : -1;
    const sinks = brief.energy.shape === 'fall' || brief.energy.shape === 'wave' || brief.energy.points.length > 0;
    if (rise >= 0 && !sinks && !brief.loop) {
      stepped[1] = Math.max(at(stepped, 1), at(stepped, 0) + Math.min(0.06, rise / 2));
    }
  }

  if (brief.loop && stepped.length > 1) {
    const seam = (at(stepped, 0) + at(stepped, -1)) / 2;
    stepped[0] = seam;
    stepped[stepped.length - 1] = seam;
  }

  const isPinned = brief.energy.points.length > 0;
  for (let i = 1; i < stepped.length; i++) {
    const draft = at(drafts, i);
    // A build climbs out of what it follows, however the shape bends the whole: a hole before the drop is no build.
    const climb = draft.energy - at(drafts, i - 1).energy;
    if (isClimb(draft) && climb > -0.1 && !isPinned) {
      stepped[i] = Math.max(at(stepped, i), at(stepped, i - 1) + Math.min(0.02, climb));
    }

    const widest = draft.kind === 'drop' || isPinned ? 1 : isShort ? 0.34 : 0.42;
    // The climb is shared: what is left of a step too high lifts the section before it.
    const over = at(stepped, i) - at(stepped, i - 1) - widest;
    if (over > 0 && !brief.loop) {
      stepped[i - 1] = at(stepped, i - 1) + over / 2;
      stepped[i] = at(stepped, i) - over / 2;
    }
  }

  return stepped;
}

function isClimb({ kind }: Draft): boolean {
  return kind === 'build' || kind === 'lift';
}

function bend(shape: Brief['energy']['shape'], through: number, draft: Draft): number {
  switch (shape) {
    case 'steady':
      return 0;
    case 'build':
      return (through - 0.55) * 0.6;
    case 'arc':
      return (through < 0.65 ? through / 0.65 : (1 - through) / 0.35) * 0.3 - 0.17;
    case 'wave': {
      // What leads on or arrives does not ebb.
      const isLed = draft.kind === 'lift' || draft.kind === 'build' || draft.kind === 'chorus' || draft.kind === 'drop';
      const swell = -0.14 * cos(TAU * through * 2);
      return isLed ? Math.max(0, swell) : swell;
    }
    case 'fall':
      return (0.45 - through) * 0.6;
    case 'drop':
      return draft.kind === 'drop' || draft.kind === 'chorus' ? 0.18 : isClimb(draft) ? 0.02 : -0.12;
    default:
      return assertNever(shape);
  }
}

/** A lone section stands for the whole piece; a few seconds of music are a gesture and want the band in it. */
function sectionBend(brief: Brief, count: number): number {
  return count > 1 ? 0 : brief.durationSeconds < 9 ? 0.22 : 0.1;
}

/** Leaves headroom at the top, so that the last chorus of a long climb can still be the loudest. */
function saturate(energy: number): number {
  const over = energy - 0.8;
  return over <= 0 ? energy : 0.8 + (0.2 * over) / (over + 0.1);
}

function pull(free: number, start: Seconds, end: Seconds, brief: Brief): number {
  let energy = free;
  const points = [...brief.energy.points].sort((left, right) => left.atSeconds - right.atSeconds);
  for (const point of points) {
    // A point inside the section (or within half a second of its start) sets it; earlier ones fade out of mind.
    const isInside = point.atSeconds < end - 0.5 && point.atSeconds >= start - 0.9;
    const age = isInside ? 0 : start - point.atSeconds;
    if (isInside || age > 0) {
      // A build leaves its quiet beginning behind sooner.
      const memory = brief.energy.shape === 'build' ? PIN_MEMORY / 2 : PIN_MEMORY;
      const weight = isInside ? insideWeight(point.atSeconds, start, end) : exp(-age / memory) * 0.7;
      energy += (point.level - energy) * weight;
    }
  }

  return energy;
}

/** A point near a section's end says little about the section's whole. */
function insideWeight(point: Seconds, start: Seconds, end: Seconds): number {
  const covered = (end - Math.max(point, start)) / Math.max(0.001, end - start);
  return clamp(0.25 + covered, 0, 1);
}
