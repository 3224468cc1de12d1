import { assert } from '../../kernel/index.ts';
import { type Ending, type EnergyShape, type Feeling, Meter, Mode, STYLE_IDS, type StyleId } from '../brief.ts';
import { BAND_STYLES } from './style-infos/band-styles.ts';
import { WORLD_STYLES } from './style-infos/world-styles.ts';
import { ELECTRONIC_STYLES } from './style-infos/electronic-styles.ts';
import { ANY_KEYS, GUITAR_KEYS, HORN_KEYS, STRING_KEYS, type StyleInfoRow } from './style-infos/style-info-row.ts';

/** What the brief needs to know of a style: how people say it is in `style-words`, how it is written in `score/styles`. */
export type StyleInfo = {
  readonly id: StyleId;
  /** As shown to people. */
  readonly name: string;
  /** One line for `cuesmith styles`. */
  readonly description: string;
  /** Tempo range in BPM, both ends included. */
  readonly tempoRange: readonly [number, number];
  readonly usualTempoBpm: number;
  readonly meters: readonly { readonly meter: Meter; readonly weight: number }[];
  readonly modes: readonly { readonly mode: Mode; readonly weight: number }[];
  /** Key signatures that lie well for the style's instruments, from the most flats (negative) to the most sharps. */
  readonly signatures: readonly [low: number, high: number];
  /** Typical energy, 0–1. */
  readonly energy: number;
  readonly shape: EnergyShape;
  readonly ending: Ending;
  /** Length when nobody says one, seconds. */
  readonly durationSeconds: number;
  /** Where the style sits before any mood word. */
  readonly feeling: Feeling;
};

