import type { RadioPieceNote } from '../../../contract/index.ts';
import { fadeEnd, segueInto, type Stereo } from '../../../engine/audio/index.ts';
import type { Brief } from '../../../engine/brief/index.ts';
import { assert, SAMPLE_RATE, TICKS_PER_QUARTER } from '../../../engine/kernel/index.ts';
import { type Fingerprint, MOST_FINGERPRINTS, radioPiece, type RadioPiece, type Score } from '../../../engine/score/index.ts';
import type { AudioRenderer } from '../../ports/audio-renderer.ts';

export type RadioRun = {
  readonly audioRenderer: AudioRenderer;
  /** Ends the music early: what was given out stays whole. */
  readonly signal: AbortSignal;
  /** Length of the music, samples; null goes on until stopped. */
  readonly totalSamples: number | null;
  readonly onPiece: (piece: RadioPieceNote) => void;
};

/** Pieces that are rendered before they are wanted; with the one that plays these are some minutes. */
const AHEAD = 2;
/** Beat-matched pieces overlap by so many bars. */
const OVERLAP_BARS = 4;
/** A tail that rings out is still heard for this long when the next piece begins, seconds. */
const TAIL_SECONDS = 1.1;
/** The music of a limited radio fades out over this long, seconds. */
const LAST_FADE_SECONDS = 8;
/** Sound is given out in pieces of half a second. */
const CHUNK = SAMPLE_RATE / 2;

/** What of a piece sounds on under the next. */
type Going = { readonly audio: Stereo; readonly kind: 'mixed' | 'rung'; readonly tempoBpm: number };
type Rendered = { readonly piece: RadioPiece; readonly audio: Stereo };

/**
 * Music that goes on: pieces of one taste composed and rendered ahead, each laid into the next on the bar. Gives sound in pieces of at
 * most half a second; memory stays the same however long it runs. Equal tastes give equal sound.
 */
export async function* playRadio(taste: Brief, run: RadioRun): AsyncGenerator<Stereo> {
  const { signal, totalSamples, audioRenderer } = run;
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const heard: Fingerprint[] = [];
  const waiting: Promise<Rendered>[] = [];
  let planned = 0;
  let given = 0;
  let isHeard = false;
  let going: Going | null = null;

  const plan = (): void => {
    const piece = radioPiece(taste, planned, heard);
    planned++;
    heard.push(piece.print);
    heard.splice(0, heard.length - MOST_FINGERPRINTS);
    const rendering = audioRenderer
      .render({ score: piece.score, stems: false, signal: either, onProgress: () => undefined })
      .then(({ master }) => ({ piece, audio: master }));
    // Nobody may wait for it any more when it fails.
    rendering.catch(() => undefined);
    waiting.push(rendering);
  };

  try {
    for (;;) {
      if (waiting.length === 0) {
        plan();
      }

      const next = waiting.shift();
      assert(next !== undefined, 'a piece is planned before it is played');
      const { piece, audio } = await next;
      run.onPiece(announce(piece, planned - waiting.length - 1, given / SAMPLE_RATE));
      const overlap = overlapOf(piece);
      const tail = tailOf(audio, overlap, piece.segue);
      const body =
        piece.segue === 'beat-matched' ? audio : { left: audio.left.slice(0, -overlap), right: audio.right.slice(0, -overlap) };
      if (going !== null) {
        segueInto(body, underOf(going, piece.score), going.kind);
      }

      going = { audio: tail, kind: piece.segue === 'beat-matched' ? 'mixed' : 'rung', tempoBpm: bpmOf(piece.score) };
      const left: number = totalSamples === null ? Infinity : totalSamples - given;
      const count = Math.min(body.left.length, left);
      if (totalSamples !== null) {
        fadeEnd(body, { place: given, totalSamples, fadeSamples: Math.min(LAST_FADE_SECONDS * SAMPLE_RATE, totalSamples / 4) });
      }

      for (let from = 0; from < count; from += CHUNK) {
        const to = Math.min(count, from + CHUNK);
        yield { left: body.left.slice(from, to), right: body.right.slice(from, to) };
        if (signal.aborted) {
          return;
        }

        isHeard = true;
        // While sound is heard, one piece at a time: composing holds up all else, and the first sound must not wait for later pieces.
        if (waiting.length < AHEAD) {
          plan();
        }
      }

      given += count;
      if (given === totalSamples) {
        return;
      }
    }
  } catch (problem) {
    // Who stops before the first sound has nothing to keep.
    if (!signal.aborted || !isHeard) {
      throw problem;
    }
  } finally {
    stop.abort();
    await Promise.allSettled(waiting);
  }
}

/** Beats of two tempi would part within bars: there the old piece only rings for a beat under the first blow of the new one. */
function underOf({ audio, kind, tempoBpm }: Going, next: Score): Stereo {
  if (kind === 'rung' || Math.abs(bpmOf(next) - tempoBpm) < 0.05) {
    return audio;
  }

  const beat = Math.round((60 / tempoBpm) * SAMPLE_RATE);
  return { left: audio.left.subarray(0, beat), right: audio.right.subarray(0, beat) };
}

function announce({ score }: RadioPiece, place: number, startsAtSeconds: number): RadioPieceNote {
  return {
    place,
    startsAtSeconds,
    title: score.title,
    style: score.style,
    key: `${score.key.tonic} ${score.key.mode}`,
    tempoBpm: bpmOf(score),
  };
}

function bpmOf({ tempoMap }: Score): number {
  return Math.round((tempoMap[0]?.bpm ?? 0) * 10) / 10;
}

/** How long a piece sounds on under the next, samples. */
function overlapOf({ score, segue }: RadioPiece): number {
  if (segue === 'after-ring') {
    return Math.round(TAIL_SECONDS * SAMPLE_RATE);
  }

  const barSeconds = (score.barTicks / TICKS_PER_QUARTER) * (60 / (score.tempoMap[0]?.bpm ?? 100));
  const bars = Math.min(OVERLAP_BARS, Math.floor(score.durationSeconds / barSeconds / 2));
  return Math.round(bars * barSeconds * SAMPLE_RATE);
}

/** What of a piece is heard under the next: a loop plays on from its start, a tail rings out. */
function tailOf({ left, right }: Stereo, overlap: number, segue: RadioPiece['segue']): Stereo {
  return segue === 'beat-matched'
    ? { left: left.slice(0, overlap), right: right.slice(0, overlap) }
    : { left: left.slice(-overlap), right: right.slice(-overlap) };
}
