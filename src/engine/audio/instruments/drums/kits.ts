import { DRUM } from '../../../score/index.ts';
import type { KitPiece } from '../../stem.ts';
import type { Hit, HitLayer, HitSource } from './hit-player.ts';
import { HITS } from './hit-recipes.ts';
import { membrane, type HitRecipe } from './hit-synth.ts';

/** A drum of a kit: which microphone hears it, and what it stops. */
export type KitDrum = {
  readonly piece: KitPiece;
  readonly hit: Hit;
  readonly choke: 'hat' | null;
  /** MIDI note number on which it rings, for kicks that are tuned to the key; null for drums that stay as they are. */
  readonly ringsAt: number | null;
};

/** A kit: a drum for every number that kits are written with. */
export type Kit = ReadonlyMap<number, KitDrum>;

/** The whole of a range of loudness. */
const ALL: readonly [number, number] = [0, 1];

/** A sound of a hit, plain but for `changes`. */
export function layer(source: HitSource, gainDb: number, changes: Partial<HitLayer> = {}): HitLayer {
  return { source, gainDb, semitones: 0, seconds: null, cutoffHz: null, velocities: ALL, pan: 0, delaySeconds: 0, ...changes };
}

/** A recorded drum of the bank by kit and key. */
export function bank(program: number, key: number, gainDb = 0, changes: Partial<HitLayer> = {}): HitLayer {
  return layer({ kind: 'bank', program, key, isDrum: true }, gainDb, changes);
}

/** A recorded one-shot by its file name. */
export function shot(name: string, gainDb = 0, changes: Partial<HitLayer> = {}): HitLayer {
  return layer({ kind: 'one-shot', name }, gainDb, changes);
}

/** Any of several recordings of one stroke. */
export function shots(names: readonly string[], gainDb = 0, changes: Partial<HitLayer> = {}): HitLayer {
  return layer({ kind: 'one-shots', names }, gainDb, changes);
}

/** A synthesised hit. */
export function synth(recipe: HitRecipe, gainDb = 0, changes: Partial<HitLayer> = {}): HitLayer {
  return layer({ kind: 'synth', recipe }, gainDb, changes);
}

/** How alive strokes are: a drummer's, or a machine's that a person programmed. */
export type Feel = { readonly darkCents: number; readonly humanCents: number; readonly humanDb: number };
const DRUMMER: Feel = { darkCents: 2600, humanCents: 14, humanDb: 0.7 };
const MACHINE: Feel = { darkCents: 1200, humanCents: 2, humanDb: 0.15 };

/** A drum under one microphone, `pan` −1 left to 1 right. */
export function drum(piece: KitPiece, pan: number, feel: Feel, layers: readonly HitLayer[], choke: 'hat' | null = null): KitDrum {
  return { piece, choke, ringsAt: null, hit: { layers, pan, other: null, ...feel } };
}

/** A machine's kick: it rings on a pitch, which is tuned to the key. */
function kick(ringsAt: number, feel: Feel, layers: readonly HitLayer[]): KitDrum {
  return { ...drum('kick', 0, feel, layers), ringsAt };
}

const HAT_PAN = 0.3;
const RIDE_PAN = -0.32;

