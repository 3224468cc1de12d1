import type { Seconds } from '../kernel/index.ts';
import type { Palette } from './palettes.ts';

/** A family of pictures; each has its own composition and its own way to move. */
export const MOTIFS = ['hills', 'city', 'neon', 'aurora', 'rings', 'ridges', 'paper', 'strings', 'bars', 'orbits'] as const;
export type Motif = (typeof MOTIFS)[number];

/** A played note as the picture sees it. */
export type VisualNote = {
  readonly startSeconds: Seconds;
  readonly durationSeconds: Seconds;
  /** 0 for the lowest note of its kind in the piece, 1 for the highest. */
  readonly height: number;
  /** Above 0 up to 1. */
  readonly strength: number;
};

/** What makes the picture move: known from the score, so that frames are drawn while the sound is still being rendered. */
export type VisualMusic = {
  /** Beats as a foot taps them, in order, from 0 to the end of the written music. */
  readonly beats: readonly { readonly seconds: Seconds; readonly isDownbeat: boolean }[];
  /** Low hits (kick, taiko, timpani); bass notes where nobody plays drums. */
  readonly kicks: readonly { readonly seconds: Seconds; readonly strength: number }[];
  /** Back-beats: snares, claps, snaps; empty where there are none. */
  readonly snares: readonly { readonly seconds: Seconds; readonly strength: number }[];
  /** The melody; where nobody leads, the line that stands in for it. */
  readonly notes: readonly VisualNote[];
  /** `energy` 0–1; the sections follow one another from 0 to the end. */
  readonly sections: readonly { readonly startSeconds: Seconds; readonly endSeconds: Seconds; readonly energy: number }[];
  /** `root` 0–11. */
  readonly chords: readonly { readonly seconds: Seconds; readonly root: number; readonly isMinor: boolean }[];
};

/** The generated picture as data: which family, which colours, which chance, and the music that moves it. */
export type VisualPlan = {
  readonly motif: Motif;
  readonly palette: Palette;
  /** Seed of the composition; the motif draws all its chance from it. */
  readonly seed: number;
  /** 0 sparse and calm, 1 busy and strong: how much of the picture moves, and how far. */
  readonly liveliness: number;
  readonly music: VisualMusic;
};
