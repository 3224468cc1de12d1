import type { Key } from '../../brief/index.ts';
import { at, type Pitch, type PitchClass, type Rng, type Tick } from '../../kernel/index.ts';
import type { ChordSpan } from '../score.ts';
import type { MelodyStyle } from '../styles/style.ts';
import { chordPitchClasses, chordScale, seventhOf, triadPitchClasses } from '../theory/chord.ts';
import { foldPitchClass, pitchesWithin, tonicPitchClass } from '../theory/pitch.ts';
import { degreeIndex, melodicScale, modeSteps } from '../theory/scale.ts';
import { stepSurprise } from './interval-costs.ts';
import type { Close, Relation } from './theme-bar.ts';

/** A note that waits for its pitch. */
export type Blank = {
  readonly startTick: Tick;
  readonly durationTicks: Tick;
  readonly chord: ChordSpan;
  /** Metric weight 0–3 (see `weightOfSlot`), 1.5 on the light beats of a bar. */
  readonly weight: number;
  /** The earlier note (index) it imitates, null when it is free. */
  readonly model: number | null;
  readonly relation: Relation;
  /** Scale steps from the model that harmony suggests for the first note of an imitation. */
  readonly shift: number;
  /** First note of its bar. */
  readonly isBarHead: boolean;
  /** Follows a rest: the interval to the note before hardly counts. */
  readonly isAfterRest: boolean;
  /** Last note of a phrase, and how it closes. */
  readonly close: Close;
  /** Where the phrase's contour wants to be, MIDI note number. */
  readonly target: Pitch;
};

export type PitchWish = {
  readonly key: Key;
  readonly style: MelodyStyle;
  readonly low: Pitch;
  readonly high: Pitch;
  readonly rng: Rng;
  /** Pitches that are settled already, by index; the rest is written around them. */
  readonly fixed?: ReadonlyMap<number, Pitch>;
  /** The note sung before the first blank, if the line goes on from one. */
  readonly before?: Pitch;
};

const BEAM = 9;
const NOISE = 1.1;

type Line = {
  readonly cost: number;
  readonly pitches: readonly Pitch[];
  readonly step: number;
  readonly debt: 'none' | 'step' | 'fall';
  readonly repeats: number;
  readonly top: Pitch;
};

/**
 * Finds a singable line for a rhythm: a beam search that weighs how songs move (`stepSurprise`), chord tones on strong
 * places, dissonances that resolve by step, the motif's own intervals where a bar imitates another, a contour with one
 * peak, and settled notes at phrase ends. A little chance in every weighing makes each stream's line its own.
 */
export function writePitches(blanks: readonly Blank[], wish: PitchWish): Pitch[] {
  const places = placesOf(wish.key);
  const flavour = melodicScale(wish.key, wish.style.scale);
  const choices = new Map<ChordSpan, Choice>();
  let beam: Line[] = [{ cost: 0, pitches: [], step: 0, debt: 'none', repeats: 0, top: 0 }];
  for (let index = 0; index < blanks.length; index++) {
    const blank = at(blanks, index);
    const choice = choices.get(blank.chord) ?? chooseTones(blank.chord, flavour, wish);
    choices.set(blank.chord, choice);
    const fixed = wish.fixed?.get(index);
    const candidates = fixed === undefined ? choice.pitches : [fixed];
    const grown: Line[] = [];
    for (const line of beam) {
      const previous = line.pitches.at(-1) ?? wish.before ?? null;
      for (const pitch of candidates) {
        if (fixed === undefined && previous !== null && Math.abs(pitch - previous) > 12) {
          continue;
        }

        grown.push(grow(line, pitch, { blank, index, choice, previous, places, wish }));
      }
    }

    if (grown.length === 0) {
      // Nothing within an octave: only a chord change at the very edge of a tiny range does this; take the nearest note.
      const line = at(beam, 0);
      const pitch = choice.pitches.reduce(
        (best, option) => (Math.abs(option - blank.target) < Math.abs(best - blank.target) ? option : best),
        choice.pitches[0] ?? Math.round(blank.target),
      );
      grown.push({ ...line, pitches: [...line.pitches, pitch], step: 0, debt: 'none', repeats: 0 });
    }

    grown.sort((left, right) => left.cost - right.cost);
    beam = distinct(grown);
  }

  return [...at(beam, 0).pitches];
}

