import type { Meter } from '../../brief/index.ts';
import { type Pitch, TICKS_PER_QUARTER, type Tick } from '../../kernel/index.ts';
import { type ChordFamily, LEARNED_QUARTER, type MelodyPlan, type PlannedChord } from '../../learned/index.ts';
import type { ChordQuality, ChordSpan } from '../score.ts';
import { chordIntervals } from '../theory/chord.ts';
import { foldPitchClass, tonicPitchClass } from '../theory/pitch.ts';
import { isMinorMode } from '../theory/scale.ts';
import type { Blank } from './line-costs.ts';
import { sourcesOf } from './traditions.ts';
import type { ThemePlan } from './theme-plan.ts';

/** A plan as the net reads it, and the tonic (MIDI note number) that its pitches are counted from. */
export type LearnedPlan = { readonly plan: MelodyPlan; readonly origin: Pitch };

const FAMILIES: { readonly [quality in ChordQuality]: ChordFamily } = {
  maj: 'major',
  '6': 'major',
  add9: 'major',
  '5': 'major',
  maj7: 'major-seventh',
  maj9: 'major-seventh',
  'maj7#11': 'major-seventh',
  min: 'minor',
  min6: 'minor',
  min7: 'minor',
  min9: 'minor',
  min11: 'minor',
  minadd9: 'minor',
  minmaj7: 'minor',
  '7': 'dominant',
  '9': 'dominant',
  '13': 'dominant',
  '7b9': 'dominant',
  '7#9': 'dominant',
  dim: 'diminished',
  dim7: 'diminished',
  m7b5: 'diminished',
  sus2: 'suspended',
  sus4: 'suspended',
  '7sus4': 'suspended',
  aug: 'augmented',
};

/** Translates the blanks of a theme that begins at `from` (a bar line) for the net. */
export function learnedPlan(
  theme: ThemePlan,
  blanks: readonly Blank[],
  frame: { readonly from: Tick; readonly low: Pitch; readonly high: Pitch },
): LearnedPlan {
  const { key, meter } = theme.brief;
  const tonic = tonicPitchClass(key);
  const middle = Math.round((frame.low + frame.high) / 2);
  // The tonic within seven semitones below the middle or four above: as in training/melody/tunes.py.
  const origin = middle - foldPitchClass(middle - tonic + 4) + 4;
  const first = blanks[0]?.startTick ?? frame.from;
  const end = (blanks.at(-1)?.startTick ?? frame.from) + 4 * TICKS_PER_QUARTER;
  const chords = theme.chords.filter((chord) => chord.endTick > first && chord.startTick <= end);
  return {
    origin,
    plan: {
      meter: metreOf(meter),
      mode: isMinorMode(key.mode) ? 'min' : 'maj',
      low: frame.low - origin,
      high: frame.high - origin,
      sources: sourcesOf(theme.style.melody),
      notes: blanks.map((blank) => ({
        start: learnedTicks(blank.startTick - frame.from),
        length: learnedTicks(blank.durationTicks),
        endsPhrase: blank.close !== 'none',
      })),
      chords: chords.map((chord) => plannedChord(chord, chord.startTick - frame.from, tonic)),
    },
  };
}

function plannedChord(chord: ChordSpan, tick: Tick, tonic: number): PlannedChord {
  return {
    start: learnedTicks(tick),
    root: foldPitchClass(chord.root - tonic),
    family: FAMILIES[chord.quality],
    tones: chordIntervals(chord.quality).slice(0, 4),
  };
}

function learnedTicks(ticks: Tick): number {
  return Math.round((ticks * LEARNED_QUARTER) / TICKS_PER_QUARTER);
}

function metreOf(meter: Meter): MelodyPlan['meter'] {
  const [beats, unit] = meter.split('/').map(Number);
  return { beats: beats ?? 4, unit: unit ?? 4 };
}
