import { findInstrument, type InstrumentFamily } from '../../brief/index.ts';
import type { EqBand } from '../dsp/biquad.ts';

/** Where an instrument's own sound wants help before any style speaks. */
export type InstrumentTone = {
  /** Nothing of use below, Hz. */
  readonly highPassHz: number;
  readonly bands: readonly EqBand[];
};

function peak(hz: number, gainDb: number, q = 0.9): EqBand {
  return { kind: 'peak', hz, q, gainDb };
}

function air(hz: number, gainDb: number): EqBand {
  return { kind: 'high-shelf', hz, q: 0.7, gainDb };
}

/** Sampled instruments come dark: cuts where they cloud one another (200–400 Hz), lifts where they speak, air on top. */
const FAMILY_TONES: { readonly [family in InstrumentFamily]: InstrumentTone } = {
  piano: { highPassHz: 40, bands: [peak(280, -2), peak(3400, 1.5, 0.8), air(8500, 2.5)] },
  keys: { highPassHz: 55, bands: [peak(260, -2), peak(2400, 1.5, 0.8), air(7000, 3)] },
  organ: { highPassHz: 55, bands: [peak(320, -2), air(7000, 2)] },
  guitar: { highPassHz: 80, bands: [peak(210, -2.5, 1.1), peak(3600, 1.5, 0.8), air(8500, 3.5)] },
  plucked: { highPassHz: 70, bands: [peak(300, -1.5), air(8000, 2.5)] },
  bass: { highPassHz: 30, bands: [peak(230, -2, 1.1), peak(850, 2, 0.8)] },
  strings: { highPassHz: 55, bands: [peak(380, -1.5), peak(2900, -0.5, 1), air(7500, 3)] },
  brass: { highPassHz: 55, bands: [peak(380, -1.5), peak(3200, 1, 0.8), air(8000, 2)] },
  woodwind: { highPassHz: 90, bands: [peak(450, -1), peak(2800, -0.5, 1), air(7500, 2.5)] },
  mallets: { highPassHz: 100, bands: [peak(350, -1.5), air(7000, 1.5)] },
  choir: { highPassHz: 100, bands: [peak(330, -2), peak(2600, 1, 0.8), air(7500, 3)] },
  synth: { highPassHz: 45, bands: [peak(300, -1.5), air(9000, 1)] },
  drums: { highPassHz: 25, bands: [] },
  percussion: { highPassHz: 100, bands: [peak(400, -1.5), air(9000, 1.5)] },
  texture: { highPassHz: 90, bands: [] },
};

