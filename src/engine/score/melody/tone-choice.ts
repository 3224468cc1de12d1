import type { Key } from '../../brief/index.ts';
import type { Pitch, PitchClass } from '../../kernel/index.ts';
import type { ChordSpan } from '../score.ts';
import { chordPitchClasses, chordScale, seventhOf, thirdOf, triadPitchClasses } from '../theory/chord.ts';
import { foldPitchClass, pitchesWithin, tonicPitchClass } from '../theory/pitch.ts';
import { degreeIndex, modeSteps } from '../theory/scale.ts';

/**
 * What a pitch is to a chord: a `tone` of its triad, a `colour` that its symbol names, a `soft` colour that it does not
 * (a ninth or a sixth that fits), or `passing`.
 */
export type ToneKind = 'tone' | 'colour' | 'soft' | 'passing';

/** A pitch a melody may take over a chord. */
export type Candidate = {
  readonly pitch: Pitch;
  readonly kind: ToneKind;
  readonly isThird: boolean;
  /** A semitone above a chord tone: smudges the chord when held. */
  readonly isAvoid: boolean;
  /** In the style's scale. */
  readonly isFlavour: boolean;
  /** 0–6 from the tonic, −1 outside the key. */
  readonly degree: number;
  /** Where it stands on the key's ladder of scale steps. */
  readonly place: number;
};

/** The pitches from `low` to `high` that a melody of this flavour may take over a chord. */
export function candidatesOver(
  chord: ChordSpan,
  key: Key,
  where: {
    readonly flavour: readonly PitchClass[];
    readonly places: readonly number[];
    readonly low: Pitch;
    readonly high: Pitch;
    /** The flavour's notes stay over dominant sevenths, whatever the chord's scale: a blue third over them is what the blues is. Default no. */
    readonly isBlues?: boolean;
  },
): Candidate[] {
  const tones = chordPitchClasses(chord);
  const triad = triadPitchClasses(chord);
  const scale = chordScale(chord, key);
  const isDominant = ['7', '9', '13', '7#9'].includes(chord.quality);
  const flavour = where.flavour.filter((pitchClass) => (where.isBlues === true && isDominant) || scale.includes(pitchClass));
  const seventh = seventhOf(chord);
  const third = thirdOf(chord);
  const isAvoid = (pitchClass: PitchClass): boolean =>
    !tones.includes(pitchClass) && tones.some((tone) => foldPitchClass(pitchClass - tone) === 1);
  // Ninths and sixths colour a triad without asking to be resolved.
  const soft = [2, 9]
    .map((interval) => foldPitchClass(chord.root + interval))
    .filter((tone) => scale.includes(tone) && !isAvoid(tone) && !tones.includes(tone));
  return pitchesWithin([...new Set([...flavour, ...triad])], where.low, where.high).map((pitch): Candidate => {
    const pitchClass = foldPitchClass(pitch);
    const isNamed = tones.includes(pitchClass) && (!triad.includes(pitchClass) || pitchClass === seventh);
    return {
      pitch,
      kind: isNamed ? 'colour' : triad.includes(pitchClass) ? 'tone' : soft.includes(pitchClass) ? 'soft' : 'passing',
      isThird: pitchClass === third,
      isAvoid: isAvoid(pitchClass),
      isFlavour: flavour.includes(pitchClass),
      degree: degreeIndex(pitchClass, key),
      place: where.places[pitch] ?? 0,
    };
  });
}

/** For each MIDI note its place on the key's ladder of scale steps; foreign notes share the place of the degree below. */
export function placesOf(key: Key): readonly number[] {
  const tonic = tonicPitchClass(key);
  const steps = modeSteps(key.mode);
  return Array.from({ length: 128 }, (_, pitch) => {
    const above = foldPitchClass(pitch - tonic);
    const degree = steps.filter((step) => step <= above).length - 1;
    return Math.floor((pitch - tonic) / 12) * 7 + degree;
  });
}
