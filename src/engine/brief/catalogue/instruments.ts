import type { Pitch } from '../../kernel/index.ts';

export type InstrumentFamily =
  | 'piano'
  | 'keys'
  | 'organ'
  | 'guitar'
  | 'plucked'
  | 'bass'
  | 'strings'
  | 'brass'
  | 'woodwind'
  | 'mallets'
  | 'choir'
  | 'synth'
  | 'drums'
  | 'percussion'
  | 'texture';

/** How notes speak: decides which generators fit. */
export type Sustain = 'decaying' | 'sustained' | 'hit';

/** What everyone upstream of the sound needs to know of an instrument. How it sounds is `audio/instruments`. */
export type Instrument = {
  readonly id: string;
  /** As shown to people and written on MIDI tracks. */
  readonly name: string;
  readonly family: InstrumentFamily;
  /** The comfortable written range, MIDI note numbers, both included. */
  readonly low: Pitch;
  readonly high: Pitch;
  readonly sustain: Sustain;
  /** General MIDI program (0–127) for MIDI files; drum kits, percussion and textures use channel 10 or nothing and have null. */
  readonly midiProgram: number | null;
  /** False for lines only: a flute plays one note at a time. */
  readonly isPolyphonic: boolean;
};

type Row = readonly [
  id: string,
  name: string,
  family: InstrumentFamily,
  low: Pitch,
  high: Pitch,
  sustain: Sustain,
  midiProgram: number | null,
  polyphonic: 0 | 1,
];

