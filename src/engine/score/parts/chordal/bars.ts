import { clamp, type Rng, type Tick } from '../../../kernel/index.ts';
import type { ChordSpan, Section } from '../../score.ts';
import type { PartContext } from '../part-context.ts';

/** A chord as far as it lasts inside one bar. */
export type ChordPiece = { readonly chord: ChordSpan; readonly startTick: Tick; readonly endTick: Tick };

/** One bar in which the part plays, with everything a pattern asks about its place in the piece. */
export type Bar = {
  readonly index: number;
  readonly startTick: Tick;
  readonly endTick: Tick;
  readonly section: Section;
  readonly barInSection: number;
  /** Place in the phrase and the phrase's length in bars; the last phrase of a section may be short. */
  readonly phraseBar: number;
  readonly phraseBars: number;
  /** Which phrase of its section this is, from 0. */
  readonly phrase: number;
  readonly isPhraseEnd: boolean;
  readonly isSectionEnd: boolean;
  /** The part was silent before this bar, or the section is new. */
  readonly isEntry: boolean;
  /** 0–1: the section's energy, rising through builds and a little through each section. */
  readonly energy: number;
  /** Factor on velocity: a phrase grows to its third quarter and lets go. */
  readonly phraseArc: number;
  readonly chords: readonly ChordPiece[];
  /** The chord of the next bar's downbeat; null before the end. */
  readonly nextChord: ChordSpan | null;
  /** How often sections with this material came before: 0 the first time. */
  readonly visit: number;
  readonly rng: Rng;
};

/** The first tick at which nothing may start any more except the final chord. */
export function stopTick(context: PartContext): Tick {
  return context.finalTick ?? context.endTick;
}

/** The chord sounding at `tick`. */
export function chordAt(context: PartContext, tick: Tick): ChordSpan | null {
  return context.chords.find((chord) => chord.startTick <= tick && tick < chord.endTick) ?? null;
}

/** Every bar before the final chord in which the part plays, in order. */
export function playedBars(context: PartContext): readonly Bar[] {
  const stop = stopTick(context);
  const bars: Bar[] = [];
  const visits = new Map<string, number>();
  let lastEnd: Tick = -1;
  for (const section of context.sections) {
    const visit = visits.get(section.material) ?? 0;
    visits.set(section.material, visit + 1);
    if (!context.plays(section)) {
      continue;
    }

    for (let barInSection = 0; barInSection < section.bars; barInSection++) {
      const startTick = section.startTick + barInSection * context.barTicks;
      const endTick = Math.min(startTick + context.barTicks, stop, section.endTick);
      if (startTick < endTick) {
        bars.push(
          barOf(context, {
            section,
            barInSection,
            startTick,
            endTick,
            visit,
            isEntry: startTick !== lastEnd || barInSection === 0,
          }),
        );
        lastEnd = endTick;
      }
    }
  }

  return bars;
}

type Place = {
  readonly section: Section;
  readonly barInSection: number;
  readonly startTick: Tick;
  readonly endTick: Tick;
  readonly visit: number;
  readonly isEntry: boolean;
};

function barOf(context: PartContext, place: Place): Bar {
  const { section, barInSection, startTick, endTick } = place;
  const usual = Math.min(context.style.form.phraseBars, Math.max(1, section.bars));
  const phrase = Math.floor(barInSection / usual);
  const phraseBar = barInSection - phrase * usual;
  const phraseBars = Math.min(usual, section.bars - phrase * usual);
  const through = section.bars > 1 ? barInSection / (section.bars - 1) : 1;
  const rise = section.kind === 'build' ? 0.35 * (through - 1) + 0.1 : 0.06 * (through - 0.5);
  const index = section.startBar + barInSection;
  const next = endTick < stopTick(context) ? chordAt(context, endTick) : null;
  const place01 = (phraseBar + 0.5) / phraseBars;
  return {
    ...place,
    index,
    phrase,
    phraseBar,
    phraseBars,
    isPhraseEnd: phraseBar === phraseBars - 1,
    isSectionEnd: barInSection === section.bars - 1,
    energy: clamp(section.energy + rise, 0, 1),
    phraseArc: 1.05 - 0.16 * Math.abs(place01 - 0.7),
    chords: chordsBetween(context, startTick, endTick),
    nextChord: next,
    rng: context.rng.fork(`bar/${index}`),
  };
}

/** The chords from `startTick` to `endTick`, cut to that window. */
export function chordsBetween(context: PartContext, startTick: Tick, endTick: Tick): readonly ChordPiece[] {
  return context.chords
    .filter((chord) => chord.startTick < endTick && chord.endTick > startTick)
    .map((chord) => ({ chord, startTick: Math.max(chord.startTick, startTick), endTick: Math.min(chord.endTick, endTick) }));
}

/** The piece of `bar`'s harmony at `tick`. */
export function chordPieceAt(bar: Bar, tick: Tick): ChordPiece | null {
  return bar.chords.find((piece) => piece.startTick <= tick && tick < piece.endTick) ?? null;
}

/** The section that the final chord belongs to, if this part plays there. */
export function playsFinal(context: PartContext): boolean {
  const last = context.sections[context.sections.length - 1];
  return context.finalTick !== null && last !== undefined && context.plays(last);
}

/** Whether a stretch of time has theme notes in it, and how low they go. */
export function themeFloor(context: PartContext, startTick: Tick, endTick: Tick): number | null {
  let floor: number | null = null;
  for (const note of context.theme) {
    if (note.startTick < endTick && note.startTick + note.durationTicks > startTick) {
      floor = floor === null ? note.pitch : Math.min(floor, note.pitch);
    }
  }

  return floor;
}

/** Part of a stretch, 0–1, that theme notes cover: accompaniments thin out where it is high. */
export function themeBusyness(context: PartContext, startTick: Tick, endTick: Tick): number {
  const onsets = context.theme.filter((note) => note.startTick >= startTick && note.startTick < endTick).length;
  return clamp(onsets / Math.max(1, ((endTick - startTick) / context.barTicks) * 6), 0, 1);
}
