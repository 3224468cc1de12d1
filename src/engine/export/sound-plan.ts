import type { Sample } from '../kernel/index.ts';
import type { Ducking } from '../timeline/index.ts';

/** What a clip is heard as: what music gives way to, and what the loudness of a programme is told by. */
export type SoundRole = 'music' | 'voice' | 'footage' | 'sound';

/** How sound comes or goes: `smooth` a raised cosine, `even-power` a quarter of a sine, which crosses with another at one loudness. */
export type SoundFade = { readonly samples: Sample; readonly shape: 'smooth' | 'even-power' };

/** A stretch of a file's sound in the mix; samples at `SAMPLE_RATE`. */
export type SoundClip = {
  readonly clipId: string;
  readonly mediaId: string;
  readonly role: SoundRole;
  /** `[startSample, endSample)` of the export: the clip, and what follows in its recording while the next one comes in. */
  readonly startSample: Sample;
  readonly endSample: Sample;
  /** The sample of the file that comes first. */
  readonly sourceSample: Sample;
  /** 0.25–4, the pitch stays; exactly 1 leaves the samples as they are. */
  readonly speed: number;
  /** Amplitude; exactly 1 leaves the samples as they are. */
  readonly gain: number;
  /** Levels on top of `gain`: samples from the clip's start, dB between them straight, the outer ones held. Empty: none. */
  readonly levels: readonly { readonly sample: Sample; readonly gainDb: number }[];
  readonly fadeIn: SoundFade;
  readonly fadeOut: SoundFade;
  /** Null: it never gives way. */
  readonly ducking: Ducking | null;
};

/** How loud the whole should be: `spoken` only where voices or footage are heard in it, `always` whatever is in it. */
export type LoudnessWish = { readonly lufs: number; readonly when: 'spoken' | 'always' };

/** What an export sounds like: the sum of its clips at one gain, limited where it would exceed the ceiling. */
export type SoundPlan = {
  readonly samples: Sample;
  /** True peak never exceeded, dBTP. */
  readonly ceilingDbtp: number;
  /** Null: as loud as the sum is. */
  readonly loudness: LoudnessWish | null;
  /** In order of their start. */
  readonly clips: readonly SoundClip[];
};
