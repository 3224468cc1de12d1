import { StudioError } from '../kernel/index.ts';
import { type BriefHints, Ending, Meter, STYLE_IDS } from './brief.ts';
import { findInstrument, INSTRUMENTS } from './catalogue/instruments.ts';
import type { Line } from './interpreting/ledger.ts';
import { RANK } from './interpreting/ledger.ts';
import type { WishList } from './interpreting/wish-list.ts';
import { readKey } from './reading/patterns/key-pattern.ts';
import { PHRASES, wordsOfPhrase } from './reading/phrase-index.ts';
import { suggest } from './suggest.ts';
import { styleInfo } from './vocabulary/styles.ts';
import type { InstrumentMeaning, StyleMeaning } from './vocabulary/meaning.ts';

const FAMILIES: readonly string[] = [...new Set(INSTRUMENTS.map(({ family }) => family))];
const ROLES: readonly string[] = ['melody', 'vocals', 'orchestra', 'drums', 'keys'];

/** Adds the options to the wishes with a rank that beats every word, one receipt line for each; throws for values that cannot be meant. */
export function addHints(hints: BriefHints, list: WishList): readonly Line[] {
  const lines: Line[] = [];
  const option = (words: string, decision: string, note = ''): Line => {
    const line: Line = { words, start: -1, end: -1, decision, status: 'honoured', note };
    lines.push(line);
    return line;
  };

  const { seed, durationSeconds, tempoBpm, key, meter, style, loop, ending, title } = hints;
  if (seed !== undefined && !(Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff)) {
    throw new StudioError('brief.seed-invalid', `Expected a whole number from 0 to 4294967295 as seed, came ${seed}.`);
  }

  if (durationSeconds !== undefined) {
    checkNumber(durationSeconds, 'brief.duration-invalid', 'a length in seconds, 1 to 600');
    list.durations.push({
      value: { seconds: durationSeconds },
      rank: RANK.option,
      line: option('duration', `length ${durationSeconds} s`, 'Exact to the sample.'),
    });
  }

  if (tempoBpm !== undefined) {
    checkNumber(tempoBpm, 'brief.tempo-invalid', 'a tempo in BPM, 30 to 300');
    list.tempi.push({
      value: { kind: 'exact', bpm: tempoBpm },
      rank: RANK.option,
      line: option('tempo', `tempo ${tempoBpm} BPM`),
    });
  }

  if (key !== undefined) {
    addKey(key, list, option);
  }

  if (meter !== undefined) {
    const known = Meter.options.find((candidate) => candidate === meter.trim());
    if (known === undefined) {
      throw new StudioError('brief.meter-unknown', `Expected one of the metres ${Meter.options.join(', ')}, came "${meter}".`);
    }

    list.meters.push({ value: known, rank: RANK.option, line: option('meter', `metre ${known}`) });
  }

  if (style !== undefined) {
    addStyle(style, list, option);
  }

  hints.without?.forEach((name) => {
    list.instruments.push({
      kind: 'without',
      excludes: excludesOf(name),
      rank: RANK.option,
      line: option(`without ${name}`, `without ${name}`),
    });
  });
  hints.with?.forEach((name) => {
    const meaning = instrumentNamed(name);
    const line = option(`with ${name}`, `instrument ${meaning.name}`, meaning.near ?? '');
    line.status = meaning.near === null ? 'honoured' : 'approximated';
    list.instruments.push({ kind: 'want', wish: meaning.target, rank: RANK.option, line });
  });

  if (loop !== undefined) {
    list.loops.push({ value: loop, rank: RANK.option, line: option('loop', loop ? 'loop' : 'no loop') });
  }

  if (ending !== undefined) {
    const known = Ending.options.find((candidate) => candidate === ending);
    if (known === undefined) {
      throw new StudioError(
        'brief.ending-unknown',
        `Expected one of the endings ${Ending.options.join(', ')}, came "${ending}".`,
      );
    }

    const line = option('ending', `ending ${known}`);
    if (known === 'loop') {
      list.loops.push({ value: true, rank: RANK.option, line });
    } else {
      list.endings.push({ value: known, rank: RANK.option, line });
    }
  }

  if (title !== undefined && title.trim() !== '') {
    list.titles.push({ value: title.trim(), rank: RANK.option, line: option('title', `title “${title.trim()}”`) });
  }

  return lines;
}

