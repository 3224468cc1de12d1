import { DRUM } from '../../../score/index.ts';
import type { HitLayer } from './hit-player.ts';
import { HITS } from './hit-recipes.ts';
import { membrane } from './hit-synth.ts';
import { bank, drum, type Feel, type Kit, type KitDrum, shot, shots, synth, taikoOf } from './kits.ts';

const FEEL_OF_HANDS: Feel = { darkCents: 2200, humanCents: 18, humanDb: 0.9 };

function hand(pan: number, layers: readonly HitLayer[], other: readonly HitLayer[] | null = null): KitDrum {
  const { hit, ...rest } = drum('percussion', pan, FEEL_OF_HANDS, layers);
  return { ...rest, hit: { ...hit, other: other === null ? null : { ...hit, layers: other } } };
}

/** Five people clapping: each a little early or late, somewhere in the room. */
const CROWD_CLAP: readonly HitLayer[] = [
  synth(HITS.handClap, -4, { pan: -0.7, delaySeconds: 0 }),
  synth(HITS.handClap, -3, { pan: 0.6, delaySeconds: 0.007, semitones: -2 }),
  synth(HITS.handClap, -3, { pan: -0.25, delaySeconds: 0.011, semitones: 1.5 }),
  synth(HITS.handClap, -5, { pan: 0.3, delaySeconds: 0.016, semitones: -1 }),
  synth(HITS.handClap, -6, { pan: 0, delaySeconds: 0.022, semitones: 3 }),
  bank(0, 39, -7),
];

const SNAP_LAYERS: readonly HitLayer[] = [
  shot('perc_snap', -3),
  synth(HITS.snap, -7, { pan: 0.4, delaySeconds: 0.008 }),
  shot('perc_snap2', -9, { pan: -0.4, delaySeconds: 0.005 }),
];

/** What percussion numbers sound like in any player's hands. */
const HAND_DRUMS: readonly [number, KitDrum][] = [
  [DRUM.snap, hand(0, SNAP_LAYERS)],
  [DRUM.clap, hand(0, CROWD_CLAP)],
  [DRUM.sideStick, hand(0, [bank(0, 37)])],
  [
    DRUM.tambourine,
    hand(
      0,
      [bank(0, 54), synth(HITS.jingles, -6)],
      [bank(0, 54, -1.5, { semitones: -0.4, cutoffHz: 12_000 }), synth(HITS.jingles, -4)],
    ),
  ],
  [DRUM.cowbell, hand(0, [bank(0, 56)])],
  [DRUM.highBongo, hand(-0.15, [bank(0, 60), synth(membrane(395, 0.2, 0.2), -16)])],
  [DRUM.lowBongo, hand(0.15, [bank(0, 61), synth(membrane(290, 0.24, 0.2), -16)])],
  [DRUM.muteConga, hand(-0.1, [bank(0, 62)], [bank(0, 62, -1.5, { semitones: -0.5 }), synth(HITS.tek, -24)])],
  [DRUM.highConga, hand(-0.15, [bank(0, 63), synth(membrane(205, 0.28, 0.25), -14)])],
  [DRUM.lowConga, hand(0.15, [bank(0, 64), synth(membrane(150, 0.34, 0.25), -14)])],
  [69, hand(0, [bank(0, 69)])],
  [70, hand(0, [bank(0, 70)])],
  [DRUM.woodBlock, hand(0.1, [bank(0, 76)])],
  [77, hand(-0.1, [bank(0, 77)])],
  [DRUM.triangleMute, hand(0, [bank(0, 80, 0, { seconds: 0.12 })])],
  [DRUM.triangle, hand(0, [bank(0, 81)])],
  // The arm goes forward and comes back.
  [DRUM.shaker, hand(0, [synth(HITS.shaker), bank(0, 82, -5)], [synth(HITS.shakerBack, 1), bank(0, 82, -9, { semitones: 0.6 })])],
];

/** A percussion player's instrument. */
export type Percussion = {
  readonly drums: Kit;
  /** What a number the player has no drum for is played on. */
  readonly main: number;
};

function percussion(main: number, own: readonly [number, KitDrum][]): Percussion {
  return { drums: new Map([...HAND_DRUMS, ...own]), main };
}

/** One drum under several numbers, so that it answers whatever a pattern was written for. */
function spread(numbers: readonly number[], one: KitDrum): [number, KitDrum][] {
  return numbers.map((number) => [number, one]);
}

