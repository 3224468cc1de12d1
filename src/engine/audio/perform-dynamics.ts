import { sin, TAU, TICKS_PER_QUARTER, type Rng, type Tick } from '../kernel/index.ts';
import type { Articulation, Score } from '../score/index.ts';
import type { Player } from './perform-player.ts';

const PHRASE_BARS = 4;

/** Loudness factor of the metre's accents at a tick: the groove's list, one entry a sixteenth, repeated over the bar. */
export function accentAt(score: Score, tick: Tick): number {
  const { accents } = score.groove;
  const sixteenth = Math.floor((((tick % score.barTicks) + score.barTicks) % score.barTicks) / (TICKS_PER_QUARTER / 4));
  return accents.length === 0 ? 1 : (accents[sixteenth % accents.length] ?? 1);
}

/**
 * Loudness factor of the phrase at a tick: each four-bar phrase rises to a peak past its middle and falls to its end.
 * Height and place of the peak differ from phrase to phrase, from the part's stream.
 */
export function phraseShape(score: Score, player: Player, rng: Rng): (tick: Tick) => number {
  const phrases = new Map<number, { readonly depth: number; readonly peak: number }>();
  const phraseTicks = score.barTicks * PHRASE_BARS;
  return (tick) => {
    const index = Math.floor(tick / phraseTicks);
    let phrase = phrases.get(index);
    if (phrase === undefined) {
      const own = rng.fork(`phrase-${index}`);
      phrase = { depth: player.phrasing * own.between(0.7, 1.3), peak: own.between(0.5, 0.75) };
      phrases.set(index, phrase);
    }

    const place = tick / phraseTicks - index;
    const bent = place < phrase.peak ? (0.5 * place) / phrase.peak : 0.5 + (0.5 * (place - phrase.peak)) / (1 - phrase.peak);
    return 1 + phrase.depth * (sin((TAU / 2) * bent) - 0.55);
  };
}

/** Loudness factor of an articulation. */
export function articulationGain(articulation: Articulation): number {
  switch (articulation) {
    case 'accent':
      return 1.16;
    case 'ghost':
      return 0.72;
    case 'mute':
      return 0.92;
    case 'legato':
      return 0.95;
    default:
      return 1;
  }
}
