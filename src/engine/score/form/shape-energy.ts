import type { Brief } from '../../brief/index.ts';
import { assertNever, at, clamp, cos, exp, TAU, type Seconds } from '../../kernel/index.ts';
import type { Draft } from './draft.ts';

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
  return drafts.map((draft, i) => {
    const isLast = i === drafts.length - 1;
    const start = at(barStarts, Math.min(bar, barStarts.length - 1));
    bar += draft.bars;
    const end = at(barStarts, Math.min(bar, barStarts.length - 1));
    const middle = (start + end) / 2 / total;
    const free =
      brief.energy.level +
      (draft.energy - mean) * contrast +
      bend(brief.energy.shape, middle, draft) +
      sectionBend(brief, drafts.length);
    // However the shape bends it, a section stays within hearing of the level that was asked for.
    const floor = 0.08 + 0.3 * brief.energy.level;
    const ending = brief.ending === 'button' && !brief.loop && isLast ? 0.6 * (0.4 + 0.6 * brief.energy.level) : 0;
    return Math.round(clamp(pull(saturate(Math.max(free, floor, ending)), start, end, brief), 0.04, 1) * 1000) / 1000;
  });
}

function bend(shape: Brief['energy']['shape'], through: number, draft: Draft): number {
  switch (shape) {
    case 'steady':
      return 0;
    case 'build':
      return (through - 0.55) * 0.6;
    case 'arc':
      return (through < 0.65 ? through / 0.65 : (1 - through) / 0.35) * 0.3 - 0.17;
    case 'wave':
      return -0.14 * cos(TAU * through * 2);
    case 'fall':
      return (0.45 - through) * 0.6;
    case 'drop':
      return draft.kind === 'drop' || draft.kind === 'chorus'
        ? 0.18
        : draft.kind === 'build' || draft.kind === 'lift'
          ? 0.02
          : -0.12;
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
      const weight = isInside ? insideWeight(point.atSeconds, start, end) : exp(-age / PIN_MEMORY) * 0.7;
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
