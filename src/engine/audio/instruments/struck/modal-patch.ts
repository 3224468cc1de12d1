/** One way in which a struck body swings. `seconds` to fall 60 dB at middle C; `beatCents` splits it in two that beat. */
export type ModalPartial = {
  readonly ratio: number;
  readonly level: number;
  readonly seconds: number;
  readonly beatCents: number;
};

/** A struck body as data. */
export type ModalPatch = {
  readonly partials: readonly ModalPartial[];
  /** How much longer or shorter it rings an octave up. */
  readonly keyScale: number;
  /** How much duller soft strokes are: each partial above the first loses this many dB an octave of its ratio at velocity 0. */
  readonly softDb: number;
  /** What strikes: noise of this length and colour. */
  readonly strike: { readonly level: number; readonly seconds: number; readonly pull: number };
  /** Seconds in which the sound comes up; 0 for a stroke. */
  readonly attack: number;
  /** Seconds for 60 dB once the note ends; null lets it ring. */
  readonly releaseSeconds: number | null;
  /** How far partials are set left and right, 0–1. */
  readonly width: number;
};
