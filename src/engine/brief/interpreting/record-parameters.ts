import type { Key, Meter, Mode } from '../brief.ts';
import type { TempoWish } from '../choosing/wishes.ts';
import type { KeyChangeMeaning } from '../reading/patterns/pattern.ts';
import { type Line, RANK } from './ledger.ts';
import { describeMoment } from './moments.ts';
import type { Scope, Write } from './reading-state.ts';
import type { WishList } from './wish-list.ts';

export function recordTempoWord(wishes: WishList, name: string, wish: TempoWish, scope: Scope, line: Line, write: Write): Line {
  if (wish.kind !== 'feel') {
    if (scope.negation !== null) {
      return write('', 'unused', 'Only slow and fast words can be turned round; name the tempo wished for instead.');
    }

    wishes.tempi.push({ value: wish, rank: RANK.range, line });
    return write(`tempo ${name}`, 'honoured', wish.kind === 'range' ? `${wish.low}–${wish.high} BPM.` : '');
  }

  const turned =
    scope.negation === 'no'
      ? -wish.position * 0.6
      : scope.negation === 'less'
        ? -wish.position * 0.25
        : wish.position * (0.6 + 0.4 * scope.factor);
  const position = Math.max(-1, Math.min(1, turned));
  wishes.tempi.push({ value: { kind: 'feel', position }, rank: RANK.word, line });
  wishes.nudges.push({ field: 'energy', amount: position * 0.08 });
  return write(scope.negation === null ? `tempo ${name}` : `tempo not ${name}`, 'honoured', 'Within what the style bears.');
}

export function recordTempoNumber(
  wishes: WishList,
  meaning: { readonly low: number; readonly high: number; readonly isExact: boolean },
  scope: Scope,
  line: Line,
  write: Write,
): Line {
  const { low, high, isExact } = meaning;
  if (scope.negation !== null) {
    return write('', 'unused', 'Only the tempo wished for can be given, not one to avoid.');
  }

  wishes.tempi.push({
    value: isExact ? { kind: 'exact', bpm: low } : { kind: 'range', low, high },
    rank: isExact ? RANK.number : RANK.range,
    line,
  });
  return write(isExact ? `tempo ${trim(low)} BPM` : `tempo ${trim(low)}–${trim(high)} BPM`, 'honoured', '');
}

export function recordMode(wishes: WishList, mode: Mode, near: string | null, scope: Scope, line: Line, write: Write): Line {
  if (scope.negation !== null) {
    const other: Mode = mode === 'major' || mode === 'lydian' || mode === 'mixolydian' ? 'minor' : 'major';
    wishes.modes.push({ value: other, rank: RANK.word, line });
    return write(`mode ${other}`, 'honoured', '');
  }

  wishes.modes.push({ value: mode, rank: RANK.word, line });
  return write(`mode ${mode}`, near === null ? 'honoured' : 'approximated', near ?? '');
}

export function recordKey(
  wishes: WishList,
  meaning: { readonly tonic: Key['tonic']; readonly mode: Mode | null; readonly said: string; readonly near: string | null },
  scope: Scope,
  line: Line,
  write: Write,
): Line {
  const { tonic, mode, said, near } = meaning;
  if (scope.negation !== null) {
    return write('', 'unused', 'Only the key wished for can be given, not one to avoid.');
  }

  wishes.tonics.push({ value: tonic, rank: RANK.number, line });
  if (mode !== null) {
    wishes.modes.push({ value: mode, rank: RANK.number, line });
  }

  const spelling = said === tonic ? '' : `Written as ${tonic}, the same key under its usual name.`;
  return write(
    `key ${tonic}${mode === null ? '' : ` ${mode}`}`,
    near === null ? 'honoured' : 'approximated',
    [near ?? '', spelling].filter((text) => text !== '').join(' '),
  );
}

