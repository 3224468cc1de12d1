import { type Sample, SAMPLE_RATE } from '../../kernel/index.ts';
import type { Performance } from '../performance.ts';
import type { Stem } from '../stem.ts';
import { silence, type Stereo } from '../stereo.ts';
import type { MixContext } from './automation.ts';
import { foldLoop } from './fold-loop.ts';

/** What still sounds at the end of what is rendered of a loop is let go over this long, samples. */
const LET_GO = 0.5 * SAMPLE_RATE;

/** What of a mix's context is told in places of the piece. */
type Placed = Pick<MixContext, 'kickSamples' | 'leadSpans' | 'dynamics'> & Pick<Performance, 'sections'>;

/**
 * The places of a piece in its mix. A loop's last seconds are played ahead of its start, so that rooms, echoes, compressors and
 * rides are at the start as they are at the end: everything comes round as often as this run-in holds, and once more after the end.
 * `bodySamples` is the piece's own length; a run-in of 0 leaves all where it is.
 */
export function placesInMix(
  placed: Placed,
  { runInSamples, bodySamples }: { readonly runInSamples: Sample; readonly bodySamples: Sample },
): Pick<MixContext, keyof Placed> {
  const sections = placed.sections.map((section, place) => ({ ...section, place }));
  if (runInSamples === 0) {
    return { ...placed, sections };
  }

  const shifts: Sample[] = [];
  for (let round = -Math.ceil(runInSamples / bodySamples); round <= 1; round++) {
    shifts.push(runInSamples + round * bodySamples);
  }

  const all = runInSamples + bodySamples;
  // Ducks and glides reach no further than a second or two from what they are for.
  const isNear = (from: Sample, to: Sample): boolean => to > -2 * SAMPLE_RATE && from < all + 2 * SAMPLE_RATE;
  const moved = <Span extends { readonly startSample: Sample; readonly endSample: Sample }>(spans: readonly Span[]): Span[] =>
    shifts.flatMap((by) =>
      spans
        .map((span) => ({ ...span, startSample: span.startSample + by, endSample: span.endSample + by }))
        .filter(({ startSample, endSample }) => isNear(startSample, endSample)),
    );
  return {
    kickSamples: shifts.flatMap((by) => placed.kickSamples.map((kick) => kick + by).filter((kick) => isNear(kick, kick))),
    sections: moved(sections),
    leadSpans: moved(placed.leadSpans),
    dynamics: shifts.flatMap((by) => placed.dynamics.map((point) => ({ ...point, sample: point.sample + by }))),
  };
}

/** A loop's stem as its mix wants it: what rings past the end laid over the start, and the last seconds ahead of it. Others are left as they are. */
export function stemInMix(stem: Stem, { runInSamples, renderSamples }: Pick<MixContext, 'runInSamples' | 'renderSamples'>): Stem {
  if (runInSamples === 0) {
    return stem;
  }

  const turned = (audio: Stereo): Stereo => aheadOf(foldLoop(letGo(audio), renderSamples - runInSamples), runInSamples);
  const { sound } = stem;
  return sound.kind === 'whole'
    ? { ...stem, sound: { kind: 'whole', audio: turned(sound.audio) } }
    : { ...stem, sound: { kind: 'kit', pieces: sound.pieces.map(({ piece, play }) => ({ piece, play: () => turned(play()) })) } };
}

function letGo(audio: Stereo): Stereo {
  for (const channel of [audio.left, audio.right]) {
    const from = Math.max(0, channel.length - LET_GO);
    for (let i = from; i < channel.length; i++) {
      channel[i] = (channel[i]! * (channel.length - i)) / LET_GO;
    }
  }

  return audio;
}

/** A loop with its last seconds ahead of it, round and round where it is shorter than they are. */
function aheadOf(body: Stereo, runInSamples: Sample): Stereo {
  const count = body.left.length;
  const whole = silence(runInSamples + count);
  for (const [from, into] of [
    [body.left, whole.left],
    [body.right, whole.right],
  ] as const) {
    for (let start = runInSamples; start > -count; start -= count) {
      into.set(start < 0 ? from.subarray(-start) : from, Math.max(0, start));
    }
  }

  return whole;
}
