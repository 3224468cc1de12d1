import { describeDucking, type DuckingReport, type HeardClip, planDucking, type Stretch } from '../audio/index.ts';
import { pow, SAMPLE_RATE } from '../kernel/index.ts';
import type { SoundClip, SoundPlan } from './sound-plan.ts';

/** Where somebody speaks in a file, milliseconds of it. */
export type SpokenStretch = { readonly fromMs: number; readonly toMs: number };

/** What is told of a draft before anybody has mixed it. */
export type DraftDucking = Pick<DuckingReport, 'clipId' | 'under' | 'stretches' | 'seconds'> & {
  /** How far it goes down at most, dB. */
  readonly depthDb: number;
};

/** Taken for the loudness of a file that nobody has measured, LUFS: as our masters, and people well above what gives way to them. */
const ASSUMED = { music: -14, people: -18 } as const;
const STEP = SAMPLE_RATE / 10;

/**
 * Tells how a draft's music gives way, from what was heard in its files: as often and as long as the export's, whose depth may be a
 * quarter less where music is soft. `speech`: by media id, files that were listened to; a file that was not is taken to speak throughout on
 * a voice track, and nowhere else to speak but to sound throughout.
 */
export function describeDraftDucking(plan: SoundPlan, speech: ReadonlyMap<string, readonly SpokenStretch[]>): DraftDucking[] {
  const heard = new Map(plan.clips.map((clip) => [clip.clipId, heardOf(clip, speech.get(clip.mediaId) ?? null)]));
  return describeDucking(plan.clips, planDucking(plan.clips, heard)).map(({ clipId, under, stretches, seconds, mostDb }) => ({
    clipId,
    under,
    stretches,
    seconds,
    depthDb: mostDb,
  }));
}

function heardOf(clip: SoundClip, speech: readonly SpokenStretch[] | null): HeardClip {
  const samples = clip.endSample - clip.startSample;
  const whole: Stretch = { startSample: 0, endSample: samples };
  const spoken = (speech ?? []).flatMap(({ fromMs, toMs }): Stretch[] => {
    const [from, to] = [fromMs, toMs].map((ms) => Math.round(((ms / 1000) * SAMPLE_RATE - clip.sourceSample) / clip.speed));
    const stretch = { startSample: Math.max(0, from ?? 0), endSample: Math.min(samples, to ?? 0) };
    return stretch.endSample > stretch.startSample ? [stretch] : [];
  });
  const lufs = clip.role === 'music' ? ASSUMED.music : ASSUMED.people;
  return {
    speech: spoken,
    voice: speech === null ? [whole] : spoken,
    sound: [whole],
    energies: new Float64Array(Math.ceil(samples / STEP)).fill(pow(10, (lufs + 0.691) / 10) * STEP),
  };
}
