import type { Brief } from '../../brief/index.ts';
import { at, clamp } from '../../kernel/index.ts';
import type { ThemeNote } from '../parts/part-context.ts';
import type { ChordSpan, Section } from '../score.ts';
import type { Style } from '../styles/style.ts';
import { chordAt, chordPitchClasses, isMinorChord } from '../theory/chord.ts';
import { foldPitchClass, tonicPitchClass } from '../theory/pitch.ts';
import { scalePitchClasses } from '../theory/scale.ts';
import { movingCost, voiceChords } from '../theory/voice-leading.ts';
import { judgeMelody } from './judge-melody.ts';
import { near, type Reason, totalMark } from './reason.ts';

export type JudgedPlan = {
  readonly brief: Brief;
  readonly style: Style;
  readonly sections: readonly Section[];
  readonly chords: readonly ChordSpan[];
  readonly theme: readonly ThemeNote[];
};

export type Judgement = { readonly mark: number; readonly reasons: readonly Reason[] };

/** Marks a candidate's harmony and theme, with its reasons: what a listener would call smooth, tense in the right places, memorable, and roomy. */
export function judgePlan(plan: JudgedPlan): Judgement {
  const reasons: Reason[] = [
    { name: 'voices lead smoothly', mark: smoothness(plan), weight: 1 },
    { name: 'bass sings', mark: bassMotion(plan), weight: 0.6 },
    { name: 'harmonic variety', mark: variety(plan), weight: 0.8 },
    { name: 'tension follows energy', mark: tension(plan), weight: 0.7 },
    { name: 'theme and harmony agree', mark: 1 - clashes(plan), weight: 1.4 },
    { name: 'room in the theme', mark: room(plan), weight: 0.8 },
    { name: 'feeling', mark: feeling(plan), weight: 0.6 },
  ];
  const melodyReasons = themeReasons(plan);
  return {
    mark: totalMark([...reasons, { name: 'theme', mark: totalMark(melodyReasons), weight: 4 }]),
    reasons: [...reasons, ...melodyReasons],
  };
}

/** The theme judged where it is most itself: the liveliest section. */
function themeReasons(plan: JudgedPlan): readonly Reason[] {
  const hook = plan.sections.reduce((best, section) => (section.energy > best.energy ? section : best), at(plan.sections, 0));
  return judgeMelody(
    plan.theme.filter((note) => note.startTick >= hook.startTick && note.startTick < hook.endTick),
    plan.chords,
  );
}

function smoothness(plan: JudgedPlan): number {
  const chords = plan.chords.slice(0, 24);
  if (chords.length < 2) {
    return 1;
  }

  const voicings = voiceChords(chords, { low: 52, high: 74, voices: 3 });
  let cost = 0;
  for (let i = 1; i < voicings.length; i++) {
    cost += movingCost(at(voicings, i - 1), at(voicings, i));
  }

  return near(cost / (voicings.length - 1), 4, 4);
}

function bassMotion(plan: JudgedPlan): number {
  const moves = plan.chords.slice(1).map((chord, i) => {
    const up = foldPitchClass(chord.bass - at(plan.chords, i).bass);
    return Math.min(up, 12 - up);
  });
  if (moves.length === 0) {
    return 1;
  }

  // Steps and fourths carry a bass line; tritones and standing still for long do not.
  const good = moves.filter((move) => move === 1 || move === 2 || move === 5 || move === 3 || move === 4).length;
  const steps = moves.filter((move) => move === 1 || move === 2).length;
  return (good / moves.length) * 0.6 + near(steps / moves.length, 0.4, 0.25) * 0.4;
}

function variety(plan: JudgedPlan): number {
  const names = new Set(plan.chords.map((chord) => `${chord.root}/${isMinorChord(chord.quality)}`));
  return near(names.size, clamp(3 + plan.chords.length / 10, 3, 8), 2.5);
}

/** Chords from outside the key should fall where the music presses on. */
function tension(plan: JudgedPlan): number {
  const scale = scalePitchClasses(plan.brief.key);
  const foreign = plan.chords.filter((chord) => !chordPitchClasses(chord).every((tone) => scale.includes(tone)));
  const share = foreign.length / Math.max(1, plan.chords.length);
  return near(share, clamp((plan.brief.feeling.tension - 0.3) * 0.3, 0, 0.25), 0.2);
}

/** Part of the theme's long or strong notes that rub a semitone against the chord under them. */
function clashes(plan: JudgedPlan): number {
  const strong = plan.theme.filter((note) => note.durationTicks >= 700);
  if (strong.length === 0) {
    return 0;
  }

  const rubbing = strong.filter((note) => {
    const tones = chordPitchClasses(chordAt(plan.chords, note.startTick));
    const pitchClass = foldPitchClass(note.pitch);
    return (
      !tones.includes(pitchClass) &&
      tones.some((tone) => foldPitchClass(pitchClass - tone) === 1 || foldPitchClass(tone - pitchClass) === 1)
    );
  });
  return rubbing.length / strong.length;
}

function room(plan: JudgedPlan): number {
  const end = at(plan.sections, -1).endTick;
  const sung = plan.theme.reduce((sum, note) => sum + note.durationTicks, 0);
  return near(1 - sung / Math.max(1, end), clamp(plan.style.melody.restRatio + 0.22, 0.15, 0.7), 0.2);
}

/** Happy briefs want more major chords, and home now and then. */
function feeling(plan: JudgedPlan): number {
  const tonic = tonicPitchClass(plan.brief.key);
  const major = plan.chords.filter((chord) => !isMinorChord(chord.quality)).length / plan.chords.length;
  const home = plan.chords.filter((chord) => chord.root === tonic).length / plan.chords.length;
  return 0.5 * near(major, 0.3 + 0.5 * plan.brief.feeling.valence, 0.3) + 0.5 * near(home, 0.28, 0.18);
}
