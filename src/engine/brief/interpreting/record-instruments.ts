import type { StyleId } from '../brief.ts';
import type { InstrumentMeaning } from '../vocabulary/meaning.ts';
import type { Line } from './ledger.ts';
import type { Reading, Scope, Write } from './reading-state.ts';
import type { WishList } from './wish-list.ts';

/** Kits and drums too big for "no heavy drums". */
const KIT_PIECES = /kick|snare|hats?$|cymbals?$|toms?$|bass drum$|backbeat/;
const HEAVY_WORDS = /heavy|big|huge|epic|pounding|massive|loud|thunderous|war drums|metal/;
const HEAVY_DRUMS = ['kit-rock', 'kit-cinematic', 'taiko', 'timpani'];

const NAMING_STYLES: readonly (readonly [RegExp, readonly StyleId[]])[] = [
  [/\bjazz/, ['jazz']],
  [/\b(?:rock|metal)\b/, ['rock']],
  [/\bfunk/, ['funk']],
  [/\b(?:trap|808)/, ['trap']],
  [/\blo-?\s?fi\b|\bdusty\b/, ['lofi']],
  [/\b(?:boom bap|hip[ -]?hop|mpc)\b/, ['hip-hop']],
  [/\b(?:house|techno|909)/, ['house']],
  [/\bfolk\b/, ['folk']],
  [/\bbossa\b/, ['bossa']],
  [/\b(?:epic|trailer|war)\b/, ['epic']],
  [/\bcinematic\b/, ['cinematic']],
  [/\borchestral\b/, ['orchestral']],
];

/** Instruments that are also styles: in "lo-fi meets strings" both are meant. */
const OWN_STYLES: ReadonlyMap<string, StyleId> = new Map([
  ['piano', 'piano'],
  ['string-section', 'strings'],
]);

export function recordInstrument(
  { wishes, clause }: Reading,
  meaning: InstrumentMeaning,
  scope: Scope,
  line: Line,
  write: Write,
): Line {
  const { target, excludes, name, near } = meaning;
  const isDrums = excludes.includes('drums');
  const isHeavyKit = excludes.some((id) => id.startsWith('kit-')) && HEAVY_WORDS.test(line.words.toLowerCase());
  if (scope.negation === 'no' && ((scope.isLightDrums && isDrums) || isHeavyKit)) {
    wishes.instruments.push({ kind: 'without', excludes: HEAVY_DRUMS, line, rank: 1 });
    wishes.nudges.push({ field: 'energy', amount: -0.12 }, { field: 'density', amount: -0.1 });
    return write('light drums', 'honoured', 'The big kits are left out and the drums play less.');
  }

  if (scope.negation !== null && isDrums && KIT_PIECES.test(line.words.toLowerCase())) {
    wishes.nudges.push({ field: 'density', amount: -0.08 });
    return write(
      'sparser drums',
      'approximated',
      'Single pieces cannot be taken out of a kit; the drums play less. Say “no drums” to leave them out.',
    );
  }

  if (scope.negation === 'no') {
    wishes.instruments.push({ kind: 'without', excludes, line, rank: 1 });
    return write(`without ${name}`, 'honoured', isDrums ? 'No percussion either.' : '');
  }

  if (scope.negation === 'less') {
    wishes.nudges.push({ field: 'density', amount: -0.08 });
    return write(`less ${name}`, 'approximated', 'The whole writing is made sparser; say “no” to leave the instrument out.');
  }

  wishes.instruments.push({ kind: 'want', wish: target, line, rank: 1 });
  if (clause.moment !== null) {
    wishes.events.push({ event: 'build', line: clause.moment.line, at: clause.moment.at });
    Object.assign(clause.moment.line, {
      status: 'approximated',
      note: `The energy rises here for “${line.words}”; who enters when follows from the form.`,
    });
    clause.moment = null;
  }

  // "Jazz guitar" says something about the style too.
  wishes.useVotes.push(
    ...(NAMING_STYLES.find(([name]) => name.test(line.words.toLowerCase()))?.[1] ?? []).map((style) => ({ style, weight: 1.2 })),
  );
  const ownStyle = 'id' in target ? OWN_STYLES.get(target.id) : undefined;
  if (scope.isMeeting && ownStyle !== undefined && wishes.styles.length > 0) {
    wishes.styles.push({
      wish: { style: ownStyle, weight: 0.6, tempoRange: null, mode: null, meter: null, instruments: [], isWhole: false },
      line,
    });
  }

  if (scope.isOnly) {
    wishes.only.push(line);
  } else if (scope.isSolo) {
    wishes.soloAfter.push(line);
  }

  return write(`${scope.isOnly ? 'only ' : ''}instrument ${name}`, near === null ? 'honoured' : 'approximated', near ?? '');
}

export function recordVocals(wishes: WishList, what: string, scope: Scope, line: Line, write: Write): Line {
  if (scope.negation === 'no') {
    wishes.instruments.push({ kind: 'without', excludes: ['vocals'], line, rank: 1 });
    return write('without vocals', 'honoured', 'Cuesmith never sings; no choir either.');
  }

  if (scope.negation === 'less') {
    return write('without vocals', 'honoured', 'Cuesmith never sings.');
  }

  return write(
    'instrumental',
    'refused',
    `Cuesmith makes instrumental music and has no ${what.replace(/^a /, '')}. An instrument carries the lead line instead; say “choir” for sung vowels.`,
  );
}