/** Cymbals, toms and hand percussion that most kits share; the audience's view, hats on the right. */
function acousticBase(program: number, feel: Feel): [number, KitDrum][] {
  return [
    [DRUM.sideStick, drum('snare', 0.05, feel, [bank(program, 37)])],
    [DRUM.lowTom, drum('toms', -0.38, feel, [bank(program, 41), synth(membrane(78, 0.5, 0.2), -13)])],
    [DRUM.highTaiko, drum('toms', -0.2, feel, [bank(program, 43), synth(membrane(92, 0.45, 0.2), -13)])],
    [DRUM.midTom, drum('toms', -0.04, feel, [bank(program, 45), synth(membrane(112, 0.42, 0.2), -13)])],
    [47, drum('toms', 0.08, feel, [bank(program, 47)])],
    [DRUM.highTom, drum('toms', 0.25, feel, [bank(program, 48), synth(membrane(150, 0.36, 0.2), -14)])],
    [50, drum('toms', 0.34, feel, [bank(program, 50)])],
    [
      DRUM.closedHat,
      drum(
        'hats',
        HAT_PAN,
        feel,
        [bank(program, 42), shot('drum_cymbal_closed', -9, { velocities: [0.62, 1] }), synth(HITS.hatAir, -14)],
        'hat',
      ),
    ],
    [DRUM.pedalHat, drum('hats', HAT_PAN, feel, [bank(program, 44)], 'hat')],
    [DRUM.openHat, drum('hats', HAT_PAN, feel, [bank(program, 46), synth(HITS.openHatAir, -14)])],
    [DRUM.crash, drum('cymbals', 0.42, feel, [bank(program, 49), synth(HITS.crashAir, -13)])],
    [DRUM.crashAlt, drum('cymbals', -0.45, feel, [bank(program, 57), synth(HITS.crashAir, -14)])],
    [DRUM.ride, drum('cymbals', RIDE_PAN, feel, [bank(program, 51), shot('ride_tri', -15), synth(HITS.rideAir, -16)])],
    [DRUM.rideBell, drum('cymbals', RIDE_PAN, feel, [bank(program, 53)])],
    [DRUM.china, drum('cymbals', -0.5, feel, [bank(program, 52)])],
    [DRUM.splash, drum('cymbals', 0.2, feel, [bank(program, 55)])],
    [DRUM.clap, drum('percussion', 0, feel, [bank(0, 39), synth(HITS.clap, -4)])],
    [DRUM.tambourine, drum('percussion', 0.35, feel, [bank(0, 54)])],
    [DRUM.cowbell, drum('percussion', -0.25, feel, [bank(0, 56)])],
    [58, drum('percussion', 0.3, feel, [bank(0, 58)])],
    [59, drum('cymbals', RIDE_PAN, feel, [bank(program, 59)])],
  ];
}

function kit(base: readonly [number, KitDrum][], own: readonly [number, KitDrum][]): Kit {
  return new Map([...base, ...own]);
}

/** Ghost strokes are the soft recording, back-beats the hard one with the bank's snare under it. */
const SOFT_SNARE = shot('drum_snare_soft', -1, { velocities: [0, 0.42] });
const HARD_SNARE = shot('drum_snare_hard', -9, { velocities: [0.42, 1] });

const acoustic = kit(acousticBase(0, DRUMMER), [
  [DRUM.kick, drum('kick', 0, DRUMMER, [bank(8, 36), bank(0, 36, -7), shot('drum_bass_soft', -12)])],
  [DRUM.lowTaiko, drum('kick', 0, DRUMMER, [bank(8, 35)])],
  [DRUM.snare, drum('snare', 0.04, DRUMMER, [bank(0, 38), SOFT_SNARE, HARD_SNARE])],
  [DRUM.snareAlt, drum('snare', 0.04, DRUMMER, [bank(0, 40), SOFT_SNARE])],
]);

const rock = kit(acousticBase(16, DRUMMER), [
  [DRUM.kick, drum('kick', 0, DRUMMER, [bank(16, 36), shot('drum_bass_hard', -5), shot('drum_heavy_kick', -11)])],
  [DRUM.lowTaiko, drum('kick', 0, DRUMMER, [bank(16, 35)])],
  [DRUM.snare, drum('snare', 0.04, DRUMMER, [bank(16, 38), HARD_SNARE, bank(0, 40, -8)])],
  [DRUM.snareAlt, drum('snare', 0.04, DRUMMER, [bank(16, 40), HARD_SNARE])],
]);

const brush = kit(acousticBase(0, DRUMMER), [
  [DRUM.kick, drum('kick', 0, DRUMMER, [bank(40, 36, -1, { cutoffHz: 5000 }), shot('bd_jazz', -9)])],
  [DRUM.lowTaiko, drum('kick', 0, DRUMMER, [bank(40, 36, -1, { cutoffHz: 5000 })])],
  [DRUM.snare, drum('snare', 0.04, DRUMMER, [bank(40, 38), bank(40, 40, -10)])],
  [DRUM.clap, drum('snare', 0.04, DRUMMER, [bank(40, 39)])],
  [DRUM.snareAlt, drum('snare', -0.04, DRUMMER, [synth(HITS.sweep, -1), bank(40, 40, -11)])],
  [DRUM.ride, drum('cymbals', RIDE_PAN, DRUMMER, [bank(32, 51), shot('ride_via', -14), synth(HITS.rideAir, -17)])],
]);