/** The best lines, without two that would go on alike. */
function distinct(lines: readonly Line[]): Line[] {
  const kept: Line[] = [];
  const seen = new Set<string>();
  for (const line of lines) {
    const name = line.pitches.slice(-3).join();
    if (!seen.has(name)) {
      seen.add(name);
      kept.push(line);
      if (kept.length === BEAM) {
        break;
      }
    }
  }

  return kept;
}

type Choice = {
  readonly pitches: readonly Pitch[];
  readonly triad: readonly PitchClass[];
  readonly colours: readonly PitchClass[];
  /** Colours that the chord symbol does not name. */
  readonly soft: readonly PitchClass[];
  readonly avoid: readonly PitchClass[];
  readonly flavour: readonly PitchClass[];
};

function chooseTones(chord: ChordSpan, flavour: readonly PitchClass[], wish: PitchWish): Choice {
  const tones = chordPitchClasses(chord);
  const triad = triadPitchClasses(chord);
  const scale = chordScale(chord, wish.key);
  const fitting = flavour.filter((pitchClass) => scale.includes(pitchClass));
  const all = [...new Set([...fitting, ...triad])];
  // A semitone above a chord tone the note smudges the chord.
  const avoid = all.filter(
    (pitchClass) => !tones.includes(pitchClass) && tones.some((tone) => foldPitchClass(pitchClass - tone) === 1),
  );
  const seventh = seventhOf(chord);
  const pitches = pitchesWithin(all, wish.low, wish.high);
  // Ninths and sixths colour a triad without asking to be resolved.
  const added = [2, 9]
    .map((interval) => foldPitchClass(chord.root + interval))
    .filter((tone) => scale.includes(tone) && !avoid.includes(tone));
  const colours = [...new Set([...tones, ...added])].filter((tone) => !triad.includes(tone) || tone === seventh);
  return { pitches, triad, colours, soft: added.filter((tone) => !tones.includes(tone)), avoid, flavour: fitting };
}

type Growth = {
  readonly blank: Blank;
  readonly index: number;
  readonly choice: Choice;
  readonly previous: Pitch | null;
  readonly places: readonly number[];
  readonly wish: PitchWish;
};

function grow(line: Line, pitch: Pitch, growth: Growth): Line {
  const { blank, choice, previous, places, wish } = growth;
  const pitchClass = foldPitchClass(pitch);
  const place = at(places, pitch);
  const step = previous === null ? 0 : place - at(places, previous);
  const isTone = choice.triad.includes(pitchClass);
  const isColour = !isTone && choice.colours.includes(pitchClass);
  const isLong = blank.durationTicks >= 900;
  const isStrong = blank.weight >= 2 || isLong || blank.isAfterRest;
  let cost = line.cost + wish.rng.next() * NOISE;
  let debt: Line['debt'] = 'none';

  // How songs move.
  if (previous !== null) {
    const surprise = stepSurprise(line.step, step);
    const leap = Math.abs(step);
    cost +=
      surprise * (blank.isAfterRest ? 0.25 : 0.62) +
      (leap > 1 && !blank.isAfterRest ? (leap - 1) * (0.2 - 1.3 * wish.style.leapiness) * 0.45 : 0);
    const semitones = Math.abs(pitch - previous);
    if (semitones === 6 || semitones === 10 || semitones === 11) {
      cost += 2.5;
    }

    if (leap >= 3 && !isTone && !isColour) {
      cost += 2.5;
    }
  }

  // Debts: a dissonance is left by step, a suspended one downwards.
  if (line.debt !== 'none' && previous !== null) {
    const paid = line.debt === 'fall' ? step === -1 : Math.abs(step) <= 1 && step !== 0;
    cost += paid ? -0.4 : line.debt === 'fall' ? 3.2 : 2.4;
  }

  // Harmony.
  if (isStrong) {
    if (!isTone) {
      const isPrepared = previous !== null && Math.abs(step) <= 1;
      cost += isColour
        ? choice.soft.includes(pitchClass)
          ? blank.close === 'closed'
            ? 3
            : 1.2
          : 0.7
        : blank.close !== 'none'
          ? 6
          : isPrepared && !isLong
            ? 1.7
            : 4;
      debt = isColour ? 'none' : 'fall';
    } else if (pitchClass === choice.triad[1]) {
      cost -= 0.25;
    }
  } else if (!isTone && !isColour) {
    cost += previous !== null && Math.abs(step) <= 1 ? 0.15 : 1.3;
    debt = 'step';
  }

  if (choice.avoid.includes(pitchClass)) {
    cost += isStrong ? 2.6 : blank.durationTicks > 480 ? 1.2 : 0.3;
  }

  if (!choice.flavour.includes(pitchClass)) {
    cost += 0.6;
  }

  // The motif.
  if (blank.model !== null) {
    cost += imitationCost(line, growth, place);
  }

  // Contour, and one peak.
  const off = pitch - blank.target;
  cost += off * off * (blank.model === null ? 0.022 : 0.011);
  if (line.top > 0 && pitch === line.top && step !== 0) {
    cost += 0.25;
  }

  const repeats = step === 0 && previous !== null && pitch === previous ? line.repeats + 1 : 0;
  cost += repeats >= 3 ? 3 : repeats === 2 ? 0.9 : 0;
  // Going back and forth between two notes is dithering.
  const beforeLast = line.pitches.at(-2);
  if (beforeLast === pitch && previous !== pitch && line.pitches.at(-3) === previous) {
    cost += 1.6;
  }

  cost += closeCost(blank, pitchClass, { step, previous, isTone, wish });
  return { cost, pitches: [...line.pitches, pitch], step, debt, repeats, top: Math.max(line.top, pitch) };
}

