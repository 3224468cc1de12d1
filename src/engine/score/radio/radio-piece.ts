import { type Brief, type Key, TONICS } from '../../brief/index.ts';
import { at, clamp, Rng, sin, TAU, TICKS_PER_QUARTER } from '../../kernel/index.ts';
import { compose } from '../compose.ts';
import { type Fingerprint, fingerprintOf } from '../critic/fingerprint.ts';
import { likenessToRecent } from '../critic/likeness.ts';
import { barTicksOf } from '../form/meter.ts';
import type { Score } from '../score.ts';
import { styleOf } from '../styles/index.ts';

/** How a piece goes over into the next: it plays on, beat on beat, under its follower, or it rings out and the follower begins. */
export type Segue = 'beat-matched' | 'after-ring';

/** One piece of a radio. */
export type RadioPiece = { readonly brief: Brief; readonly score: Score; readonly segue: Segue; readonly print: Fingerprint };

/** So many pieces share a tempo, so that they can be laid beat on beat. */
const SET = 4;
/** A piece is about this long, seconds. */
const USUAL_SECONDS = [70, 110] as const;
/** The first ones are shorter, so that the music starts soon, and each is ready before the one ahead of it ends. */
const FIRST_SECONDS = [16, 44] as const;
/** So many bars and their multiples make a piece; of the first piece, half of them. */
const PHRASE_BARS = 8;
/** The energy rises and sinks over so many pieces, about half an hour. */
const ARC = 20;
/** More likeness than this to anything heard is too much (see `likenessOf`); the least alike of so many takes is played. */
const TOO_ALIKE = 0.55;
const MOST_TAKES = 4;

/**
 * The piece of a radio at `place` (0 first), by the radio's brief, which stands for a taste rather than for one piece: new theme, key
 * related to the one before, tempo drifting inside the brief's range, energy in long arcs, styles of a blend in turns. What was
 * stated is kept by every piece. `heard` are the fingerprints of what was played before. Equal arguments give equal pieces.
 */
export function radioPiece(taste: Brief, place: number, heard: readonly Fingerprint[]): RadioPiece {
  const rng = new Rng(taste.seed, 'radio').fork(`piece-${place}`);
  const styled = inTurn(taste, rng.fork('style'));
  const segue = segueOf(styled);
  let best: RadioPiece | null = null;
  let least = Infinity;
  for (let take = 0; take < MOST_TAKES; take++) {
    const brief = briefFor({ taste, styled, segue, place, rng: rng.fork(`take-${take}`) });
    const score = compose(brief, { candidates: 2 });
    const print = fingerprintOf(score);
    const likeness = likenessToRecent(print, heard);
    if (likeness < least) {
      best = { brief, score, segue, print };
      least = likeness;
    }

    if (likeness < TOO_ALIKE) {
      break;
    }
  }

  return best ?? radioPiece(taste, place, []);
}

function segueOf({ style, without, meter }: Brief): Segue {
  const hasBeat = !without.includes('drums') && styleOf(style).form.endings.includes('loop') && meter === '4/4';
  return hasBeat ? 'beat-matched' : 'after-ring';
}

/** A brief of several styles plays them in turns, each with the others mixed in. */
function inTurn(taste: Brief, rng: Rng): Brief {
  const others = taste.blend.filter(({ style }) => style !== taste.style);
  const rest = others.reduce((sum, { weight }) => sum + weight, 0);
  const own = Math.max(0.2, 1 - rest);
  const chosen = rng.weighted([{ style: taste.style, weight: own }, ...others], ({ weight }) => weight);
  if (chosen.style === taste.style) {
    return taste;
  }

  const blend = [{ style: taste.style, weight: own }, ...others.filter(({ style }) => style !== chosen.style)];
  return { ...taste, style: chosen.style, blend };
}

type Wish = {
  readonly taste: Brief;
  readonly styled: Brief;
  readonly segue: Segue;
  readonly place: number;
  readonly rng: Rng;
};

function briefFor({ taste, styled, segue, place, rng }: Wish): Brief {
  const tempoBpm = tempoOf(taste, segue === 'beat-matched' ? Math.floor(place / SET) * SET : place);
  const barSeconds = (barTicksOf(taste.meter) / TICKS_PER_QUARTER) * (60 / tempoBpm);
  const wanted = FIRST_SECONDS[place] ?? rng.fork('length').between(...USUAL_SECONDS);
  const phrase = place === 0 ? PHRASE_BARS / 2 : PHRASE_BARS;
  const bars = Math.max(1, Math.round(wanted / barSeconds / phrase)) * phrase;
  const isMatched = segue === 'beat-matched';
  // Whole bars to the sample where pieces meet on them; elsewhere a bar more for the last chord.
  const durationSeconds = clamp(isMatched ? bars * barSeconds : Math.round((bars + 1) * barSeconds), 1, 600);
  return {
    ...styled,
    seed: rng.fork('seed').integer(0, 0xffffffff),
    durationSeconds,
    tempoBpm,
    tempoRange: isMatched ? [tempoBpm, tempoBpm] : [tempoBpm * 0.98, tempoBpm * 1.02],
    stated: { ...styled.stated, tempo: isMatched || styled.stated.tempo, duration: true, ending: true },
    key: keyOf(taste, place),
    loop: isMatched,
    ending: isMatched ? 'loop' : 'ring',
    energy: {
      level: clamp(styled.energy.level + 0.14 * sin((TAU * place) / ARC) + rng.fork('energy').between(-0.04, 0.04), 0, 1),
      shape: styled.energy.shape,
      points: [],
    },
    hits: [],
    keyChange: null,
    title: null,
  };
}

/** A tempo that nobody stated wanders through the range within half an hour or so, in steps of a beat or two a minute. */
function tempoOf(taste: Brief, place: number): number {
  const [low, high] = taste.tempoRange;
  if (taste.stated.tempo || high <= low) {
    return taste.tempoBpm;
  }

  const step = new Rng(taste.seed, 'radio').fork(`tempo-${place}`).between(-0.3, 0.3);
  const away = clamp(0.7 * sin((TAU * place) / ARC) + step, -1, 1);
  return Math.round(clamp((low + high) / 2 + (away * (high - low)) / 2, low, high));
}

/** Inside a set the key or its relative, from set to set a fifth up or down: neighbours share all notes but one. */
function keyOf(taste: Brief, place: number): Key {
  if (taste.stated.key) {
    return taste.key;
  }

  const rng = new Rng(taste.seed, 'radio');
  let fifths = 0;
  for (let set = 1; set <= Math.floor(place / SET); set++) {
    fifths += rng.fork(`fifth-${set}`).chance(0.5) ? 1 : -1;
  }

  const home = movedBy(taste.key, 7 * fifths);
  const isTurned = !taste.stated.mode && place % SET !== 0 && rng.fork(`relative-${place}`).chance(0.4);
  if (isTurned && home.mode === 'major') {
    return { ...movedBy(home, -3), mode: 'minor' };
  }

  return isTurned && home.mode === 'minor' ? { ...movedBy(home, 3), mode: 'major' } : home;
}

function movedBy(key: Key, semitones: number): Key {
  const place = TONICS.indexOf(key.tonic) + semitones;
  return { ...key, tonic: at(TONICS, ((place % 12) + 12) % 12) };
}