/** Sampled off a worn record: short, dull, a little low in pitch. */
const lofi = kit(
  acousticBase(0, { ...DRUMMER, humanCents: 10 }).map(([number, own]): [number, KitDrum] => [
    number,
    {
      ...own,
      hit: { ...own.hit, layers: own.hit.layers.map((one) => ({ ...one, semitones: one.semitones - 1.5, cutoffHz: 6500 })) },
    },
  ]),
  [
    [
      DRUM.kick,
      drum('kick', 0, DRUMMER, [
        synth(HITS.kickDusty, -2),
        bank(32, 36, -3, { cutoffHz: 3200, semitones: -1 }),
        shot('bd_fat', -11),
      ]),
    ],
    [DRUM.lowTaiko, drum('kick', 0, DRUMMER, [synth(HITS.kickDusty)])],
    [
      DRUM.snare,
      drum('snare', 0.03, DRUMMER, [
        bank(32, 38, -1, { cutoffHz: 7000, semitones: -2 }),
        shot('sn_generic', -12, { cutoffHz: 6000 }),
        synth(HITS.snareTight, -14),
      ]),
    ],
    [DRUM.snareAlt, drum('snare', 0.03, DRUMMER, [bank(40, 38, 0, { cutoffHz: 7000, semitones: -1 })])],
    [
      DRUM.clap,
      drum('snare', 0, DRUMMER, [shot('perc_snap2', -5, { cutoffHz: 7000 }), synth(HITS.clap, -12, { cutoffHz: 5000 })]),
    ],
    [
      DRUM.closedHat,
      drum(
        'hats',
        HAT_PAN,
        DRUMMER,
        [shot('hat_zild', -3, { cutoffHz: 7500, semitones: -1 }), bank(0, 42, -8, { cutoffHz: 7000, seconds: 0.09 })],
        'hat',
      ),
    ],
    [DRUM.openHat, drum('hats', HAT_PAN, DRUMMER, [bank(0, 46, -1, { cutoffHz: 7500, seconds: 0.55, semitones: -1 })])],
  ],
);

const machineCymbals: readonly [number, KitDrum][] = [
  [DRUM.crash, drum('cymbals', 0.35, MACHINE, [bank(25, 49, -2), synth(HITS.machineCymbal, -9)])],
  [DRUM.crashAlt, drum('cymbals', -0.35, MACHINE, [bank(25, 57, -2), synth(HITS.machineCymbal, -9, { semitones: -2 })])],
  [DRUM.ride, drum('cymbals', RIDE_PAN, MACHINE, [bank(25, 51, -3), synth(HITS.machineCymbal, -14, { seconds: 0.6 })])],
  [DRUM.rideBell, drum('cymbals', RIDE_PAN, MACHINE, [bank(25, 53)])],
  [DRUM.lowTom, drum('toms', -0.35, MACHINE, [synth(HITS.lowTom)])],
  [DRUM.highTaiko, drum('toms', -0.2, MACHINE, [synth(HITS.lowTom, 0, { semitones: 2 })])],
  [DRUM.midTom, drum('toms', 0, MACHINE, [synth(HITS.midTom)])],
  [DRUM.highTom, drum('toms', 0.3, MACHINE, [synth(HITS.highTom)])],
  [DRUM.sideStick, drum('snare', 0.1, MACHINE, [synth(HITS.rim)])],
  [DRUM.cowbell, drum('percussion', -0.25, MACHINE, [synth(HITS.machineCowbell)])],
];

