import { StudioError } from '../../kernel/index.ts';
import type { Wishes } from '../choosing/wishes.ts';
import { FASTEST_BPM, SLOWEST_BPM } from '../choosing/choose-tempo.ts';
import { findMood } from '../vocabulary/moods.ts';
import { stylesOfInstrument } from '../vocabulary/instruments/instrument-styles.ts';
import { type Claim, settle } from './ledger.ts';
import { settleEnergy } from './settle-energy.ts';
import { settleInstruments } from './settle-instruments.ts';
import type { WishList } from './wish-list.ts';

export const SHORTEST_SECONDS = 1;
export const LONGEST_SECONDS = 600;

/** Settles every contradiction by one rule: options beat the prompt, numbers beat words, and of equals the later one counts. */
export function settleWishes(list: WishList): Wishes {
  const length =
    settle(list.durations, 'length', describeLength, (left, right) => describeLength(left) === describeLength(right))?.value ??
    null;
  const tempo = settleTempo(list);
  checkLength(length);

  const loop = settle(list.loops, 'loop', (value) => (value ? 'loop' : 'no loop'))?.value ?? null;
  const ending = settle(list.endings, 'ending', String)?.value ?? null;
  if (loop === true) {
    list.endings.forEach(({ line }) =>
      Object.assign(line, {
        status: 'refused',
        note: 'A loop has no ending: it runs into its own start. Leave “loop” out to have this ending.',
      }),
    );
  }

  const { instruments, without, onlyInstruments } = settleInstruments(list);
  const meter = settle(list.meters, 'metre', String)?.value ?? null;
  const tonic = settle(list.tonics, 'key', String)?.value ?? null;
  const mode = settle(list.modes, 'mode', String)?.value ?? null;
  settleStyles(list);
  settleMoods(list);
  const usual =
    settle(
      list.usualDurations.filter(({ rank }) => rank === 2),
      'length',
      String,
    )?.value ?? null;
  const word =
    settle(
      list.usualDurations.filter(({ rank }) => rank === 1),
      'length',
      String,
    )?.value ?? null;
  if (length !== null) {
    list.usualDurations
      .filter(({ rank }) => rank === 1)
      .forEach(({ line }) =>
        Object.assign(line, { status: 'approximated', note: `The length is stated (${describeLength(length)}), which decides.` }),
      );
  }

  const stated = length !== null && 'seconds' in length ? length.seconds : null;
  const { shape, points, needsSeconds } = settleEnergy(list, stated);
  const usualDurationSeconds = word ?? usual;
  const instrumentShare = list.useVotes.some(({ weight }) => weight > 0.5) ? 0.6 : 1;

  return {
    title: settle(list.titles, 'title', (title) => `“${title}”`)?.value ?? null,
    durationSeconds: stated,
    durationBars: length !== null && 'bars' in length ? length.bars : null,
    usualDurationSeconds: needsSeconds > (usualDurationSeconds ?? 30) ? needsSeconds : usualDurationSeconds,
    tempo,
    meter,
    avoidedMeters: list.avoidedMeters,
    tonic,
    mode,
    styles: list.styles.map(({ wish }) => wish),
    avoidedStyles: list.avoidedStyles.map(({ style }) => style),
    votes: [...list.useVotes, ...instrumentVotes(instruments, onlyInstruments ? 1.5 : instrumentShare)],
    moods: list.moods.map(({ wish }) => wish),
    impliedMoods: list.impliedMoods,
    nudges: list.nudges,
    instruments,
    without,
    onlyInstruments,
    loop,
    ending: loop === true ? null : ending,
    avoidedEndings: list.avoidedEndings,
    shape,
    points,
    production: list.production,
    hues: list.hues,
    keyChange: settle(list.keyChanges, 'key change', () => 'another change of key')?.value ?? null,
    chords:
      settle(
        list.chords,
        'chords',
        (chords) => chords.join(' '),
        (left, right) => left.join() === right.join(),
      )?.value ?? [],
  };
}

function settleTempo({ tempi }: WishList): Wishes['tempo'] {
  const isSame = (left: Wishes['tempo'], right: Wishes['tempo']): boolean => {
    if (left?.kind === 'feel' && right?.kind === 'feel') {
      return left.position * right.position > 0 || left.position === right.position;
    }

    if (left === null || right === null) {
      return left === right;
    }

    const leftRange = rangeOf(left);
    const rightRange = rangeOf(right);
    return left.kind === 'feel' || right.kind === 'feel' ? false : leftRange[0] <= rightRange[1] && rightRange[0] <= leftRange[1];
  };
  const winner = settle(tempi, 'tempo', describeTempo, isSame);
  const wish = winner?.value ?? null;
  if (winner === null || wish === null) {
    return null;
  }

  for (const claim of tempi) {
    // A word beside a number still colours the energy, unless it says the opposite.
    if (claim !== winner && claim.value.kind === 'feel' && wish.kind !== 'feel') {
      const [low, high] = rangeOf(wish);
      const isAgainst = (claim.value.position > 0.3 && high < 90) || (claim.value.position < -0.3 && low > 120);
      Object.assign(claim.line, {
        status: isAgainst ? 'refused' : 'approximated',
        note: `“${winner.line.words}” decides the tempo (${describeTempo(wish)}): ${winner.line.start < 0 ? 'an option beats the prompt' : 'numbers beat words'}; this still moves the energy a little.`,
      });
    }
  }

  if (wish.kind !== 'feel') {
    const [low, high] = rangeOf(wish);
    if (wish.kind === 'exact') {
      checkTempo(low, winner);
    } else {
      checkTempo(Math.max(low, Math.min(SLOWEST_BPM, high)), winner);
      checkTempo(Math.min(high, Math.max(FASTEST_BPM, low)), winner);
      return { kind: 'range', low: Math.max(low, SLOWEST_BPM), high: Math.min(high, FASTEST_BPM) };
    }
  }

  return wish;
}

