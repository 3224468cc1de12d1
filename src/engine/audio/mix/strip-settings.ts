import type { Role } from '../../score/index.ts';
import type { EqBand } from '../dsp/biquad.ts';
import type { CompressorSettings } from '../dsp/compressor.ts';
import type { RateReducerSettings } from '../dsp/rate-reducer.ts';
import type { SaturatorSettings } from '../dsp/saturator.ts';
import type { KitPiece } from '../stem.ts';
import type { KitPieceRecipe } from './recipe.ts';

/** Send gains as amplitude factors; 0 is off. */
export type Sends = { readonly room: number; readonly hall: number; readonly delay: number };

/** Everything one channel strip does, as plain data that can cross to a worker. */
export type StripSettings = {
  readonly partId: string;
  readonly role: Role;
  readonly instrument: string;
  /** Loudness to bring the part to while it plays, LUFS. */
  readonly targetLufs: number;
  /** −1 left to 1 right. */
  readonly pan: number;
  /** Wanted side against middle, dB; −60 is mono. */
  readonly widthDb: number;
  readonly bands: readonly EqBand[];
  /** Thresholds are for a part at the nominal −20 dB RMS; null for none. */
  readonly compressor: CompressorSettings | null;
  readonly saturator: SaturatorSettings | null;
  readonly crush: RateReducerSettings | null;
  /** Ensemble chorus, 0–1. */
  readonly chorus: number;
  readonly sends: Sends;
  readonly duckDb: number;
  /** Step back while a lead sounds, dB. */
  readonly roomForLeadDb: number;
  /** How the part's level follows the sections' energy, dB at an energy half above the mean. */
  readonly rideDb: number;
  readonly kit: { readonly [piece in KitPiece]: KitPieceRecipe };
};