function imitationCost(line: Line, growth: Growth, place: number): number {
  const { blank, index, places } = growth;
  const model = blank.model;
  if (model === null || model >= index) {
    return 0;
  }

  const modelPlace = at(places, at(line.pitches, model));
  if (blank.isBarHead || blank.isAfterRest || model === 0) {
    const wished = modelPlace + (blank.relation === 'repeat' ? 0 : blank.shift);
    return Math.min(5, Math.abs(place - wished) * (blank.relation === 'repeat' ? 1.3 : 0.6));
  }

  const previous = line.pitches.at(-1);
  const modelStep = modelPlace - at(places, at(line.pitches, model - 1));
  const step = previous === undefined ? 0 : place - at(places, previous);
  const wished = blank.relation === 'invert' ? -modelStep : modelStep;
  return Math.min(5, Math.abs(step - wished) * 1.5);
}

function closeCost(
  blank: Blank,
  pitchClass: PitchClass,
  line: { readonly step: number; readonly previous: Pitch | null; readonly isTone: boolean; readonly wish: PitchWish },
): number {
  if (blank.close === 'none') {
    return 0;
  }

  const { key } = line.wish;
  const degree = degreeIndex(pitchClass, key);
  const settles = line.previous === null || Math.abs(line.step) === 1 ? 0 : line.step === 0 ? 0.7 : 0.9;
  if (blank.close === 'closed') {
    const isHome = pitchClass === tonicPitchClass(key);
    return settles + (isHome ? 0 : degree === 2 ? 1.4 : degree === 4 ? 2.2 : 4.5);
  }

  return (
    settles +
    (pitchClass === tonicPitchClass(key) ? 2.6 : degree === 1 || degree === 4 ? 0 : degree === 6 ? 0.8 : 0.5) +
    (line.isTone ? 0 : 1)
  );
}

/** For each MIDI note its place on the key's ladder of scale steps; foreign notes share the place of the degree below. */
export function placesOf(key: Key): readonly number[] {
  const tonic = tonicPitchClass(key);
  const steps = modeSteps(key.mode);
  return Array.from({ length: 128 }, (_, pitch) => {
    const above = foldPitchClass(pitch - tonic);
    const octave = Math.floor((pitch - tonic) / 12);
    let degree = 0;
    steps.forEach((stepSize, i) => {
      if (stepSize <= above) {
        degree = i;
      }
    });
    return octave * 7 + degree;
  });
}