const eight08 = kit(
  [...acousticBase(25, MACHINE), ...machineCymbals],
  [
    [DRUM.kick, kick(30.2, MACHINE, [synth(HITS.kick808), shot('bd_808', -10)])],
    [DRUM.lowTaiko, kick(28.8, MACHINE, [synth(HITS.kickDeep)])],
    [DRUM.snare, drum('snare', 0, MACHINE, [synth(HITS.snare808), bank(25, 38, -6)])],
    [DRUM.snareAlt, drum('snare', 0, MACHINE, [synth(HITS.snareTight), bank(25, 40, -6)])],
    [DRUM.clap, drum('snare', 0, MACHINE, [synth(HITS.clap, -1), bank(25, 39, -5)])],
    [DRUM.closedHat, drum('hats', 0.18, MACHINE, [synth(HITS.closedHat), bank(25, 42, -9)], 'hat')],
    [DRUM.pedalHat, drum('hats', 0.18, MACHINE, [synth(HITS.pedalHat)], 'hat')],
    [DRUM.openHat, drum('hats', 0.18, MACHINE, [synth(HITS.openHat), bank(25, 46, -8, { seconds: 0.5 })])],
  ],
);

const nine09 = kit(
  [...acousticBase(24, MACHINE), ...machineCymbals],
  [
    [DRUM.kick, kick(31.5, MACHINE, [synth(HITS.kick909), shot('bd_haus', -9)])],
    [DRUM.lowTaiko, kick(28.8, MACHINE, [synth(HITS.kickDeep)])],
    [DRUM.snare, drum('snare', 0, MACHINE, [synth(HITS.snare909), shot('sn_dub', -11)])],
    [DRUM.snareAlt, drum('snare', 0, MACHINE, [synth(HITS.snareTight)])],
    [DRUM.clap, drum('snare', 0, MACHINE, [synth(HITS.clap), bank(25, 39, -8)])],
    [DRUM.closedHat, drum('hats', 0.16, MACHINE, [shot('hat_zild', -3), synth(HITS.closedHat, -5)], 'hat')],
    [DRUM.pedalHat, drum('hats', 0.16, MACHINE, [shot('hat_cab', -6), synth(HITS.pedalHat, -4)], 'hat')],
    [DRUM.openHat, drum('hats', 0.16, MACHINE, [bank(24, 46, -3, { seconds: 0.45 }), synth(HITS.openHat, -6)])],
  ],
);

const electronic = kit(
  [...acousticBase(24, MACHINE), ...machineCymbals],
  [
    [DRUM.kick, kick(28.8, MACHINE, [synth(HITS.kickDeep), shot('bd_tek', -8)])],
    [DRUM.lowTaiko, kick(28.8, MACHINE, [synth(HITS.kickDeep)])],
    [DRUM.snare, drum('snare', 0, MACHINE, [synth(HITS.snareTight, -2), bank(24, 38, -4), shot('sn_dub', -10)])],
    [DRUM.snareAlt, drum('snare', 0, MACHINE, [bank(24, 40)])],
    [DRUM.clap, drum('snare', 0, MACHINE, [synth(HITS.clap), bank(25, 39, -6)])],
    [DRUM.closedHat, drum('hats', 0.2, MACHINE, [synth(HITS.tick), shot('hat_bdu', -8)], 'hat')],
    [DRUM.pedalHat, drum('hats', 0.2, MACHINE, [synth(HITS.pedalHat)], 'hat')],
    [DRUM.openHat, drum('hats', 0.2, MACHINE, [synth(HITS.openHat), bank(24, 46, -9, { seconds: 0.4 })])],
  ],
);

