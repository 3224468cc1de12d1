import { assertNever } from '../../kernel/index.ts';
import type { Item } from '../reading/find-meanings.ts';
import { findMood } from '../vocabulary/moods.ts';
import { styleInfo } from '../vocabulary/styles.ts';
import type { ColourMeaning, StyleMeaning, UseMeaning } from '../vocabulary/meaning.ts';
import type { Line } from './ledger.ts';
import type { Reading, Scope, Write } from './reading-state.ts';
import { recordEnding, recordEvent } from './record-energy.ts';
import { recordInstrument, recordVocals } from './record-instruments.ts';
import {
  recordBars,
  recordChords,
  recordDuration,
  recordKey,
  recordLengthWord,
  recordLoop,
  recordMeter,
  recordMode,
  recordOddMeter,
  recordKeyChange,
  recordTempoNumber,
  recordTempoWord,
} from './record-parameters.ts';
import type { WishList } from './wish-list.ts';

/** Writes the line of a meaning and adds what it wishes. */
export function record(reading: Reading, item: Item, scope: Scope): Line {
  const { meaning } = item;
  const { wishes } = reading;
  const line: Line = {
    words: reading.raw.slice(scope.start, item.end),
    start: scope.start,
    end: item.end,
    decision: '',
    status: 'honoured',
    note: '',
  };
  reading.lines.push(line);
  const write: Write = (decision, status, note) => {
    const spelling =
      item.readAs === null ? '' : item.isSynonym ? ` Understood as “${item.readAs}”.` : ` Read as “${item.readAs}”.`;
    return Object.assign(line, {
      decision,
      status: item.readAs !== null && status === 'honoured' ? 'approximated' : status,
      note: `${note}${spelling}`.trim(),
    });
  };

  switch (meaning.kind) {
    case 'style':
      return recordStyle(wishes, meaning, scope, line, write);
    case 'mood':
      return recordMood(reading, meaning.mood, scope, line, write);
    case 'instrument':
      return recordInstrument(reading, meaning, scope, line, write);
    case 'use':
      return recordUse(wishes, meaning, scope, line, write);
    case 'colour':
      return recordColour(reading, meaning, scope, line, write);
    case 'tempo':
      return recordTempoWord(wishes, meaning.name, meaning.wish, scope, line, write);
    case 'tempo-number':
      return recordTempoNumber(wishes, meaning, scope, line, write);
    case 'mode':
      return recordMode(wishes, meaning.mode, meaning.near, scope, line, write);
    case 'key':
      return recordKey(wishes, meaning, scope, line, write);
    case 'meter':
      return recordMeter(wishes, meaning.meter, meaning.isWord, meaning.near, scope, line, write);
    case 'odd-meter':
      return recordOddMeter(wishes, meaning.said, meaning.meter, line, write);
    case 'key-change':
      return recordKeyChange(wishes, meaning, scope, line, write);
    case 'meter-change':
      return write(
        '',
        'refused',
        `One metre is kept through a piece, so that beats and cuts stay where they are told; ask for ${meaning.said} by itself for a piece in it.`,
      );
    case 'duration':
      return recordDuration(wishes, meaning.seconds, meaning.isLimit, scope, line, write);
    case 'bars':
      return recordBars(wishes, meaning.bars, line, write);
    case 'length-word':
      return recordLengthWord(wishes, meaning.seconds, scope, line, write);
    case 'loop':
      return recordLoop(wishes, scope, line, write);
    case 'ending':
      return recordEnding(reading, meaning.ending, meaning.event, scope, line, write);
    case 'energy':
      return recordEvent(reading, meaning.event, scope, line, write);
    case 'chords':
      return recordChords(wishes, meaning.chords, meaning.changed, line, write);
    case 'title':
      wishes.titles.push({ value: meaning.title, rank: 1, line });
      return write(`title “${meaning.title}”`, 'honoured', 'Shown in the video and written into the files.');
    case 'instrumental':
      return write('instrumental', 'honoured', 'Cuesmith never sings.');
    case 'vocals':
      return recordVocals(wishes, meaning.what, scope, line, write);
    case 'melody':
      return recordMelody(wishes, scope, line, write);
    case 'artist':
      return recordArtist(wishes, meaning, scope, line, write);
    case 'unknown-artist':
      return write(
        '',
        'refused',
        'No likeness of a named artist or work is made. Describe the sound instead, such as “bright 80s synth-pop at 118 bpm”; the rest of the prompt was used.',
      );
    case 'absent':
      return scope.negation === null
        ? write('', 'refused', meaning.note)
        : write('', 'honoured', 'There is no such sound here anyway.');
    case 'plain':
      return write('', 'unused', meaning.note);
    case 'picture':
      return recordPicture(wishes, meaning, line, write);
    case 'number':
      return write('', 'unused', 'A bare number decides nothing; write “120 bpm” for a tempo or “30 seconds” for a length.');
    case 'unknown':
      return write('', 'unused', unknownNote(item, meaning.suggestion));
    case 'stop':
    case 'join':
    case 'break':
    case 'negate':
    case 'intensify':
    case 'only':
    case 'share':
    case 'meets':
    case 'shares':
    case 'scene':
    case 'phase':
    case 'likeness':
    case 'frame':
    case 'request':
    case 'time':
      return write('', 'unused', 'It decides nothing by itself.');
    default:
      return assertNever(meaning);
  }
}