type Weights = { readonly [name: string]: number };
const ROWS: { readonly [id in StyleId]: StyleInfoRow } = {
  ...ELECTRONIC_STYLES,
  ...BAND_STYLES,
  ...WORLD_STYLES,
  acoustic: {
    name: 'Acoustic',
    description: 'Strummed and picked guitars with light percussion: warm, friendly, close.',
    tempo: [80, 108, 134],
    modes: { major: 0.87, minor: 0.08, mixolydian: 0.05 },
    signatures: GUITAR_KEYS,
    energy: 0.5,
    shape: 'arc',
    ending: 'ring',
    feeling: [0.7, 0.6, 0.2, 0.45, 0.35],
  },
  folk: {
    name: 'Folk',
    description: 'Fingerpicked guitar, fiddle, whistle and foot percussion: rootsy and honest.',
    tempo: [76, 102, 140],
    meters: { '4/4': 0.6, '3/4': 0.2, '6/8': 0.2 },
    modes: { major: 0.6, minor: 0.18, dorian: 0.11, mixolydian: 0.11 },
    signatures: GUITAR_KEYS,
    energy: 0.45,
    shape: 'arc',
    ending: 'ring',
    feeling: [0.6, 0.5, 0.25, 0.45, 0.35],
  },
  pop: {
    name: 'Pop',
    description: 'Bright hooks, tight drums and full choruses.',
    tempo: [88, 112, 132],
    modes: { major: 0.75, minor: 0.25 },
    signatures: ANY_KEYS,
    energy: 0.65,
    shape: 'arc',
    ending: 'ring',
    feeling: [0.68, 0.62, 0.25, 0.55, 0.4],
  },
  lofi: {
    name: 'Lo-fi',
    description: 'Dusty drums, mellow keys and tape: music to study and relax to.',
    tempo: [66, 80, 94],
    modes: { major: 0.5, minor: 0.3, dorian: 0.2 },
    signatures: ANY_KEYS,
    energy: 0.35,
    shape: 'steady',
    ending: 'fade',
    feeling: [0.55, 0.35, 0.2, 0.4, 0.4],
  },
  'hip-hop': {
    name: 'Hip hop',
    description: 'Head-nodding drums, deep bass and soulful chords.',
    tempo: [80, 90, 102],
    modes: { minor: 0.6, dorian: 0.2, major: 0.2 },
    signatures: ANY_KEYS,
    energy: 0.6,
    shape: 'wave',
    ending: 'button',
    feeling: [0.5, 0.42, 0.35, 0.5, 0.3],
  },
  trap: {
    name: 'Trap',
    description: '808 bass, rolling hats and dark melodies.',
    tempo: [128, 142, 160],
    modes: { minor: 0.72, 'harmonic-minor': 0.18, phrygian: 0.1 },
    signatures: ANY_KEYS,
    energy: 0.66,
    shape: 'drop',
    ending: 'button',
    feeling: [0.35, 0.42, 0.5, 0.55, 0.4],
  },
  house: {
    name: 'House',
    description: 'Four-on-the-floor club groove with stabs, pumping pads and round bass.',
    tempo: [116, 123, 130],
    modes: { minor: 0.55, major: 0.3, dorian: 0.15 },
    signatures: ANY_KEYS,
    energy: 0.74,
    shape: 'drop',
    ending: 'button',
    feeling: [0.62, 0.55, 0.3, 0.62, 0.45],
  },
  edm: {
    name: 'EDM',
    description: 'Festival builds and drops: supersaws, big drums, risers.',
    tempo: [122, 128, 150],
    modes: { minor: 0.55, major: 0.45 },
    signatures: ANY_KEYS,
    energy: 0.85,
    shape: 'drop',
    ending: 'button',
    feeling: [0.65, 0.7, 0.4, 0.72, 0.5],
  },
  synthwave: {
    name: 'Synthwave',
    description: 'Eighties neon: analog basses, gated drums, soaring leads.',
    tempo: [82, 104, 120],
    modes: { minor: 0.75, dorian: 0.1, major: 0.15 },
    signatures: ANY_KEYS,
    energy: 0.65,
    shape: 'build',
    ending: 'ring',
    feeling: [0.5, 0.5, 0.38, 0.58, 0.6],
  },
  ambient: {
    name: 'Ambient',
    description: 'Slow pads, drones and distant notes: space and stillness.',
    tempo: [50, 64, 82],
    modes: { major: 0.42, lydian: 0.25, minor: 0.25, dorian: 0.08 },
    signatures: ANY_KEYS,
    energy: 0.15,
    shape: 'wave',
    ending: 'fade',
    feeling: [0.52, 0.42, 0.15, 0.15, 0.9],
  },
  cinematic: {
    name: 'Cinematic',
    description: 'Film underscore: piano, strings, pads and pulses that grow.',
    tempo: [60, 80, 112],
    modes: { minor: 0.62, major: 0.28, dorian: 0.1 },
    signatures: STRING_KEYS,
    energy: 0.5,
    shape: 'build',
    ending: 'ring',
    feeling: [0.42, 0.42, 0.45, 0.42, 0.7],
  },
  epic: {
    name: 'Epic trailer',
    description: 'Driving strings, brass, choir and huge drums.',
    tempo: [80, 108, 150],
    modes: { minor: 0.78, 'harmonic-minor': 0.08, major: 0.14 },
    signatures: ANY_KEYS,
    energy: 0.86,
    shape: 'build',
    ending: 'button',
    feeling: [0.45, 0.5, 0.65, 0.72, 0.75],
  },
  orchestral: {
    name: 'Orchestral',
    description: 'Full orchestra: strings, woodwinds, horns and percussion.',
    tempo: [64, 92, 136],
    meters: { '4/4': 0.75, '3/4': 0.25 },
    modes: { major: 0.6, minor: 0.4 },
    signatures: STRING_KEYS,
    energy: 0.55,
    shape: 'arc',
    ending: 'ring',
    feeling: [0.58, 0.52, 0.35, 0.5, 0.65],
  },
  piano: {
    name: 'Solo piano',
    description: 'One expressive piano, from intimate to sweeping.',
    tempo: [54, 72, 108],
    meters: { '4/4': 0.7, '3/4': 0.15, '6/8': 0.15 },
    modes: { major: 0.5, minor: 0.5 },
    signatures: ANY_KEYS,
    energy: 0.35,
    shape: 'arc',
    ending: 'ring',
    feeling: [0.48, 0.45, 0.25, 0.35, 0.5],
  },
  strings: {
    name: 'Strings',
    description: 'String quartet to string orchestra: singing lines and pizzicato.',
    tempo: [54, 76, 120],
    meters: { '4/4': 0.75, '3/4': 0.25 },
    modes: { major: 0.5, minor: 0.5 },
    signatures: STRING_KEYS,
    energy: 0.45,
    shape: 'arc',
    ending: 'ring',
    feeling: [0.48, 0.45, 0.35, 0.4, 0.6],
  },
  jazz: {
    name: 'Jazz',
    description: 'Swinging trio and horns: walking bass, brushes, rich chords.',
    tempo: [76, 122, 190],
    modes: { major: 0.6, minor: 0.25, dorian: 0.15 },
    signatures: HORN_KEYS,
    energy: 0.5,
    shape: 'arc',
    ending: 'ring',
    feeling: [0.62, 0.45, 0.3, 0.5, 0.3],
  },
  bossa: {
    name: 'Bossa nova',
    description: 'Nylon guitar, soft brushes and suave chords.',
    tempo: [108, 128, 152],
    modes: { major: 0.7, minor: 0.3 },
    signatures: [-3, 2],
    energy: 0.4,
    shape: 'steady',
    ending: 'ring',
    feeling: [0.66, 0.48, 0.2, 0.42, 0.35],
  },
  rock: {
    name: 'Rock',
    description: 'Crunch guitars, live drums and riffs.',
    tempo: [92, 124, 160],
    modes: { major: 0.38, minor: 0.37, mixolydian: 0.25 },
    signatures: GUITAR_KEYS,
    energy: 0.8,
    shape: 'build',
    ending: 'ring',
    feeling: [0.55, 0.58, 0.45, 0.66, 0.35],
  },
  funk: {
    name: 'Funk',
    description: 'Slap bass, clavinet, muted guitar and tight horns.',
    tempo: [92, 106, 120],
    modes: { dorian: 0.4, mixolydian: 0.4, minor: 0.2 },
    signatures: [-2, 3],
    energy: 0.7,
    shape: 'wave',
    ending: 'button',
    feeling: [0.7, 0.58, 0.3, 0.66, 0.25],
  },
  corporate: {
    name: 'Corporate',
    description: 'Clean, confident, optimistic: muted guitars, piano, light drums.',
    tempo: [100, 116, 130],
    modes: { major: 0.95, lydian: 0.05 },
    signatures: [-2, 4],
    energy: 0.56,
    shape: 'build',
    ending: 'ring',
    feeling: [0.75, 0.65, 0.15, 0.48, 0.42],
  },
};