const ROWS: readonly Row[] = [
  ['piano', 'Grand Piano', 'piano', 24, 105, 'decaying', 0, 1],
  ['felt-piano', 'Felt Piano', 'piano', 28, 96, 'decaying', 0, 1],
  ['honky-tonk-piano', 'Honky-Tonk Piano', 'piano', 28, 100, 'decaying', 3, 1],
  ['electric-piano', 'Electric Piano', 'keys', 31, 96, 'decaying', 4, 1],
  ['wurlitzer', 'Reed Electric Piano', 'keys', 33, 93, 'decaying', 4, 1],
  ['fm-piano', 'FM Electric Piano', 'keys', 31, 96, 'decaying', 5, 1],
  ['clavinet', 'Clavinet', 'keys', 36, 91, 'decaying', 7, 1],
  ['harpsichord', 'Harpsichord', 'keys', 36, 89, 'decaying', 6, 1],
  ['organ', 'Drawbar Organ', 'organ', 36, 96, 'sustained', 16, 1],
  ['church-organ', 'Church Organ', 'organ', 36, 96, 'sustained', 19, 1],
  ['accordion', 'Accordion', 'organ', 48, 93, 'sustained', 21, 1],
  ['bandoneon', 'Bandoneon', 'organ', 43, 91, 'sustained', 23, 1],
  ['harmonium', 'Harmonium', 'organ', 41, 89, 'sustained', 20, 1],
  ['melodica', 'Melodica', 'organ', 53, 89, 'sustained', 22, 1],
  ['acoustic-guitar', 'Steel Guitar', 'guitar', 40, 84, 'decaying', 25, 1],
  ['twelve-string-guitar', 'Twelve-String Guitar', 'guitar', 40, 84, 'decaying', 25, 1],
  ['nylon-guitar', 'Nylon Guitar', 'guitar', 40, 83, 'decaying', 24, 1],
  ['resonator-guitar', 'Resonator Guitar', 'guitar', 40, 82, 'decaying', 25, 1],
  ['electric-guitar', 'Clean Electric Guitar', 'guitar', 40, 86, 'decaying', 27, 1],
  ['jazz-guitar', 'Jazz Guitar', 'guitar', 40, 84, 'decaying', 26, 1],
  ['tremolo-guitar', 'Tremolo Guitar', 'guitar', 40, 86, 'decaying', 27, 1],
  ['muted-guitar', 'Muted Electric Guitar', 'guitar', 40, 86, 'decaying', 28, 1],
  ['wah-guitar', 'Wah Guitar', 'guitar', 40, 86, 'decaying', 28, 1],
  ['crunch-guitar', 'Crunch Guitar', 'guitar', 40, 86, 'sustained', 29, 1],
  ['fuzz-guitar', 'Fuzz Guitar', 'guitar', 40, 86, 'sustained', 30, 1],
  ['lead-guitar', 'Lead Guitar', 'guitar', 45, 88, 'sustained', 30, 0],
  ['slide-guitar', 'Slide Guitar', 'guitar', 45, 86, 'sustained', 26, 0],
  ['pedal-steel', 'Pedal Steel', 'guitar', 47, 86, 'sustained', 26, 1],
  ['ukulele', 'Ukulele', 'plucked', 60, 86, 'decaying', 24, 1],
  ['banjo', 'Banjo', 'plucked', 48, 86, 'decaying', 105, 1],
  ['mandolin', 'Mandolin', 'plucked', 55, 91, 'decaying', 25, 1],
  ['bouzouki', 'Bouzouki', 'plucked', 43, 84, 'decaying', 25, 1],
  ['oud', 'Oud', 'plucked', 41, 77, 'decaying', 24, 1],
  ['harp', 'Harp', 'plucked', 28, 101, 'decaying', 46, 1],
  ['sitar', 'Sitar', 'plucked', 48, 79, 'decaying', 104, 0],
  ['koto', 'Koto', 'plucked', 50, 84, 'decaying', 107, 1],
  ['guzheng', 'Guzheng', 'plucked', 43, 86, 'decaying', 107, 1],
  ['pipa', 'Pipa', 'plucked', 45, 84, 'decaying', 106, 1],
  ['shamisen', 'Shamisen', 'plucked', 50, 81, 'decaying', 106, 0],
  ['dulcimer', 'Hammered Dulcimer', 'plucked', 48, 88, 'decaying', 15, 1],
  ['kalimba', 'Kalimba', 'mallets', 55, 88, 'decaying', 108, 1],
  ['bass-guitar', 'Fingered Bass', 'bass', 28, 60, 'decaying', 33, 0],
  ['picked-bass', 'Picked Bass', 'bass', 28, 60, 'decaying', 34, 0],
  ['fretless-bass', 'Fretless Bass', 'bass', 28, 60, 'decaying', 35, 0],
  ['slap-bass', 'Slap Bass', 'bass', 28, 60, 'decaying', 36, 0],
  ['upright-bass', 'Upright Bass', 'bass', 28, 60, 'decaying', 32, 0],
  ['synth-bass', 'Synth Bass', 'bass', 24, 60, 'sustained', 38, 0],
  ['sub-bass', 'Sub Bass', 'bass', 24, 48, 'sustained', 39, 0],
  ['808-bass', '808 Bass', 'bass', 24, 50, 'decaying', 39, 0],
  ['acid-bass', 'Acid Bass', 'bass', 24, 60, 'sustained', 87, 0],
  ['reese-bass', 'Reese Bass', 'bass', 24, 55, 'sustained', 38, 0],
  ['fm-bass', 'FM Bass', 'bass', 24, 60, 'decaying', 36, 0],
  ['wobble-bass', 'Wobble Bass', 'bass', 24, 55, 'sustained', 38, 0],
  ['chip-bass', 'Chip Bass', 'bass', 24, 60, 'sustained', 39, 0],
  ['violin', 'Violin', 'strings', 55, 100, 'sustained', 40, 0],
  ['viola', 'Viola', 'strings', 48, 88, 'sustained', 41, 0],
  ['cello', 'Cello', 'strings', 36, 76, 'sustained', 42, 0],
  ['contrabass', 'Contrabass', 'strings', 28, 60, 'sustained', 43, 0],
  ['erhu', 'Erhu', 'strings', 62, 91, 'sustained', 110, 0],
  ['hurdy-gurdy', 'Hurdy-Gurdy', 'strings', 57, 81, 'sustained', 110, 0],
  ['string-section', 'String Section', 'strings', 36, 96, 'sustained', 48, 1],
  ['tremolo-strings', 'Tremolo Strings', 'strings', 36, 96, 'sustained', 44, 1],
  ['pizzicato-strings', 'Pizzicato Strings', 'strings', 36, 91, 'decaying', 45, 1],
  ['spiccato-strings', 'Spiccato Strings', 'strings', 36, 96, 'decaying', 48, 1],
  ['trumpet', 'Trumpet', 'brass', 54, 84, 'sustained', 56, 0],
  ['muted-trumpet', 'Muted Trumpet', 'brass', 54, 82, 'sustained', 59, 0],
  ['flugelhorn', 'Flugelhorn', 'brass', 52, 82, 'sustained', 56, 0],
  ['trombone', 'Trombone', 'brass', 40, 72, 'sustained', 57, 0],
  ['french-horn', 'French Horn', 'brass', 41, 77, 'sustained', 60, 1],
  ['tuba', 'Tuba', 'brass', 28, 58, 'sustained', 58, 0],
  ['brass-section', 'Brass Section', 'brass', 40, 84, 'sustained', 61, 1],
  ['flute', 'Flute', 'woodwind', 60, 96, 'sustained', 73, 0],
  ['piccolo', 'Piccolo', 'woodwind', 74, 103, 'sustained', 72, 0],
  ['recorder', 'Recorder', 'woodwind', 65, 91, 'sustained', 74, 0],
  ['ocarina', 'Ocarina', 'woodwind', 64, 88, 'sustained', 79, 0],
  ['bamboo-flute', 'Bamboo Flute', 'woodwind', 57, 86, 'sustained', 73, 0],
  ['pan-flute', 'Pan Flute', 'woodwind', 60, 91, 'sustained', 75, 0],
  ['whistle', 'Tin Whistle', 'woodwind', 74, 98, 'sustained', 78, 0],
  ['whistling', 'Whistling', 'woodwind', 72, 96, 'sustained', 78, 0],
  ['clarinet', 'Clarinet', 'woodwind', 50, 91, 'sustained', 71, 0],
  ['bass-clarinet', 'Bass Clarinet', 'woodwind', 38, 72, 'sustained', 71, 0],
  ['oboe', 'Oboe', 'woodwind', 58, 91, 'sustained', 68, 0],
  ['english-horn', 'English Horn', 'woodwind', 52, 81, 'sustained', 69, 0],
  ['duduk', 'Duduk', 'woodwind', 54, 77, 'sustained', 69, 0],
  ['bassoon', 'Bassoon', 'woodwind', 34, 72, 'sustained', 70, 0],
  ['soprano-sax', 'Soprano Saxophone', 'woodwind', 56, 87, 'sustained', 64, 0],
  ['alto-sax', 'Alto Saxophone', 'woodwind', 49, 81, 'sustained', 65, 0],
  ['tenor-sax', 'Tenor Saxophone', 'woodwind', 44, 76, 'sustained', 66, 0],
  ['baritone-sax', 'Baritone Saxophone', 'woodwind', 37, 69, 'sustained', 67, 0],
  ['harmonica', 'Harmonica', 'woodwind', 60, 84, 'sustained', 22, 0],
  ['shakuhachi', 'Shakuhachi', 'woodwind', 55, 84, 'sustained', 77, 0],
  ['bagpipes', 'Bagpipes', 'woodwind', 62, 84, 'sustained', 109, 0],
  ['vibraphone', 'Vibraphone', 'mallets', 53, 89, 'decaying', 11, 1],
  ['marimba', 'Marimba', 'mallets', 45, 91, 'decaying', 12, 1],
  ['xylophone', 'Xylophone', 'mallets', 65, 96, 'decaying', 13, 1],
  ['glockenspiel', 'Glockenspiel', 'mallets', 72, 103, 'decaying', 9, 1],
  ['celesta', 'Celesta', 'mallets', 60, 100, 'decaying', 8, 1],
  ['music-box', 'Music Box', 'mallets', 60, 98, 'decaying', 10, 1],
  ['toy-piano', 'Toy Piano', 'mallets', 60, 96, 'decaying', 8, 1],
  ['hand-bells', 'Hand Bells', 'mallets', 60, 96, 'decaying', 14, 1],
  ['tubular-bells', 'Tubular Bells', 'mallets', 60, 79, 'decaying', 14, 1],
  ['steel-drum', 'Steel Drum', 'mallets', 52, 84, 'decaying', 114, 1],
  ['handpan', 'Handpan', 'mallets', 50, 81, 'decaying', 114, 1],
  ['singing-bowl', 'Singing Bowl', 'mallets', 48, 79, 'decaying', 14, 1],
  ['choir', 'Choir Aahs', 'choir', 43, 84, 'sustained', 52, 1],
  ['voice-oohs', 'Voice Oohs', 'choir', 48, 84, 'sustained', 53, 1],
  ['synth-pad', 'Synth Pad', 'synth', 36, 96, 'sustained', 89, 1],
  ['warm-pad', 'Warm Analog Pad', 'synth', 36, 96, 'sustained', 89, 1],
  ['glass-pad', 'Glass Pad', 'synth', 36, 96, 'sustained', 92, 1],
  ['supersaw', 'Supersaw', 'synth', 36, 98, 'sustained', 81, 1],
  ['synth-lead', 'Synth Lead', 'synth', 48, 98, 'sustained', 80, 0],
  ['synth-pluck', 'Synth Pluck', 'synth', 36, 100, 'decaying', 88, 1],
  ['synth-brass', 'Synth Brass', 'synth', 36, 91, 'sustained', 62, 1],
  ['fm-bell', 'FM Bell', 'synth', 55, 103, 'decaying', 98, 1],
  ['string-machine', 'String Machine', 'synth', 36, 96, 'sustained', 50, 1],
  ['choir-pad', 'Synth Choir', 'synth', 41, 88, 'sustained', 91, 1],
  ['synth-keys', 'Poly Synth', 'synth', 36, 96, 'decaying', 90, 1],
  ['synth-stab', 'Chord Stab', 'synth', 36, 91, 'decaying', 90, 1],
  ['hoover', 'Hoover', 'synth', 36, 84, 'sustained', 84, 1],
  ['chip-lead', 'Chip Lead', 'synth', 48, 98, 'sustained', 80, 0],
  ['chip-arp', 'Chip Pluck', 'synth', 48, 98, 'decaying', 80, 1],
  ['talk-lead', 'Talking Synth', 'synth', 45, 88, 'sustained', 85, 0],
  ['theremin', 'Theremin', 'synth', 52, 96, 'sustained', 85, 0],
  ['kit-acoustic', 'Drum Kit', 'drums', 35, 59, 'hit', null, 1],
  ['kit-rock', 'Rock Kit', 'drums', 35, 59, 'hit', null, 1],
  ['kit-brush', 'Brush Kit', 'drums', 35, 59, 'hit', null, 1],
  ['kit-lofi', 'Lo-fi Kit', 'drums', 35, 59, 'hit', null, 1],
  ['kit-808', '808 Kit', 'drums', 35, 59, 'hit', null, 1],
  ['kit-909', '909 Kit', 'drums', 35, 59, 'hit', null, 1],
  ['kit-electronic', 'Electronic Kit', 'drums', 35, 59, 'hit', null, 1],
  ['kit-chip', 'Chip Drums', 'drums', 35, 59, 'hit', null, 1],
  ['kit-cinematic', 'Cinematic Drums', 'drums', 35, 59, 'hit', null, 1],
  ['timpani', 'Timpani', 'percussion', 38, 57, 'decaying', 47, 0],
  ['taiko', 'Taiko', 'percussion', 35, 59, 'hit', null, 1],
  ['shaker', 'Shaker', 'percussion', 35, 81, 'hit', null, 1],
  ['tambourine', 'Tambourine', 'percussion', 35, 81, 'hit', null, 1],
  ['claps', 'Claps', 'percussion', 35, 81, 'hit', null, 1],
  ['snaps', 'Finger Snaps', 'percussion', 35, 81, 'hit', null, 1],
  ['congas', 'Congas', 'percussion', 35, 81, 'hit', null, 1],
  ['bongos', 'Bongos', 'percussion', 35, 81, 'hit', null, 1],
  ['cajon', 'Cajon', 'percussion', 35, 81, 'hit', null, 1],
  ['triangle', 'Triangle', 'percussion', 35, 81, 'hit', null, 1],
  ['cowbell', 'Cowbell', 'percussion', 35, 81, 'hit', null, 1],
  ['djembe', 'Djembe', 'percussion', 35, 81, 'hit', null, 1],
  ['tabla', 'Tabla', 'percussion', 35, 81, 'hit', null, 1],
  ['frame-drum', 'Frame Drum', 'percussion', 35, 81, 'hit', null, 1],
  ['timbales', 'Timbales', 'percussion', 35, 81, 'hit', null, 1],
  ['surdo', 'Surdo', 'percussion', 35, 81, 'hit', null, 1],
  ['agogo', 'Agogo Bells', 'percussion', 35, 81, 'hit', null, 1],
  ['castanets', 'Castanets', 'percussion', 35, 81, 'hit', null, 1],
  ['claves', 'Claves', 'percussion', 35, 81, 'hit', null, 1],
  ['guiro', 'Guiro', 'percussion', 35, 81, 'hit', null, 1],
  ['wood-block', 'Wood Block', 'percussion', 35, 81, 'hit', null, 1],
  ['sleigh-bells', 'Sleigh Bells', 'percussion', 35, 81, 'hit', null, 1],
  ['wind-chimes', 'Wind Chimes', 'percussion', 35, 81, 'hit', null, 1],
  ['gong', 'Gong', 'percussion', 35, 81, 'hit', null, 1],
  ['stomps', 'Foot Stomps', 'percussion', 35, 81, 'hit', null, 1],
  ['vinyl', 'Vinyl Crackle', 'texture', 60, 60, 'sustained', null, 0],
  ['tape-hiss', 'Tape Hiss', 'texture', 60, 60, 'sustained', null, 0],
  ['rain', 'Rain', 'texture', 60, 60, 'sustained', null, 0],
  ['drone', 'Drone', 'texture', 24, 72, 'sustained', null, 1],
  ['riser', 'Riser', 'texture', 48, 71, 'hit', null, 0],
  ['impact', 'Impact', 'texture', 60, 60, 'hit', null, 0],
  ['reverse-cymbal', 'Reverse Cymbal', 'texture', 60, 60, 'hit', null, 0],
  ['reverse-piano', 'Reverse Piano', 'texture', 48, 71, 'hit', null, 0],
  ['downlifter', 'Downlifter', 'texture', 48, 71, 'hit', null, 0],
  ['sub-drop', 'Sub Drop', 'texture', 48, 71, 'hit', null, 0],
];

