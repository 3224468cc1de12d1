import { gainFromDb, SAMPLE_RATE, type Sample } from '../kernel/index.ts';
import {
  addTime,
  compareTime,
  durationSecondsOf,
  endOf,
  placeOf,
  rescaleTime,
  secondsOf,
  type Clip,
  type RationalTime,
  type Timeline,
  type Track,
} from '../timeline/index.ts';
import type { LoudnessWish, SoundClip, SoundFade, SoundPlan, SoundRole } from './sound-plan.ts';

/** At or below this a clip is silent, dB. */
export const SILENT_DB = -120;
/** The true peak that no export exceeds, dBTP. */
const CEILING_DBTP = -1;
/** What players turn everything to, or near it. */
const USUAL_LOUDNESS: LoudnessWish = { lufs: -14, when: 'spoken' };
/** A cut inside a recording is rounded off by this much (5 ms), so that it does not click. */
const EDGE_SAMPLES = 240;
const NO_FADE: SoundFade = { samples: 0, shape: 'smooth' };

/** What a plan of sound depends on beside the timeline. */
export type SoundPlanOptions = {
  /** Media that are music: on an audio track without a role they count as music, everything else there as sound. Default: none. */
  readonly music?: { readonly has: (mediaId: string) => boolean };
  /** Loudness of the whole; null leaves it as it is. Default: −14 LUFS where people are heard, else as it is. */
  readonly loudness?: LoudnessWish | null;
};

/** Says what a draft sounds like, down to the sample: its audio tracks and the sound of its footage. */
export function planSound(timeline: Timeline, options: SoundPlanOptions = {}): SoundPlan {
  const samples = Math.max(1, Math.round(durationSecondsOf(timeline) * SAMPLE_RATE));
  const clips = timeline.tracks.flatMap((track) => soundsOf(track, options.music ?? new Set<string>()));
  return {
    samples,
    ceilingDbtp: CEILING_DBTP,
    loudness: options.loudness === undefined ? USUAL_LOUDNESS : options.loudness,
    clips: clips
      .map((clip) => ({ ...clip, endSample: Math.min(clip.endSample, samples) }))
      .filter(({ startSample, endSample }) => endSample > startSample)
      .sort((left, right) => left.startSample - right.startSample),
  };
}

function soundsOf(track: Track, music: { readonly has: (mediaId: string) => boolean }): SoundClip[] {
  if (track.kind !== 'video' && track.kind !== 'audio') {
    return [];
  }

  return track.clips.flatMap((clip, index): SoundClip[] => {
    const { media } = clip;
    if (!isHeard(clip) || media.kind !== 'media') {
      return [];
    }

    const [before, after] = [track.clips[index - 1] ?? null, track.clips[index + 1] ?? null];
    const startSample = samplesOf(clip.start);
    const ownSamples = samplesOf(endOf(placeOf(clip))) - startSample;
    const tail = after === null || clip.fadeOut.value > 0 ? 0 : crossingInto(after, clip);
    return [
      {
        clipId: clip.id,
        mediaId: media.mediaId,
        role: roleOf(track, media.mediaId, music),
        startSample,
        endSample: startSample + ownSamples + tail,
        sourceSample: samplesOf(clip.sourceRange.start),
        speed: clip.speed,
        gain: clip.gainDb === 0 ? 1 : gainFromDb(clip.gainDb),
        levels: clip.levels.map(({ at, gainDb }) => ({ sample: samplesOf(at), gainDb })),
        fadeIn: fadeInOf(clip, before),
        fadeOut: fadeOutOf(clip, after, tail),
        ducking: clip.ducking,
      },
    ];
  });
}

function isHeard({ media, gainDb }: Clip): boolean {
  return media.kind === 'media' && (media.shows === 'sound' || media.shows === 'video') && gainDb > SILENT_DB;
}