export function recordKeyChange(wishes: WishList, meaning: KeyChangeMeaning, scope: Scope, line: Line, write: Write): Line {
  const { semitones, tonic, at } = meaning;
  if (scope.negation !== null) {
    return write('no key change', 'honoured', 'The piece stays in one key.');
  }

  wishes.keyChanges.push({ value: { semitones, tonic, at }, rank: RANK.word, line });
  const far = tonic === null ? `${Math.abs(semitones)} half steps ${semitones < 0 ? 'down' : 'up'}` : `to ${tonic}`;
  const place =
    typeof at === 'number' ? describeMoment({ seconds: at }) : at === 'bridge' ? 'in the bridge' : 'in the last chorus';
  return write(`key change ${far} ${place}`, 'honoured', 'Prepared by the dominant of the new key.');
}

export function recordMeter(
  wishes: WishList,
  meter: Meter,
  isWord: boolean,
  near: string | null,
  scope: Scope,
  line: Line,
  write: Write,
): Line {
  if (scope.negation !== null) {
    wishes.avoidedMeters.push(meter);
    return write(`metre not ${meter}`, 'honoured', '');
  }

  wishes.meters.push({ value: meter, rank: isWord ? RANK.word : RANK.number, line });
  // A waltz is a dance: it goes round faster than a slow three.
  if (/waltz/i.test(line.words)) {
    wishes.nudges.push({ field: 'tempo', amount: 0.8 });
  }

  return write(`metre ${meter}`, near === null ? 'honoured' : 'approximated', near ?? '');
}

export function recordOddMeter(wishes: WishList, said: string, meter: Meter | null, line: Line, write: Write): Line {
  if (meter === null) {
    return write('', 'refused', `${said} cannot be written; the metres are 4/4, 3/4, 6/8, 2/4, 12/8, 5/4 and 7/8.`);
  }

  wishes.meters.push({ value: meter, rank: RANK.number, line });
  return write(`metre ${meter}`, 'approximated', `${said} cannot be written; ${meter} is the nearest.`);
}

export function recordDuration(
  wishes: WishList,
  seconds: number,
  isLimit: boolean,
  scope: Scope,
  line: Line,
  write: Write,
): Line {
  if (scope.negation !== null) {
    return write('', 'unused', 'Only the length wished for can be given, not one to avoid.');
  }

  wishes.durations.push({ value: { seconds }, rank: RANK.number, line });
  return write(
    `length ${trim(seconds)} s`,
    isLimit ? 'approximated' : 'honoured',
    isLimit ? 'Limits leave a choice: this is the length that was taken.' : 'Exact to the sample.',
  );
}

export function recordBars(wishes: WishList, bars: number, line: Line, write: Write): Line {
  wishes.durations.push({ value: { bars }, rank: RANK.number, line });
  return write(`length ${bars} bars`, 'honoured', 'Turned into seconds by tempo and metre.');
}

export function recordLengthWord(wishes: WishList, seconds: number, scope: Scope, line: Line, write: Write): Line {
  if (scope.negation !== null) {
    const other = seconds < 30 ? 60 : 30;
    wishes.usualDurations.push({ value: other, rank: 1, line });
    return write(`length about ${other} s`, 'approximated', 'Give seconds to fix it.');
  }

  wishes.usualDurations.push({ value: seconds, rank: 1, line });
  return write(`length ${seconds} s`, 'approximated', 'Give seconds to fix it.');
}

export function recordLoop(wishes: WishList, scope: Scope, line: Line, write: Write): Line {
  const isWanted = scope.negation === null;
  wishes.loops.push({ value: isWanted, rank: RANK.word, line });
  return write(isWanted ? 'loop' : 'no loop', 'honoured', isWanted ? 'The end runs into the start without a seam.' : '');
}

function trim(value: number): string {
  return String(Math.round(value * 100) / 100);
}

export function recordChords(
  wishes: WishList,
  chords: readonly string[],
  changed: readonly string[],
  line: Line,
  write: Write,
): Line {
  wishes.chords.push({ value: chords, rank: RANK.number, line });
  return changed.length === 0
    ? write(`chords ${chords.join(' ')}`, 'honoured', 'Used as the progression.')
    : write(`chords ${chords.join(' ')}`, 'approximated', `${changed.join(', ')} was taken as the nearest chord there is.`);
}