type Option = (words: string, decision: string, note?: string) => Line;

function addKey(key: string, list: WishList, option: Option): void {
  const read = readKey(key);
  if (read === null) {
    throw new StudioError('brief.key-unknown', `Expected a key such as "D minor", "F# major" or "Bbm", came "${key}".`);
  }

  const line = option('key', `key ${read.tonic}${read.mode === null ? '' : ` ${read.mode}`}`);
  list.tonics.push({ value: read.tonic, rank: RANK.option, line });
  if (read.mode !== null) {
    list.modes.push({ value: read.mode, rank: RANK.option, line });
  }
}

function addStyle(name: string, list: WishList, option: Option): void {
  const wanted = name.trim().toLowerCase();
  const id = STYLE_IDS.find((candidate) => candidate === wanted);
  const phrase = PHRASES.find(wordsOfPhrase(wanted).join(' '));
  const word: StyleMeaning | null = phrase?.kind === 'style' ? phrase : null;
  const style = id ?? word?.style;
  if (style === undefined) {
    const near = suggest(wanted, [
      ...STYLE_IDS,
      ...[...PHRASES.phrases()].filter((candidate) => PHRASES.find(candidate)?.kind === 'style'),
    ]);
    throw new StudioError(
      'brief.style-unknown',
      `There is no style "${name}"${near === null ? '' : `; did you mean "${near}"?`} ${near === null ? '. ' : ''}The styles are ${STYLE_IDS.join(', ')}.`,
    );
  }

  const line = option('style', `style ${styleInfo(style).name}`);
  if (id === undefined && word?.near) {
    Object.assign(line, { status: 'approximated', note: `Made as ${word.near}.` });
  }

  list.styles.forEach((item) => {
    if (item.wish.style !== style) {
      item.wish = { ...item.wish, weight: item.wish.weight * 0.4 };
      Object.assign(item.line, { status: 'approximated', note: 'The style given as an option leads; this one colours it.' });
    }
  });
  list.styles.push({
    wish: {
      style,
      weight: 1.5,
      tempoRange: id === undefined ? (word?.tempoRange ?? null) : null,
      mode: id === undefined ? (word?.mode ?? null) : null,
      meter: id === undefined ? (word?.meter ?? null) : null,
      instruments: id === undefined ? (word?.instruments ?? []) : [],
      isWhole: id === undefined && word?.isWhole === true,
    },
    line,
  });
}

function instrumentNamed(name: string): InstrumentMeaning {
  const wanted = name.trim().toLowerCase();
  const instrument = findInstrument(wanted);
  if (instrument !== null && PHRASES.find(wordsOfPhrase(wanted).join(' '))?.kind !== 'instrument') {
    return { kind: 'instrument', target: { id: instrument.id }, excludes: [instrument.id], name: instrument.name, near: null };
  }

  const phrase = PHRASES.find(wordsOfPhrase(wanted).join(' '));
  if (instrument !== null) {
    return {
      kind: 'instrument',
      target: { id: instrument.id },
      excludes: phrase?.kind === 'instrument' ? phrase.excludes : [instrument.id],
      name: instrument.name,
      near: null,
    };
  }

  if (phrase?.kind === 'instrument') {
    return phrase;
  }

  throw new StudioError(
    'brief.instrument-unknown',
    `There is no instrument "${name}"${didYouMean(wanted)} \`cuesmith instruments\` lists them all.`,
  );
}

function excludesOf(name: string): readonly string[] {
  const wanted = name.trim().toLowerCase();
  if (FAMILIES.includes(wanted) || ROLES.includes(wanted)) {
    return [wanted];
  }

  const phrase = PHRASES.find(wordsOfPhrase(wanted).join(' '));
  if (phrase?.kind === 'vocals' || phrase?.kind === 'melody') {
    return [phrase.kind];
  }

  return instrumentNamed(name).excludes;
}

function didYouMean(wanted: string): string {
  const words = [...PHRASES.phrases()].filter((candidate) => PHRASES.find(candidate)?.kind === 'instrument');
  const near = suggest(wanted, [...INSTRUMENTS.map(({ id }) => id), ...words]);
  return near === null ? '.' : `; did you mean "${near}"?`;
}

function checkNumber(value: number, code: string, expected: string): void {
  if (!Number.isFinite(value)) {
    throw new StudioError(code, `Expected ${expected}, came ${value}.`);
  }
}