/** A console's drums: one noise channel and the triangle, all in the middle, no two strokes more alike than a chip makes them. */
const CHIP: Feel = { darkCents: 0, humanCents: 0, humanDb: 0 };
const chip: Kit = new Map(
  (
    [
      [DRUM.kick, 'kick', HITS.chipKick, 0],
      [DRUM.lowTaiko, 'kick', HITS.chipKick, 0],
      [DRUM.snare, 'snare', HITS.chipSnare, 0],
      [DRUM.snareAlt, 'snare', HITS.chipSnare, 3],
      [DRUM.clap, 'snare', HITS.chipSnare, 2],
      [DRUM.sideStick, 'snare', HITS.chipRim, 0],
      [DRUM.closedHat, 'hats', HITS.chipHat, 0],
      [DRUM.pedalHat, 'hats', HITS.chipHat, -2],
      [DRUM.openHat, 'hats', HITS.chipOpenHat, 0],
      [DRUM.crash, 'cymbals', HITS.chipCrash, 0],
      [DRUM.crashAlt, 'cymbals', HITS.chipCrash, -2],
      [DRUM.china, 'cymbals', HITS.chipCrash, -4],
      [DRUM.splash, 'cymbals', HITS.chipOpenHat, 2],
      [DRUM.ride, 'cymbals', HITS.chipHat, 2],
      [59, 'cymbals', HITS.chipHat, 2],
      [DRUM.rideBell, 'cymbals', HITS.chipBell, 0],
      [DRUM.lowTom, 'toms', HITS.chipTom, -5],
      [DRUM.highTaiko, 'toms', HITS.chipTom, -3],
      [DRUM.midTom, 'toms', HITS.chipTom, 0],
      [47, 'toms', HITS.chipTom, 2],
      [DRUM.highTom, 'toms', HITS.chipTom, 5],
      [50, 'toms', HITS.chipTom, 7],
      [DRUM.tambourine, 'percussion', HITS.chipHat, 0],
      [DRUM.cowbell, 'percussion', HITS.chipBell, -7],
    ] as const
  ).map(([number, piece, recipe, semitones]) => [
    number,
    {
      ...drum(piece, 0, CHIP, [synth(recipe, 0, { semitones })], piece === 'hats' ? 'hat' : null),
      ringsAt: piece === 'kick' ? 33.9 : null,
    },
  ]),
);

/** A large drum of a troupe: three players, `semitones` off the recording. */
export const taikoOf = (hz: number, size: number, semitones: number): readonly HitLayer[] => [
  layer({ kind: 'bank', program: 116, key: 60, isDrum: false }, 0, { semitones: semitones - 12 + 12 }),
  synth(membrane(hz, size, 1), -2),
  synth(membrane(hz * 1.04, size, 0.8), -8, { delaySeconds: 0.011, pan: -0.45 }),
  synth(membrane(hz * 0.97, size, 0.8), -8, { delaySeconds: 0.017, pan: 0.45 }),
];

const HALL: Feel = { darkCents: 3200, humanCents: 18, humanDb: 0.8 };

/** Large drums struck by several players, an orchestra's cymbals above them. */
const cinematic = kit(acousticBase(0, HALL), [
  [
    DRUM.kick,
    drum('kick', 0, HALL, [
      layer({ kind: 'bank', program: 48, key: 36, isDrum: true }, 0),
      synth(HITS.sub, -3),
      synth(membrane(46, 1.3, 0.9), -3),
    ]),
  ],
  [DRUM.lowTaiko, drum('kick', 0, HALL, [...taikoOf(58, 1.15, -5), synth(HITS.sub, -8)])],
  [DRUM.highTaiko, drum('toms', -0.15, HALL, taikoOf(86, 0.85, 1))],
  [DRUM.lowTom, drum('toms', -0.35, HALL, taikoOf(74, 0.95, -2))],
  [DRUM.midTom, drum('toms', 0.1, HALL, taikoOf(104, 0.75, 3))],
  [DRUM.highTom, drum('toms', 0.35, HALL, taikoOf(138, 0.6, 7))],
  [DRUM.snare, drum('snare', 0.05, HALL, [bank(48, 38), bank(48, 40, -5, { pan: -0.4, delaySeconds: 0.012 }), bank(16, 38, -9)])],
  [DRUM.snareAlt, drum('snare', 0.05, HALL, [bank(48, 40)])],
  [DRUM.sideStick, drum('snare', 0.2, HALL, [bank(0, 37), synth(HITS.rim, -8)])],
  [DRUM.crash, drum('cymbals', 0.3, HALL, [bank(48, 57), bank(0, 49, -4)])],
  [DRUM.crashAlt, drum('cymbals', -0.3, HALL, [bank(0, 57), bank(48, 57, -5)])],
]);

/** Every drum kit by its catalogue id. */
export const KITS: ReadonlyMap<string, Kit> = new Map([
  ['kit-acoustic', acoustic],
  ['kit-rock', rock],
  ['kit-brush', brush],
  ['kit-lofi', lofi],
  ['kit-808', eight08],
  ['kit-909', nine09],
  ['kit-electronic', electronic],
  ['kit-chip', chip],
  ['kit-cinematic', cinematic],
]);
