import type { Rng, Tick } from '../../../kernel/index.ts';
import { chooseCapo, fretProgression } from '../../fretboard/fret-progression.ts';
import type { Grip, Shape } from '../../fretboard/shapes.ts';
import { GUITAR, tuningOf, type Tuning } from '../../fretboard/tunings.ts';
import type { Articulation, ChordSpan } from '../../score.ts';
import type { PartContext } from '../part-context.ts';
import type { NoteWriter } from './writer.ts';

/** The hand on the neck through the piece: a shape for every chord. */
export type FrettedHarmony = { readonly tuning: Tuning; readonly capo: number; readonly shapeOf: (chord: ChordSpan) => Shape };

/** Plans shapes for all chords of the piece at once, so that the hand moves little; `capoFrom` asks for a capo at least that high. */
export function frettedHarmony(context: PartContext, grip: Grip, capoFrom: number): FrettedHarmony {
  const tuning = tuningOf(context.instrument.id);
  const capo =
    tuning !== GUITAR || grip === 'power' ? 0 : grip === 'open' ? chooseCapo(context.chords, tuning, capoFrom) : capoFrom;
  const shapes = fretProgression(context.chords, tuning, { grip, capo, needsBass: grip !== 'triad' });
  const byChord = new Map(context.chords.map((chord, index) => [chord, shapes[index]]));
  const first = shapes[0];
  return {
    tuning,
    capo,
    shapeOf: (chord) => {
      const shape = byChord.get(chord) ?? first;
      if (shape === undefined) {
        throw new Error(`No shape for ${chord.symbol}.`);
      }

      return shape;
    },
  };
}

/** Strings of a shape that sound, as indexes, from the lowest string up. */
export function soundingStrings(shape: Shape): number[] {
  return shape.pitches.flatMap((pitch, string) => (pitch === null ? [] : [string]));
}

/** The thumb's strings: the bass first, then the string that answers it (a fifth or an octave), then another. */
export function bassStrings(shape: Shape, chord: ChordSpan): readonly number[] {
  const strings = [...soundingStrings(shape)].sort((left, right) => (shape.pitches[left] ?? 0) - (shape.pitches[right] ?? 0));
  const [root = 0, ...rest] = strings;
  const low = rest.slice(0, 2);
  const fifth = (chord.root + 7) % 12;
  const answer = low.find((string) => (shape.pitches[string] ?? 0) % 12 === fifth) ?? low[0] ?? root;
  const other = low.find((string) => string !== answer) ?? answer;
  return [root, answer, other];
}

/** Lets every string ring until it is plucked again, damped, or the chord changes, as real strings do. */
export class RingingStrings {
  readonly #writer: NoteWriter;
  readonly #open = new Map<number, { startTick: Tick; pitch: number; velocity: number; articulation: Articulation }>();

  constructor(writer: NoteWriter) {
    this.#writer = writer;
  }

  /** Plucks a string; what rang on it ends here. */
  pluck(
    string: number,
    note: { readonly startTick: Tick; readonly pitch: number; readonly velocity: number; readonly articulation: Articulation },
  ): void {
    this.#end(string, note.startTick);
    this.#open.set(string, note);
  }

  /** Ends every string that still rings at `tick`. */
  damp(tick: Tick): void {
    for (const string of [...this.#open.keys()].sort((left, right) => left - right)) {
      this.#end(string, tick);
    }
  }

  /** Ends the strings whose pitch is not in the new shape: fingers that stay keep their notes. */
  change(tick: Tick, shape: Shape): void {
    for (const [string, note] of [...this.#open].sort(([left], [right]) => left - right)) {
      if (shape.pitches[string] !== note.pitch) {
        this.#end(string, tick);
      }
    }
  }

  #end(string: number, tick: Tick): void {
    const note = this.#open.get(string);
    if (note !== undefined) {
      this.#writer.add({ ...note, durationTicks: Math.max(30, tick - note.startTick) });
      this.#open.delete(string);
    }
  }
}

/** Which strings one stroke meets. Downstrokes start low and may stop early, upstrokes brush the top only. */
export function strokeStrings(
  shape: Shape,
  stroke: { readonly isDown: boolean; readonly isStrong: boolean; readonly rng: Rng },
): number[] {
  const strings = soundingStrings(shape);
  const count = strings.length;
  const { isDown, isStrong, rng } = stroke;
  if (count <= 3) {
    return isDown || isStrong ? strings : strings.slice(1);
  }

  if (isDown) {
    const reach = isStrong ? count - (rng.chance(0.15) ? 1 : 0) : Math.max(3, count - rng.integer(1, 2));
    // A soft downstroke either starts past the bass or stops before the top.
    return isStrong || rng.chance(0.45) ? strings.slice(0, reach) : strings.slice(count - reach);
  }

  const reach = isStrong ? Math.min(count, rng.integer(3, 4)) : Math.min(count, rng.integer(2, 3));
  return strings.slice(count - reach);
}