/** Every style there is, in the order of `STYLE_IDS`. */
export const STYLES: readonly StyleInfo[] = STYLE_IDS.map((id) => styleFromRow(id, ROWS[id]));

const byId = new Map(STYLES.map((style) => [style.id, style]));

/** What the brief knows of a style. */
export function styleInfo(id: StyleId): StyleInfo {
  const style = byId.get(id);
  assert(style !== undefined, `no style "${id}"`);
  return style;
}

function styleFromRow(id: StyleId, row: StyleInfoRow): StyleInfo {
  const [valence, brightness, tension, density, space] = row.feeling;
  const [low, usual, high] = row.tempo;
  return {
    id,
    name: row.name,
    description: row.description,
    tempoRange: [low, high],
    usualTempoBpm: usual,
    meters: Meter.options.flatMap((meter) => weightOf(row.meters ?? { '4/4': 1 }, meter).map((weight) => ({ meter, weight }))),
    modes: Mode.options.flatMap((mode) => weightOf(row.modes, mode).map((weight) => ({ mode, weight }))),
    signatures: row.signatures,
    energy: row.energy,
    shape: row.shape,
    ending: row.ending,
    durationSeconds: 30,
    feeling: { valence, brightness, tension, density, space },
  };
}

function weightOf(weights: Weights, name: string): number[] {
  const weight = weights[name];
  return weight === undefined ? [] : [weight];
}
