import { findInstrument, type Instrument, isExcluded } from '../../brief/index.ts';
import type { Role } from '../score.ts';
import type { PartPlan } from '../styles/style.ts';

/** Which roles a word of `without` forbids besides instruments: "no melody" silences the lead and the counter-melody. */
const ROLES_OF_WORD: ReadonlyMap<string, readonly Role[]> = new Map<string, readonly Role[]>([
  ['melody', ['lead', 'counter']],
  ['lead', ['lead']],
  ['counter', ['counter']],
  ['counter-melody', ['counter']],
  ['chords', ['chords', 'arpeggio', 'pad']],
  ['arpeggio', ['arpeggio']],
  ['pad', ['pad']],
  ['pads', ['pad']],
  ['bass', ['bass']],
  ['drums', ['drums', 'percussion']],
  ['beat', ['drums', 'percussion']],
  ['percussion', ['percussion']],
  ['texture', ['texture']],
  ['textures', ['texture']],
  ['effects', ['effects']],
]);

/** Whether `without` rules out a whole role. */
export function isRoleExcluded(role: Role, without: readonly string[]): boolean {
  return without.some((word) => ROLES_OF_WORD.get(word)?.includes(role) ?? false);
}

/** Instruments that can stand in for each role, best first, when everything a style proposes is ruled out. */
const STAND_INS: { readonly [role in Role]: readonly string[] } = {
  lead: ['piano', 'acoustic-guitar', 'flute', 'violin', 'vibraphone', 'synth-lead', 'kalimba', 'trumpet', 'cello', 'choir'],
  counter: ['cello', 'clarinet', 'viola', 'french-horn', 'vibraphone', 'electric-guitar', 'warm-pad'],
  chords: [
    'piano',
    'acoustic-guitar',
    'electric-piano',
    'nylon-guitar',
    'harp',
    'organ',
    'marimba',
    'synth-pluck',
    'string-section',
    'ukulele',
    'mandolin',
  ],
  arpeggio: ['harp', 'piano', 'nylon-guitar', 'synth-pluck', 'marimba', 'kalimba', 'celesta'],
  pad: ['warm-pad', 'string-section', 'choir', 'synth-pad', 'glass-pad', 'organ', 'brass-section'],
  bass: ['upright-bass', 'bass-guitar', 'synth-bass', 'contrabass', 'cello', 'piano', 'tuba', 'bassoon'],
  drums: ['kit-acoustic', 'kit-electronic', 'kit-brush'],
  percussion: ['shaker', 'tambourine', 'congas', 'cajon', 'triangle'],
  texture: ['tape-hiss', 'vinyl', 'rain', 'drone'],
  effects: ['riser', 'impact', 'reverse-cymbal', 'downlifter'],
};

/** The stand-ins of a role that may sound. */
export function standInsFor(role: Role, without: readonly string[]): Instrument[] {
  return STAND_INS[role].flatMap((id) => {
    const instrument = findInstrument(id);
    return instrument === null || isExcluded(instrument, without) ? [] : [instrument];
  });
}

/** Small fretted instruments that strum chords. */
const STRUMMED_SMALL: ReadonlySet<string> = new Set(['ukulele', 'banjo', 'mandolin', 'bouzouki']);
/** Guitars whose amplifier turns a picked chord into mud. */
const DRIVEN: ReadonlySet<string> = new Set(['crunch-guitar', 'fuzz-guitar', 'pedal-steel']);
/** Plucked instruments of several strings that are heard as a voice: they play lines, not chords. */
const PLUCKED_VOICES: ReadonlySet<string> = new Set(['koto', 'mandolin', 'oud', 'pipa', 'guzheng', 'dulcimer', 'bouzouki']);

/** Whether an instrument is at home in the strummed chords, and leaves the tune to others where there are any. */
export function isSmallStrummer(instrument: Instrument): boolean {
  return STRUMMED_SMALL.has(instrument.id) && !PLUCKED_VOICES.has(instrument.id);
}