/** Instruments that differ from their family. */
const OWN_TONES: ReadonlyMap<string, InstrumentTone> = new Map([
  ['felt-piano', { highPassHz: 40, bands: [peak(300, -2.5), peak(1800, 1, 0.8), air(6000, 2.5)] }],
  ['nylon-guitar', { highPassHz: 75, bands: [peak(200, -2.5, 1.1), peak(2800, 1.5, 0.8), air(7500, 4)] }],
  ['crunch-guitar', { highPassHz: 90, bands: [peak(320, -2), peak(2200, 1, 0.8), peak(4200, -1, 1.2)] }],
  ['fuzz-guitar', { highPassHz: 85, bands: [peak(350, -2), peak(2600, 1, 0.8)] }],
  ['jazz-guitar', { highPassHz: 75, bands: [peak(220, -2, 1.1), peak(2200, 2, 0.8), air(5500, 2)] }],
  // A cup over the bell sends all it has between 1 and 6 kHz; above that only the player's breath is left, and it pierces.
  ['muted-trumpet', { highPassHz: 150, bands: [peak(1200, 1.5, 0.8), peak(4500, -2, 0.8), air(7000, -4.5)] }],
  ['shaker', { highPassHz: 300, bands: [air(9000, -3)] }],
  ['tambourine', { highPassHz: 300, bands: [air(9000, -3)] }],
  ['wah-guitar', { highPassHz: 150, bands: [peak(1800, 1, 0.8)] }],
  ['slide-guitar', { highPassHz: 110, bands: [peak(400, -1.5), peak(2400, 1.5, 0.8)] }],
  ['pedal-steel', { highPassHz: 110, bands: [peak(300, -1.5), air(6000, 2.5)] }],
  ['resonator-guitar', { highPassHz: 95, bands: [peak(300, -1), air(8000, 1.5)] }],
  ['wurlitzer', { highPassHz: 70, bands: [peak(280, -2), peak(2200, 1, 0.8), air(6500, 2)] }],
  ['erhu', { highPassHz: 180, bands: [peak(2900, -1, 1)] }],
  // The bank's reeds were recorded close: on a stage their third and fifth partials are not louder than the note itself.
  ['clarinet', { highPassHz: 110, bands: [peak(450, -0.5), air(1500, -7)] }],
  ['oboe', { highPassHz: 180, bands: [air(1800, -4.5)] }],
  ['piccolo', { highPassHz: 300, bands: [peak(4200, -2, 0.9)] }],
  ['glockenspiel', { highPassHz: 350, bands: [peak(4600, -4.5, 0.7), air(7000, -5)] }],
  ['harmonica', { highPassHz: 150, bands: [peak(450, -1), peak(2100, -3, 0.9), air(7500, 3.5)] }],
  ['whistling', { highPassHz: 350, bands: [] }],
  ['bass-clarinet', { highPassHz: 50, bands: [peak(300, -1.5), air(4000, 2)] }],
  ['baritone-sax', { highPassHz: 55, bands: [peak(260, -1.5), peak(1800, 1.5, 0.8), air(6000, 2)] }],
  ['djembe', { highPassHz: 45, bands: [peak(320, -1.5), peak(4200, 1.5, 0.8)] }],
  ['tabla', { highPassHz: 50, bands: [peak(350, -1), air(7000, 2)] }],
  ['frame-drum', { highPassHz: 40, bands: [peak(280, -1.5), peak(3500, 1.5, 0.8)] }],
  ['surdo', { highPassHz: 36, bands: [peak(300, -2)] }],
  ['stomps', { highPassHz: 36, bands: [peak(280, -2)] }],
  ['gong', { highPassHz: 36, bands: [peak(300, -1)] }],
  ['handpan', { highPassHz: 80, bands: [peak(350, -1), air(7000, 1)] }],
  ['lead-guitar', { highPassHz: 110, bands: [peak(350, -1.5), peak(2000, 1, 0.8), peak(4300, -1, 1.2)] }],
  // Skin and steel speak between 2 and 6 kHz; the models leave more wood than edge.
  ['banjo', { highPassHz: 120, bands: [peak(300, -2), peak(3400, 2.5, 0.7), air(6500, 5.5)] }],
  ['mandolin', { highPassHz: 130, bands: [peak(380, -1.5), peak(3800, 1, 0.8), air(7500, 4.5)] }],
  ['harp', { highPassHz: 45, bands: [peak(260, -1.5), air(7500, 3)] }],
  ['upright-bass', { highPassHz: 32, bands: [peak(220, -2, 1), peak(900, 2.5, 0.8), air(3500, 2.5)] }],
  ['sub-bass', { highPassHz: 26, bands: [] }],
  ['808-bass', { highPassHz: 26, bands: [peak(220, -1.5, 1)] }],
  ['synth-bass', { highPassHz: 28, bands: [peak(260, -1.5, 1)] }],
  ['contrabass', { highPassHz: 30, bands: [peak(240, -1.5), air(4500, 2)] }],
  ['cello', { highPassHz: 50, bands: [peak(300, -1.5), peak(2500, 0.5), air(6500, 3)] }],
  // A section in a hall is softer than its close recording: what many bows scrape does not carry.
  ['string-section', { highPassHz: 55, bands: [peak(380, -1), peak(2700, -1.8, 0.7), air(7500, 3)] }],
  ['violin', { highPassHz: 150, bands: [peak(500, -1), peak(3000, -1, 1), air(8500, 2)] }],
  ['tuba', { highPassHz: 35, bands: [peak(250, -1.5), air(3000, 2)] }],
  ['supersaw', { highPassHz: 70, bands: [peak(320, -2), air(10000, 0.5)] }],
  ['timpani', { highPassHz: 32, bands: [peak(180, -1), peak(2500, 2, 0.7)] }],
  ['taiko', { highPassHz: 28, bands: [peak(250, -2, 0.9), peak(3000, 2.5, 0.7)] }],
  ['congas', { highPassHz: 75, bands: [peak(350, -1.5), peak(3500, 1.5, 0.8)] }],
  ['cajon', { highPassHz: 45, bands: [peak(350, -2), peak(4000, 2, 0.8)] }],
  ['drone', { highPassHz: 32, bands: [peak(280, -1.5)] }],
  ['impact', { highPassHz: 24, bands: [] }],
  ['riser', { highPassHz: 150, bands: [] }],
  ['reverse-cymbal', { highPassHz: 200, bands: [] }],
]);

/** Tone of an instrument by its catalogue id; an unknown one is left as it is. */
export function instrumentTone(id: string): InstrumentTone {
  const family = findInstrument(id)?.family;
  return OWN_TONES.get(id) ?? (family === undefined ? { highPassHz: 30, bands: [] } : FAMILY_TONES[family]);
}

/** Where an orchestra sits, −1 left to 1 right, seen from the conductor; null for instruments without a chair. */
export function orchestraSeat(id: string): number | null {
  return SEATS.get(id) ?? null;
}

const SEATS: ReadonlyMap<string, number> = new Map([
  ['violin', -0.4],
  ['viola', 0.2],
  ['cello', 0.36],
  ['contrabass', 0.25],
  ['string-section', 0],
  ['tremolo-strings', -0.1],
  ['pizzicato-strings', 0.1],
  ['harp', -0.5],
  ['flute', -0.12],
  ['piccolo', -0.16],
  ['english-horn', 0.16],
  ['bass-clarinet', -0.26],
  ['spiccato-strings', 0],
  ['flugelhorn', 0.24],
  ['hand-bells', -0.4],
  ['gong', 0.3],
  ['whistle', -0.15],
  ['oboe', 0.12],
  ['clarinet', -0.2],
  ['bassoon', 0.22],
  ['french-horn', -0.3],
  ['trumpet', 0.28],
  ['trombone', 0.36],
  ['tuba', 0.3],
  ['brass-section', 0.15],
  ['celesta', -0.4],
  ['glockenspiel', -0.35],
  ['xylophone', -0.3],
  ['tubular-bells', -0.45],
  ['timpani', 0.08],
  ['taiko', 0],
  ['choir', 0],
]);
