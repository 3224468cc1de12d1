import type { Rng } from '../../kernel/index.ts';
import type { PlayedPart } from '../performance.ts';
import type { SoundBank } from '../sound-bank.ts';
import type { Stem } from '../stem.ts';

/** What an instrument is asked to sound: one part for the whole piece. */
export type SoundJob = {
  readonly part: PlayedPart;
  /** Frames to fill. */
  readonly samples: number;
  readonly bank: SoundBank;
  /** The part's own stream for everything that varies from hit to hit. */
  readonly rng: Rng;
};

/** An instrument: plays a whole part at once, dry. Notes that still ring at the end of the frames are cut there. */
export type Sound = (job: SoundJob) => Stem['sound'];