/** Every instrument there is, in the order of `cuesmith instruments`. */
export const INSTRUMENTS: readonly Instrument[] = ROWS.map(([id, name, family, low, high, sustain, midiProgram, polyphonic]) => ({
  id,
  name,
  family,
  low,
  high,
  sustain,
  midiProgram,
  isPolyphonic: polyphonic === 1,
}));

const byId = new Map(INSTRUMENTS.map((instrument) => [instrument.id, instrument]));

/** The instrument with this id, or null. */
export function findInstrument(id: string): Instrument | null {
  return byId.get(id) ?? null;
}

/** The instrument with this id; throws for an unknown one, which is a bug in a style file. */
export function instrumentById(id: string): Instrument {
  const instrument = byId.get(id);
  if (instrument === undefined) {
    throw new Error(`Unknown instrument "${id}".`);
  }

  return instrument;
}

/**
 * Whether `without` rules an instrument out: by its id, by its family, or because "drums" also means percussion,
 * "guitar" also means no plucked relatives by name, and so on (see `WIDER`).
 */
export function isExcluded(instrument: Instrument, without: readonly string[]): boolean {
  return without.some(
    (word) => word === instrument.id || word === instrument.family || (WIDER.get(word)?.has(instrument.family) ?? false),
  );
}

/** Words that rule out more than one family: "drumless" music has no shaker either, and no orchestra means none of its desks. */
const WIDER: ReadonlyMap<string, ReadonlySet<InstrumentFamily>> = new Map([
  ['drums', new Set<InstrumentFamily>(['drums', 'percussion'])],
  ['keys', new Set<InstrumentFamily>(['piano', 'keys', 'organ'])],
  ['orchestra', new Set<InstrumentFamily>(['strings', 'brass', 'woodwind'])],
  ['vocals', new Set<InstrumentFamily>(['choir'])],
]);