/** What a style weighs that is wished for only slightly. */
const SLIGHT_SHARE = 0.35;

function recordStyle(wishes: WishList, meaning: StyleMeaning, scope: Scope, line: Line, write: Write): Line {
  const { name } = styleInfo(meaning.style);
  if (scope.negation !== null) {
    wishes.avoidedStyles.push({ style: meaning.style, line });
    return write(`not ${name}`, scope.negation === 'no' ? 'honoured' : 'approximated', `Kept away from ${name}.`);
  }

  const previous = wishes.styles.at(-1);
  let weight = 1;
  // "A bit of jazz", "slightly jazzy": a colour beside what leads.
  const share = scope.share ?? (scope.factor < 1 ? SLIGHT_SHARE : null);
  if (share !== null) {
    weight = share;
  } else if (previous !== undefined && scope.followsStyle) {
    // In "jazz house" the last word is the head.
    previous.wish = { ...previous.wish, weight: previous.wish.weight * 0.6 };
  } else if (previous !== undefined && previous.wish.weight >= 0.6) {
    weight = scope.joined === 'break' ? 0.45 : 0.8;
  }

  const { style, tempoRange, mode, meter, instruments, isWhole } = meaning;
  wishes.styles.push({ wish: { style, weight, tempoRange, mode, meter, instruments, isWhole }, line });
  if (meaning.blend !== null) {
    wishes.styles.push({
      wish: {
        style: meaning.blend.style,
        weight: weight * meaning.blend.weight,
        tempoRange: null,
        mode: null,
        meter: null,
        instruments: [],
        isWhole: false,
      },
      line,
    });
  }

  wishes.impliedMoods.push(...meaning.moods.map((mood) => ({ mood, weight: 0.7 })));
  wishes.production.push(...meaning.production);
  if (meaning.apart !== null) {
    return write(`style ${name}`, 'approximated', `Made from ${name}: ${meaning.apart}.`);
  }

  return meaning.near === null
    ? write(`style ${name}`, 'honoured', '')
    : write(`style ${name}`, 'approximated', `There is no such style here yet: made as ${meaning.near}.`);
}

function recordMood(reading: Reading, mood: string, scope: Scope, line: Line, write: Write): Line {
  const { wishes, clause } = reading;
  const same = wishes.moods.find(({ wish }) => wish.mood === mood && wish.weight > 0);
  if (scope.negation !== null) {
    if (same !== undefined && scope.negation === 'less') {
      same.wish = { mood, weight: same.wish.weight * 0.5 };
      return write(`less ${mood}`, 'honoured', `Halves the weight of “${same.line.words}”.`);
    }

    wishes.moods.push({ wish: { mood, weight: scope.negation === 'no' ? -1 : -0.5 }, line, isLocal: false });
    return write(scope.negation === 'no' ? `not ${mood}` : `not too ${mood}`, 'honoured', 'The feeling leans the other way.');
  }

  const isLocal = reading.phase !== null;
  wishes.moods.push({ wish: { mood, weight: scope.factor * (scope.share ?? 1) * (isLocal ? 0.5 : 1) }, line, isLocal });
  if (clause.moment !== null) {
    const isUp = (findMood(mood)?.energy ?? 0.5) >= 0.5;
    wishes.events.push({ event: isUp ? 'peak' : 'quiet', line: clause.moment.line, at: clause.moment.at });
    clause.moment.line.note = `The energy turns ${isUp ? 'up' : 'down'} here for “${mood}”.`;
    clause.moment = null;
  } else {
    clause.mood = mood;
  }

  const description = findMood(mood)?.description ?? '';
  return write(
    `mood ${mood}`,
    'honoured',
    description === '' ? '' : `${description[0]?.toUpperCase() ?? ''}${description.slice(1)}.`,
  );
}

function recordPicture(
  wishes: WishList,
  { mood, isFaint }: { readonly mood: string | null; readonly isFaint: boolean },
  line: Line,
  write: Write,
): Line {
  if (mood === null && isFaint) {
    return write('not the length', 'honoured', 'Describes something else; the length of the music stays open.');
  }

  if (mood === null) {
    return write('', 'unused', 'Part of a picture of something else; nothing in the music follows from it.');
  }

  if (isFaint) {
    wishes.impliedMoods.push({ mood, weight: 0.5 });
    return write(`mood ${mood}`, 'approximated', 'Part of a picture: it colours the feeling where you name no mood.');
  }

  wishes.moods.push({ wish: { mood, weight: 0.5 }, line, isLocal: true });
  return write(`mood ${mood}`, 'approximated', 'Part of a picture: it colours the feeling and asks for nothing by name.');
}