/** Whether a generator can be played on an instrument at all. */
export function canPlay(generator: string, instrument: Instrument): boolean {
  const isUnpitched =
    instrument.family === 'drums' ||
    instrument.family === 'texture' ||
    (instrument.family === 'percussion' && instrument.id !== 'timpani');
  switch (generator) {
    case 'drum-kit':
      return instrument.family === 'drums';
    case 'cinematic-drums':
      return instrument.id === 'kit-cinematic' || instrument.id === 'taiko';
    case 'timpani':
      return instrument.id === 'timpani';
    case 'percussion':
      return instrument.family === 'percussion' && instrument.id !== 'timpani';
    case 'texture':
      return instrument.sustain === 'sustained' && (instrument.family === 'texture' || instrument.isPolyphonic);
    case 'transition-effects':
      return instrument.family === 'texture' && instrument.sustain === 'hit';
    case 'boogie':
      return (
        (instrument.family === 'guitar' || instrument.family === 'piano' || instrument.family === 'keys') &&
        instrument.isPolyphonic
      );
    case 'strum':
      return instrument.family === 'guitar'
        ? instrument.isPolyphonic && instrument.id !== 'pedal-steel'
        : STRUMMED_SMALL.has(instrument.id);
    case 'fingerpick':
      return (
        (instrument.family === 'guitar' && instrument.isPolyphonic && !DRIVEN.has(instrument.id)) ||
        (instrument.family === 'plucked' && instrument.isPolyphonic)
      );
    case 'bass':
      return !isUnpitched && instrument.low <= 43;
    case 'melody':
    case 'counter-melody':
    case 'riff':
    case 'licks':
    case 'imitation':
    case 'tremolo-line':
    case 'ostinato':
    case 'self-accompaniment':
      return !isUnpitched && instrument.high >= 55;
    case 'piano-figure':
      return (
        instrument.family === 'piano' ||
        instrument.family === 'keys' ||
        instrument.id === 'harp' ||
        instrument.id === 'nylon-guitar'
      );
    case 'pad':
      return !isUnpitched && instrument.isPolyphonic && instrument.sustain === 'sustained';
    case 'overtones':
      // Under a drone one partial at a time is enough, and a deep voice has it.
      return !isUnpitched && (instrument.isPolyphonic || instrument.low < 36) && instrument.sustain === 'sustained';
    case 'ensemble':
    case 'comp':
    case 'block-chords':
    case 'stabs':
    case 'arpeggio':
    case 'gated-pad':
    case 'bowls':
    case 'two-bar-figure':
      return !isUnpitched && instrument.isPolyphonic;
    default:
      return !isUnpitched;
  }
}

/** Whether an instrument's nature is to sing a line in front of a band: winds, solo strings, leads, a horn. */
export function isSinger(instrument: Instrument): boolean {
  const isLine = !instrument.isPolyphonic || instrument.id === 'french-horn';
  return isLine && instrument.high > 60 && instrument.family !== 'bass' && canPlay('melody', instrument);
}

/** Whether an instrument speaks a tune clearly although it plays chords too: mallets, bells, small plucked ones. */
export function isTuneful(instrument: Instrument): boolean {
  return (
    instrument.isPolyphonic &&
    instrument.id !== 'singing-bowl' &&
    (instrument.family === 'mallets' || instrument.id === 'fm-bell' || PLUCKED_VOICES.has(instrument.id))
  );
}

type Nature = { readonly role: Role; readonly generator: string; readonly params: PartPlan['params'] };

/** What an instrument does best in a band, for one that no player of the style has. */
export function natureOf(instrument: Instrument): Nature {
  const plain = (role: Role, generator: string): Nature => ({ role, generator, params: {} });
  switch (instrument.family) {
    case 'drums':
      return instrument.id === 'kit-cinematic' ? plain('drums', 'cinematic-drums') : plain('drums', 'drum-kit');
    case 'percussion':
      return instrument.id === 'timpani'
        ? plain('percussion', 'timpani')
        : instrument.id === 'taiko'
          ? plain('percussion', 'cinematic-drums')
          : plain('percussion', 'percussion');
    case 'texture':
      return instrument.sustain === 'hit' ? plain('effects', 'transition-effects') : plain('texture', 'texture');
    case 'bass':
      return plain('bass', 'bass');
    case 'guitar':
      if (instrument.id === 'pedal-steel') {
        return plain('pad', 'pad');
      }

      return instrument.isPolyphonic
        ? plain(
            'chords',
            instrument.id === 'nylon-guitar' ? 'fingerpick' : instrument.id === 'muted-guitar' ? 'ostinato' : 'strum',
          )
        : plain('lead', 'melody');
    case 'plucked':
      return !instrument.isPolyphonic
        ? plain('counter', 'counter-melody')
        : STRUMMED_SMALL.has(instrument.id)
          ? plain('chords', 'strum')
          : instrument.id === 'oud' || instrument.id === 'pipa'
            ? plain('counter', 'counter-melody')
            : plain('arpeggio', 'arpeggio');
    case 'piano':
    case 'keys':
      return plain('chords', 'comp');
    case 'mallets':
      return plain('arpeggio', 'arpeggio');
    default:
      if (!instrument.isPolyphonic) {
        return plain('counter', 'counter-melody');
      }

      return instrument.sustain === 'sustained' ? plain('pad', 'pad') : plain('arpeggio', 'arpeggio');
  }
}
