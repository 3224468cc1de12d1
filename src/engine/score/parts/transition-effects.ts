import { clamp, TICKS_PER_QUARTER } from '../../kernel/index.ts';
import type { Note } from '../score.ts';
import { tonicPitchClass } from '../theory/pitch.ts';
import { checkParams, numberParam } from '../rhythm/params.ts';
import type { Generator, PartContext } from './part-context.ts';

const PARAMS = ['amount', 'bars'] as const;

/**
 * `transition-effects`: what the ear hears coming. By instrument: `riser` climbs for bars and ends exactly on the seam,
 * `reverse-cymbal` and `reverse-piano` suck into it, `impact` and `sub-drop` land on it, `downlifter` sinks away from it. Those that
 * have a pitch are tuned to the key. Params (all optional):
 * - `amount`: 0–1 (0.7), how many of the possible seams are marked, and how strongly.
 * - `bars`: the longest riser in bars, 1–8 (4).
 *
 * A seam counts by its energy: risers and impacts mark arrivals, a reverse cymbal may also mark an even seam, a downlifter marks what
 * is let go. Only what the style's `form.transitions` names is played, by its own name or by that of its kin.
 */
export const transitionEffects: Generator = (context) => {
  checkParams(context.plan, PARAMS);
  const amount = numberParam(context.plan, 'amount', 0, 1, 0.7);
  const longest = numberParam(context.plan, 'bars', 1, 8, 4);
  const kind = context.instrument.id;
  const { transitions } = context.style.form;
  const kin = KIN.get(kind);
  if (!transitions.some((transition) => transition === kind || transition === kin)) {
    return { notes: [] };
  }

  const notes: Note[] = [];
  for (const [index, section] of context.sections.entries()) {
    const before = context.sections[index - 1];
    if (
      before === undefined ||
      !context.plays(section) ||
      (context.finalTick !== null && section.startTick >= context.finalTick)
    ) {
      continue;
    }

    const isArrival = section.kind === 'drop' || section.kind === 'chorus';
    const jump = section.energy - before.energy + (isArrival ? 0.06 : 0);
    const note = effectAt(context, kind, {
      tick: section.startTick,
      room: section.startTick - before.startTick,
      jump,
      amount,
      longest,
    });
    if (note !== null) {
      notes.push(note);
    }
  }

  const pitch = homePitch(context);
  return {
    notes: [...notes, ...atTheEnd(context, kind, amount)]
      .map((note) => ({ ...note, pitch }))
      .sort((left, right) => left.startTick - right.startTick),
  };
};

/** Effects that a style need not name where it names the one they stand beside. */
const KIN: ReadonlyMap<string, string> = new Map([
  ['reverse-piano', 'reverse-cymbal'],
  ['downlifter', 'riser'],
  ['sub-drop', 'impact'],
]);

/** The key's own note nearest middle C, for effects that have a pitch; middle C itself for those that have none. */
function homePitch({ instrument, brief }: PartContext): number {
  if (instrument.high === instrument.low) {
    return 60;
  }

  const tonic = tonicPitchClass(brief.key);
  return tonic <= 6 ? 60 + tonic : 48 + tonic;
}

type Seam = {
  readonly tick: number;
  /** Ticks of the section before it: an effect never starts earlier. */
  readonly room: number;
  readonly jump: number;
  readonly amount: number;
  readonly longest: number;
};

function effectAt(context: PartContext, kind: string, seam: Seam): Note | null {
  const rng = context.rng.fork(`seam/${seam.tick}`);
  const strength = clamp(0.35 + seam.jump * 1.1, 0.25, 1) * (0.7 + 0.3 * seam.amount);
  switch (kind) {
    case 'riser': {
      if (seam.jump < 0.1 || !rng.chance(clamp(seam.amount * (0.5 + 1.5 * seam.jump), 0, 1))) {
        return null;
      }

      const wished = seam.jump > 0.4 ? seam.longest : seam.jump > 0.22 ? Math.min(2, seam.longest) : 1;
      // A climb of more than some six seconds wears off before it arrives, and one through a whole section is its only content.
      const barSeconds = (context.barTicks / TICKS_PER_QUARTER) * (60 / context.brief.tempoBpm);
      const bars = Math.max(1, Math.min(wished, Math.floor(6.4 / barSeconds)));
      return ending(seam, Math.min(bars * context.barTicks, Math.max(context.barTicks, seam.room / 2), seam.room), strength);
    }
    case 'reverse-cymbal':
    case 'reverse-piano': {
      if (seam.jump < -0.02 || !rng.chance(clamp(seam.amount * (0.6 + seam.jump), 0, 1))) {
        return null;
      }

      const length = seam.jump > 0.2 ? context.barTicks : Math.round(context.barTicks / 2);
      return ending(seam, Math.min(length, seam.room), strength);
    }
    case 'impact':
      return seam.jump >= 0.12 && rng.chance(clamp(seam.amount * (0.6 + seam.jump), 0, 1))
        ? starting(context, seam, { bars: 2, velocity: strength })
        : null;
    case 'sub-drop':
      return seam.jump >= 0.18 && rng.chance(clamp(seam.amount * (0.5 + seam.jump), 0, 1))
        ? starting(context, seam, { bars: 1, velocity: strength })
        : null;
    case 'downlifter':
      // Away from a peak, and sometimes out of an arrival, whose first bar it fills from the top down.
      return rng.chance(clamp(seam.amount * (seam.jump <= -0.12 ? 0.9 : seam.jump >= 0.3 ? 0.45 : 0), 0, 1))
        ? starting(context, seam, { bars: seam.jump < 0 ? 2 : 1, velocity: clamp(0.45 + 0.5 * Math.abs(seam.jump), 0, 0.85) })
        : null;
    default:
      return null;
  }
}

/** A note that begins on the seam. */
function starting(
  context: PartContext,
  seam: Seam,
  { bars, velocity }: { readonly bars: number; readonly velocity: number },
): Note {
  return {
    ...ending(seam, 1, velocity),
    startTick: seam.tick,
    durationTicks: Math.max(1, Math.min(bars * context.barTicks, context.endTick - seam.tick)),
  };
}

/** A note that ends exactly on the seam. */
function ending(seam: Seam, durationTicks: number, velocity: number): Note {
  return { startTick: seam.tick - durationTicks, durationTicks, pitch: 60, velocity, articulation: 'normal' };
}

/** A last impact under a loud final chord, or the cymbal that leads to it. */
function atTheEnd(context: PartContext, kind: string, amount: number): Note[] {
  const last = context.sections[context.sections.length - 1];
  const tick = context.finalTick;
  if (
    tick === null ||
    last === undefined ||
    last.energy < 0.6 ||
    !context.plays(last) ||
    !context.rng.fork('end').chance(amount)
  ) {
    return [];
  }

  const seam = { tick, room: tick - last.startTick, jump: 0, amount, longest: 1 };
  if (kind === 'impact') {
    return [{ ...ending(seam, 1, 0.3 + 0.4 * last.energy), startTick: tick, durationTicks: Math.max(1, context.endTick - tick) }];
  }

  const length = Math.min(context.barTicks, seam.room);
  return (kind === 'reverse-cymbal' || kind === 'reverse-piano') && length > 0
    ? [ending(seam, length, 0.25 + 0.3 * last.energy)]
    : [];
}