function recordUse(wishes: WishList, meaning: UseMeaning, scope: Scope, line: Line, write: Write): Line {
  if (scope.negation !== null) {
    wishes.useVotes.push(...meaning.votes.map(({ style, weight }) => ({ style, weight: -weight / 2 })));
    return write(`not for ${meaning.name}`, 'approximated', 'Styles usual for it were made less likely.');
  }

  wishes.useVotes.push(...meaning.votes);
  wishes.impliedMoods.push(...meaning.moods.map((mood) => ({ mood, weight: 0.8 })));
  if (meaning.durationSeconds !== null) {
    wishes.usualDurations.push({ value: meaning.durationSeconds, rank: 2, line });
  }

  if (meaning.isUnderSpeech) {
    wishes.nudges.push({ field: 'density', amount: -0.08 });
  }

  const room = meaning.isUnderSpeech ? ' The writing leaves room for a voice.' : '';
  const suggests = meaning.votes.length === 0 && meaning.moods.length === 0 ? '' : 'Suggests style and mood where you name none.';
  return write(`for ${meaning.name}`, 'honoured', `${suggests}${room}`.trim());
}

function recordColour(reading: Reading, meaning: ColourMeaning, scope: Scope, line: Line, write: Write): Line {
  const { wishes } = reading;
  const isLocal = reading.phase !== null;
  if (scope.negation !== null) {
    wishes.production.push(...meaning.opposite);
    wishes.nudges.push(...meaning.nudges.map(({ field, amount }) => ({ field, amount: -amount })));
    if (meaning.instruments.length > 0) {
      wishes.instruments.push({ kind: 'without', excludes: meaning.instruments, line, rank: 1 });
    }

    return write(
      `not ${meaning.name}`,
      'honoured',
      meaning.opposite.length > 0 ? `Made ${meaning.opposite.join(' and ')} instead.` : '',
    );
  }

  wishes.production.push(...meaning.production);
  wishes.hues.push(...(meaning.hue === null ? [] : [meaning.hue]));
  wishes.nudges.push(...meaning.nudges.map(({ field, amount }) => ({ field, amount: amount * scope.factor })));
  wishes.useVotes.push(...meaning.votes);
  meaning.instruments.forEach((id) => wishes.instruments.push({ kind: 'want', wish: { id }, line, rank: 0 }));
  if (meaning.mood !== null) {
    wishes.moods.push({ wish: { mood: meaning.mood, weight: scope.factor * (isLocal ? 0.5 : 1) }, line, isLocal });
  }

  const parts = [
    ...(meaning.mood === null ? [] : [`mood ${meaning.mood}`]),
    ...(meaning.production.length === 0 ? [] : [`sound ${meaning.production.join(', ')}`]),
    ...(meaning.hue === null ? [] : [`picture ${meaning.hue}`]),
  ];
  return write(
    parts.length === 0 ? meaning.name : parts.join('; '),
    meaning.near === null ? 'honoured' : 'approximated',
    meaning.near ?? '',
  );
}

function recordMelody(wishes: WishList, scope: Scope, line: Line, write: Write): Line {
  if (scope.negation === 'no') {
    wishes.instruments.push({ kind: 'without', excludes: ['melody'], line, rank: 1 });
    return write('without melody', 'honoured', 'Nobody plays a lead line.');
  }

  wishes.nudges.push({ field: 'density', amount: scope.negation === 'less' ? -0.06 : 0.04 });
  return write(scope.negation === 'less' ? 'less melody' : 'a melody', 'honoured', '');
}

function recordArtist(
  wishes: WishList,
  meaning: { readonly substitute: string; readonly style: StyleMeaning['style']; readonly moods: readonly string[] },
  scope: Scope,
  line: Line,
  write: Write,
): Line {
  if (scope.negation !== null) {
    wishes.avoidedStyles.push({ style: meaning.style, line });
    return write(`not ${styleInfo(meaning.style).name}`, 'approximated', 'No likeness of a named artist or work is made anyway.');
  }

  wishes.styles.push({
    wish: { style: meaning.style, weight: 0.5, tempoRange: null, mode: null, meter: null, instruments: [], isWhole: false },
    line,
  });
  wishes.impliedMoods.push(...meaning.moods.map((mood) => ({ mood, weight: 0.8 })));
  return write(
    `style ${styleInfo(meaning.style).name}`,
    'refused',
    `No likeness of a named artist or work is made. Instead: ${meaning.substitute}.`,
  );
}

function unknownNote(item: Item, suggestion: string | null): string {
  if (/^\P{L}+$/u.test(item.text)) {
    return 'This sign has no musical meaning here.';
  }

  if (/[^\u0000-\u024f\u2010-\u2040]/u.test(item.text)) {
    return 'Not a word known here, so it changed nothing; say the wish in other words to have it count.';
  }

  const hint =
    suggestion === null
      ? 'try a style, mood or instrument from `cuesmith styles`, `moods` or `instruments`'
      : `did you mean “${suggestion}”?`;
  return `Not a word known here, so it changed nothing; ${hint}${suggestion === null ? '.' : ''}`;
}