/** Every percussion instrument of single hits by its catalogue id. */
export const PERCUSSION: ReadonlyMap<string, Percussion> = new Map([
  [
    'taiko',
    percussion(DRUM.lowTaiko, [
      [DRUM.lowTaiko, hand(0, taikoOf(60, 1.1, -4))],
      [DRUM.kick, hand(0, taikoOf(56, 1.15, -5))],
      [DRUM.highTaiko, hand(0.2, taikoOf(90, 0.8, 2))],
      [DRUM.lowTom, hand(-0.25, taikoOf(72, 0.95, -2))],
      [DRUM.midTom, hand(0.1, taikoOf(104, 0.75, 3))],
      [DRUM.highTom, hand(0.3, taikoOf(132, 0.6, 7))],
    ]),
  ],
  ['shaker', percussion(DRUM.shaker, [])],
  ['tambourine', percussion(DRUM.tambourine, [])],
  ['claps', percussion(DRUM.clap, [])],
  ['snaps', percussion(DRUM.snap, [])],
  ['congas', percussion(DRUM.highConga, [])],
  ['bongos', percussion(DRUM.highBongo, [])],
  [
    'cajon',
    percussion(DRUM.snare, [
      [DRUM.kick, hand(0, [synth(HITS.cajonBass), synth(membrane(72, 0.3, 0.3), -10)])],
      [DRUM.lowTaiko, hand(0, [synth(HITS.cajonBass)])],
      [DRUM.snare, hand(0, [synth(HITS.cajonSlap), shot('drum_snare_soft', -16)])],
      [DRUM.snareAlt, hand(0, [synth(HITS.cajonTap)])],
      [DRUM.sideStick, hand(0, [synth(HITS.cajonTap)])],
      [DRUM.closedHat, hand(0, [synth(HITS.cajonTap, -3)])],
    ]),
  ],
  [
    'djembe',
    percussion(DRUM.highConga, [
      ...spread(
        [DRUM.kick, DRUM.lowTaiko, DRUM.lowConga, DRUM.lowTom],
        hand(0, [synth(membrane(74, 0.62, 0.5)), bank(0, 64, -9, { semitones: -7 })]),
      ),
      ...spread(
        [DRUM.highConga, DRUM.highTaiko, DRUM.midTom],
        hand(-0.08, [synth(membrane(232, 0.3, 0.6), -3), bank(0, 63, -6, { semitones: 1 })]),
      ),
      ...spread(
        [DRUM.muteConga, DRUM.snare, DRUM.highTom],
        hand(0.1, [synth(HITS.djembeSlap), bank(0, 62, -8, { semitones: 3 })]),
      ),
      ...spread([DRUM.snareAlt, DRUM.sideStick, DRUM.closedHat], hand(0.1, [synth(HITS.tek, -8), bank(0, 62, -12)])),
    ]),
  ],
  [
    // The right hand's ringing rim and closed centre, the left hand's bass that the heel of the hand bends.
    'tabla',
    percussion(DRUM.highConga, [
      ...spread(
        [DRUM.kick, DRUM.lowTaiko, DRUM.lowConga, DRUM.lowTom],
        hand(0.2, [shots(['tabla_ghe1', 'tabla_ghe2', 'tabla_ghe3', 'tabla_ghe4'])]),
      ),
      ...spread([DRUM.highConga, DRUM.highTaiko, DRUM.midTom], hand(-0.15, [shots(['tabla_na', 'tabla_na_o', 'tabla_na_s'])])),
      ...spread([DRUM.muteConga, DRUM.snare, DRUM.highTom], hand(-0.15, [shots(['tabla_tas1', 'tabla_tas2', 'tabla_tas3'])])),
      ...spread([DRUM.snareAlt, DRUM.sideStick, DRUM.closedHat], hand(-0.1, [shots(['tabla_te1', 'tabla_te2', 'tabla_te_m'])])),
      [DRUM.highBongo, hand(-0.2, [shots(['tabla_tun1', 'tabla_tun2', 'tabla_tun3'])])],
      [DRUM.lowBongo, hand(0.15, [shots(['tabla_ke1', 'tabla_ke2', 'tabla_ke3'])])],
    ]),
  ],
  [
    'frame-drum',
    percussion(DRUM.lowConga, [
      ...spread(
        [DRUM.kick, DRUM.lowTaiko, DRUM.lowConga, DRUM.lowTom],
        hand(0, [synth(membrane(92, 0.85, 0.35)), synth(HITS.jingles, -34)]),
      ),
      ...spread([DRUM.highConga, DRUM.highTaiko, DRUM.midTom], hand(0.05, [synth(membrane(148, 0.42, 0.4), -3)])),
      ...spread([DRUM.muteConga, DRUM.snare, DRUM.sideStick, DRUM.snareAlt, DRUM.closedHat], hand(0.1, [synth(HITS.tek, -3)])),
    ]),
  ],
  [
    'timbales',
    percussion(DRUM.highConga, [
      ...spread([DRUM.lowConga, DRUM.lowTom, DRUM.kick], hand(0.15, [bank(0, 66)])),
      ...spread([DRUM.highConga, DRUM.midTom, DRUM.snare], hand(-0.15, [bank(0, 65)])),
      // The shell: cáscara is played on its side.
      ...spread(
        [DRUM.muteConga, DRUM.sideStick, DRUM.closedHat],
        hand(-0.2, [synth(HITS.rim, -7, { semitones: 5 }), bank(0, 37, -8, { semitones: 7 })]),
      ),
    ]),
  ],
  [
    'surdo',
    percussion(DRUM.lowConga, [
      ...spread(
        [DRUM.lowConga, DRUM.kick, DRUM.lowTaiko, DRUM.lowTom],
        hand(0, [bank(0, 87), synth(membrane(64, 0.8, 0.35), -5)]),
      ),
      ...spread(
        [DRUM.highConga, DRUM.muteConga, DRUM.snare, DRUM.midTom],
        hand(0, [bank(0, 86), synth(membrane(66, 0.35, 0.45), -7)]),
      ),
    ]),
  ],
  [
    'agogo',
    percussion(DRUM.highBongo, [
      ...spread(
        [DRUM.highBongo, DRUM.cowbell, DRUM.snare],
        hand(-0.1, [bank(0, 67)], [bank(0, 67, -1, { semitones: 0.15, cutoffHz: 9000 })]),
      ),
      ...spread([DRUM.lowBongo, DRUM.kick], hand(0.1, [bank(0, 68)], [bank(0, 68, -1, { semitones: -0.12, cutoffHz: 9000 })])),
    ]),
  ],
  [
    'castanets',
    percussion(DRUM.woodBlock, [
      [
        DRUM.woodBlock,
        hand(0, [bank(0, 85), bank(0, 85, -7, { delaySeconds: 0.024, semitones: -0.6 })], [bank(0, 85, -1, { semitones: -2.2 })]),
      ],
    ]),
  ],
  ['claves', percussion(DRUM.woodBlock, [[DRUM.woodBlock, hand(0, [bank(0, 75), synth(HITS.stick, -8)])]])],
  [
    'guiro',
    percussion(DRUM.shaker, [
      [DRUM.shaker, hand(0, [bank(0, 73)], [bank(0, 73, -2, { semitones: 1.2 })])],
      [DRUM.openHat, hand(0, [bank(0, 74)])],
    ]),
  ],
  ['wood-block', percussion(DRUM.woodBlock, [[DRUM.snare, hand(-0.1, [bank(0, 77)])]])],
  [
    'sleigh-bells',
    percussion(DRUM.tambourine, [
      [DRUM.tambourine, hand(0, [bank(0, 83)], [bank(0, 83, -2.5, { semitones: -0.5, seconds: 0.5 })])],
    ]),
  ],
  ['wind-chimes', percussion(DRUM.triangle, [[DRUM.triangle, hand(0, [bank(0, 84, 0, { seconds: 7 })])]])],
  [
    'gong',
    percussion(DRUM.triangle, [
      [DRUM.triangle, hand(0, [synth(HITS.gong), bank(0, 52, -15, { semitones: -14, cutoffHz: 3500 })])],
    ]),
  ],
  [
    'stomps',
    percussion(DRUM.kick, [
      ...spread(
        [DRUM.kick, DRUM.lowTaiko, DRUM.lowConga],
        hand(0, [
          synth(HITS.stomp, -2, { pan: -0.6 }),
          synth(HITS.stomp, -2, { pan: 0.55, delaySeconds: 0.009, semitones: -1.5 }),
          synth(HITS.stomp, -4, { pan: 0.1, delaySeconds: 0.016, semitones: 1 }),
          synth(membrane(52, 0.5, 0.2), -7),
        ]),
      ),
      [DRUM.snare, hand(0, CROWD_CLAP)],
    ]),
  ],
  ['triangle', percussion(DRUM.triangle, [])],
  ['cowbell', percussion(DRUM.cowbell, [])],
]);
