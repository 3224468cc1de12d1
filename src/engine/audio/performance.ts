import type { Articulation, Part, Role, Score } from '../score/index.ts';
import type { Pitch, Sample } from '../kernel/index.ts';

/** A note as it is really played: in samples, with human timing. */
export type PlayedNote = {
  readonly startSample: Sample;
  readonly durationSamples: Sample;
  /** MIDI note number; fractions are detuning. Drums keep their General MIDI number. */
  readonly pitch: Pitch;
  /** Above 0 up to 1. */
  readonly velocity: number;
  readonly articulation: Articulation;
};

/** One part of the score as performed; all that `renderStem` needs, so it can cross to a worker as plain data. */
export type PlayedPart = {
  readonly id: string;
  readonly role: Role;
  readonly instrument: string;
  /** Which of the instrument's patches plays, by its id; null for the plain one. */
  readonly patch: string | null;
  /** How long a beat lasts at the start of the piece, for sounds that keep time. */
  readonly beatSamples: Sample;
  /** Pitch class of the piece's tonic, 0 for C, for drums that are tuned to it. */
  readonly tonic: number;
  /** In order of `startSample`. */
  readonly notes: readonly PlayedNote[];
  readonly pedal: readonly { readonly startSample: Sample; readonly endSample: Sample }[];
  readonly expression: readonly { readonly sample: Sample; readonly level: number }[];
  readonly levelDb: number;
  /** For instruments that draw chance while sounding (round robins, noise). */
  readonly seed: number;
};

export type Performance = {
  readonly durationSamples: Sample;
  /** Frames to render per stem: the duration plus what must ring past a loop's seam (0 otherwise). */
  readonly renderSamples: Sample;
  readonly parts: readonly PlayedPart[];
  /** Kick onsets that are really played, for sidechains. */
  readonly kickSamples: readonly Sample[];
  /** Section borders with their energies, for automation. */
  readonly sections: readonly {
    readonly startSample: Sample;
    readonly endSample: Sample;
    readonly energy: number;
    readonly kind: string;
  }[];
};

export type Perform = (score: Score) => Performance;
export type { Part };
