import { clamp, mixBetween, type Rng } from '../../kernel/index.ts';
import type { StyleInfo } from '../vocabulary/styles.ts';
import type { TempoWish } from './wishes.ts';

export const SLOWEST_BPM = 30;
export const FASTEST_BPM = 300;

/** A tempo, and the range the form solver may move it in. */
export type TempoChoice = {
  readonly tempoBpm: number;
  readonly tempoRange: readonly [number, number];
  readonly isStated: boolean;
};

/** How far the form solver may move a tempo that nobody stated, as a factor. */
const ELBOW_ROOM = 0.06;

/**
 * The stated tempo, or one from the style's range: its usual tempo, moved towards an end by moods and tempo words
 * (`lean`, −1 to 1), with a little chance so that neighbouring seeds do not all sit on the same number.
 */
export function chooseTempo(
  style: StyleInfo,
  range: readonly [number, number] | null,
  wish: TempoWish | null,
  lean: number,
  rng: Rng,
): TempoChoice {
  if (wish?.kind === 'exact') {
    return { tempoBpm: wish.bpm, tempoRange: [wish.bpm, wish.bpm], isStated: true };
  }

  if (wish?.kind === 'range') {
    const low = Math.max(SLOWEST_BPM, wish.low);
    const high = Math.min(FASTEST_BPM, wish.high);
    const usual = clamp(style.usualTempoBpm, mixBetween(low, high, 0.25), mixBetween(low, high, 0.75));
    const tempoBpm = clamp(Math.round(leaning(low, usual, high, lean)), low, high);
    return { tempoBpm, tempoRange: [low, high], isStated: true };
  }

  const [low, high] = range ?? style.tempoRange;
  const usual = clamp(style.usualTempoBpm, mixBetween(low, high, 0.3), mixBetween(low, high, 0.7));
  if (wish?.kind === 'feel') {
    return chooseFelt(low, usual, high, wish.position, rng);
  }

  return withRoom(leaning(low, usual, high, clamp(lean, -1, 1) * 0.85) * rng.between(0.975, 1.025), low, high);
}

/** "Slow" and "fast" may leave the style's usual range by a sixth: a slow house track is slower than house usually is. */
function chooseFelt(low: number, usual: number, high: number, position: number, rng: Rng): TempoChoice {
  const slowest = Math.max(SLOWEST_BPM + 4, low * 0.86);
  const fastest = Math.min(FASTEST_BPM - 20, high * 1.14);
  return withRoom(leaning(slowest, usual, fastest, position) * rng.between(0.985, 1.015), slowest, fastest);
}

function withRoom(wanted: number, low: number, high: number): TempoChoice {
  const tempoBpm = Math.round(clamp(wanted, low, high));
  const slowest = Math.max(Math.min(low, tempoBpm), tempoBpm * (1 - ELBOW_ROOM));
  const fastest = Math.min(Math.max(high, tempoBpm), tempoBpm * (1 + ELBOW_ROOM));
  return { tempoBpm, tempoRange: [Math.round(slowest * 100) / 100, Math.round(fastest * 100) / 100], isStated: false };
}

function leaning(low: number, usual: number, high: number, lean: number): number {
  return lean < 0 ? mixBetween(usual, low, Math.min(1, -lean)) : mixBetween(usual, high, Math.min(1, lean));
}