function roleOf(track: Track, mediaId: string, music: { readonly has: (mediaId: string) => boolean }): SoundRole {
  if (track.kind === 'video') {
    return 'footage';
  }

  switch (track.role) {
    case 'music':
    case 'voice':
      return track.role;
    default:
      return track.role === null && music.has(mediaId) ? 'music' : 'sound';
  }
}

/** How long a clip's sound crosses from the one before: as long as its transition, but no longer than that one's recording goes on. 0: it does not. */
function crossingInto(clip: Clip, before: Clip): Sample {
  const { transition } = clip;
  if (transition === null || compareTime(endOf(placeOf(before)), clip.start) !== 0) {
    return 0;
  }

  const wanted = Math.min(samplesOf(transition.duration), samplesOf(clip.sourceRange.duration));
  return isHeard(before) ? Math.min(wanted, handleSamplesOf(before)) : wanted;
}

/** How much of its recording is left behind a clip, as long as it takes to play it. */
function handleSamplesOf({ media, sourceRange, speed }: Clip): Sample {
  const available = media.kind === 'media' ? media.availableRange : null;
  if (available === null) {
    return Infinity;
  }

  const usedSeconds = secondsOf(sourceRange.start) + secondsOf(sourceRange.duration) * speed;
  return Math.max(0, Math.floor(((secondsOf(endOf(available)) - usedSeconds) / speed) * SAMPLE_RATE));
}

function fadeInOf(clip: Clip, before: Clip | null): SoundFade {
  if (clip.fadeIn.value > 0) {
    return { samples: samplesOf(clip.fadeIn), shape: 'smooth' };
  }

  if (clip.transition !== null) {
    const crossing = before === null ? 0 : crossingInto(clip, before);
    const isAlone = before === null || compareTime(endOf(placeOf(before)), clip.start) !== 0;
    const samples = isAlone ? Math.min(samplesOf(clip.transition.duration), samplesOf(clip.sourceRange.duration)) : crossing;
    return { samples: Math.max(EDGE_SAMPLES, samples), shape: 'even-power' };
  }

  const isCut = clip.sourceRange.start.value > 0 && !(before !== null && goesOn(before, clip));
  return isCut ? { samples: edgeOf(clip), shape: 'smooth' } : NO_FADE;
}

function fadeOutOf(clip: Clip, after: Clip | null, tail: Sample): SoundFade {
  if (clip.fadeOut.value > 0) {
    return { samples: samplesOf(clip.fadeOut), shape: 'smooth' };
  }

  if (tail > 0) {
    return { samples: tail, shape: 'even-power' };
  }

  const isCut = handleSamplesOf(clip) > EDGE_SAMPLES && !(after !== null && goesOn(clip, after));
  return isCut ? { samples: edgeOf(clip), shape: 'smooth' } : NO_FADE;
}

/** Whether a clip is what follows in the same recording, as after a split: then nothing may be heard of the cut. At another speed each clip's grains begin anew. */
function goesOn(before: Clip, clip: Clip): boolean {
  return (
    before.media.kind === 'media' &&
    clip.media.kind === 'media' &&
    before.media.mediaId === clip.media.mediaId &&
    before.speed === 1 &&
    clip.speed === 1 &&
    clip.transition === null &&
    compareTime(endOf(placeOf(before)), clip.start) === 0 &&
    Math.abs(
      secondsOf(before.sourceRange.start) +
        secondsOf(before.sourceRange.duration) * before.speed -
        secondsOf(clip.sourceRange.start),
    ) <
      1.5 / SAMPLE_RATE
  );
}

function edgeOf({ sourceRange, fadeIn, fadeOut }: Clip): Sample {
  const used = addTime(fadeIn, fadeOut);
  return Math.max(0, Math.min(EDGE_SAMPLES, Math.floor((samplesOf(sourceRange.duration) - samplesOf(used)) / 2)));
}

function samplesOf(time: RationalTime): Sample {
  return rescaleTime(time, SAMPLE_RATE).value;
}