function settleStyles({ styles, avoidedStyles }: WishList): void {
  for (const { style, line } of avoidedStyles) {
    const wanted = styles.findIndex(({ wish }) => wish.style === style);
    const item = styles[wanted];
    if (item === undefined) {
      continue;
    }

    if (line.start >= 0 && item.line.start >= 0 && line.start > item.line.start) {
      Object.assign(item.line, { status: 'refused', note: `“${line.words}” comes later and rules it out.` });
      styles.splice(wanted, 1);
    } else {
      Object.assign(line, { status: 'refused', note: `“${item.line.words}” asks for it.` });
    }
  }
}

function instrumentVotes(instruments: Wishes['instruments'], share: number): Wishes['votes'] {
  return instruments.flatMap((wish) =>
    stylesOfInstrument('id' in wish ? wish.id : wish.family).map(({ style, weight }) => ({
      style,
      weight: (weight * share) / instruments.length,
    })),
  );
}

function checkTempo(bpm: number, { line }: Claim<unknown>): void {
  const source = line.start < 0 ? '' : ` (“${line.words}”)`;
  const advice = 'Ask for a tempo from 30 to 300 BPM, or leave it out and the style decides.';
  if (!(bpm >= SLOWEST_BPM)) {
    throw new StudioError('brief.tempo-too-slow', `${bpm} BPM${source} is slower than music can be written. ${advice}`);
  }

  if (bpm > FASTEST_BPM) {
    throw new StudioError('brief.tempo-too-fast', `${bpm} BPM${source} is faster than music can be written. ${advice}`);
  }
}

function checkLength(length: { readonly seconds: number } | { readonly bars: number } | null): void {
  if (length === null) {
    return;
  }

  const advice = 'Ask for 1 to 600 seconds, such as “30 seconds” or “1:30”, or leave it out for 30 seconds.';
  if ('bars' in length) {
    if (!(length.bars >= 1) || length.bars > 512) {
      throw new StudioError(
        length.bars < 1 ? 'brief.duration-too-short' : 'brief.duration-too-long',
        `${length.bars} bars cannot be made. Ask for 1 to 512 bars.`,
      );
    }

    return;
  }

  if (!(length.seconds >= SHORTEST_SECONDS)) {
    throw new StudioError('brief.duration-too-short', `A length of ${length.seconds} s is too short for music. ${advice}`);
  }

  if (length.seconds > LONGEST_SECONDS) {
    throw new StudioError(
      'brief.duration-too-long',
      `A length of ${length.seconds} s is longer than the 600 s (10 minutes) that one piece can have. ${advice} For more, make it a loop.`,
    );
  }
}

function rangeOf(wish: NonNullable<Wishes['tempo']>): readonly [number, number] {
  return wish.kind === 'exact' ? [wish.bpm, wish.bpm] : wish.kind === 'range' ? [wish.low, wish.high] : [0, 0];
}

function describeTempo(wish: NonNullable<Wishes['tempo']>): string {
  const round = (bpm: number): string => String(Math.round(bpm * 10) / 10);
  switch (wish.kind) {
    case 'exact':
      return `${round(wish.bpm)} BPM`;
    case 'range':
      return `${round(wish.low)}–${round(wish.high)} BPM`;
    case 'feel':
      return wish.position > 0.2 ? 'fast' : wish.position < -0.2 ? 'slow' : 'medium';
  }
}

function describeLength(length: { readonly seconds: number } | { readonly bars: number }): string {
  return 'seconds' in length ? `${Math.round(length.seconds * 100) / 100} s` : `${length.bars} bars`;
}

/** Moods that pull apart meet halfway, and their lines say so. */
function settleMoods({ moods }: WishList): void {
  const wanted = moods.flatMap(({ wish, line, isLocal }) => {
    const info = findMood(wish.mood);
    return info === null || wish.weight <= 0 || isLocal ? [] : [{ line, valence: info.feeling.valence, energy: info.energy }];
  });
  // The farthest mood lies at an extreme, so four candidates do, however long the prompt.
  const extremes = [
    extreme(wanted, ({ valence }) => valence),
    extreme(wanted, ({ valence }) => -valence),
    extreme(wanted, ({ energy }) => energy),
    extreme(wanted, ({ energy }) => -energy),
  ];
  for (const { line, valence, energy } of wanted) {
    const opposed = extremes.find(
      (other) => other !== null && (Math.abs(other.valence - valence) > 0.55 || Math.abs(other.energy - energy) > 0.55),
    );
    if (opposed && line.status === 'honoured') {
      Object.assign(line, { status: 'approximated', note: `It pulls against “${opposed.line.words}”; the two meet halfway.` });
    }
  }
}

function extreme<T>(items: readonly T[], scoreOf: (item: T) => number): T | null {
  return items.reduce<T | null>((best, item) => (best === null || scoreOf(item) > scoreOf(best) ? item : best), null);
}
