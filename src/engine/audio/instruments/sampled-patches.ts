import type { SampledLayer, SampledPatch } from './sampled.ts';

const PLAIN_LAYER: Omit<SampledLayer, 'preset'> = {
  gainDb: 0,
  cents: 0,
  pan: 0,
  delaySeconds: 0,
  attackSeconds: 0,
  cutoffShiftCents: 0,
  transpose: 0,
  notes: 'all',
};

const PLAIN_PATCH: Omit<SampledPatch, 'layers'> = {
  velocity: { scale: 1, most: 1 },
  brightnessCents: 0,
  humanCents: 0,
  vibrato: null,
  releaseSeconds: null,
  playing: { kind: 'keys' },
  mechanicsDb: null,
};

export function layer(program: number, changes: Partial<SampledLayer> = {}, variation = 0): SampledLayer {
  return { ...PLAIN_LAYER, preset: { program, variation, isDrum: false }, ...changes };
}

export function patch(layers: readonly SampledLayer[], changes: Partial<SampledPatch> = {}): SampledPatch {
  return { ...PLAIN_PATCH, layers, ...changes };
}

/** A solo line: slurs, vibrato that begins late and differs from note to note, soft notes darker. */
export function line(
  program: number,
  brightnessCents: number,
  vibrato: readonly [hz: number, cents: number, delaySeconds: number] | null,
  changes: Partial<SampledPatch> = {},
): SampledPatch {
  return patch([layer(program)], {
    brightnessCents,
    humanCents: 2.5,
    vibrato: vibrato === null ? null : { hz: vibrato[0], cents: vibrato[1], delaySeconds: vibrato[2], riseSeconds: 0.45 },
    releaseSeconds: 0.22,
    playing: { kind: 'line', slurSkipSeconds: 0.075 },
    ...changes,
  });
}

/** The instruments that are made of the bank's samples alone. */
export const SAMPLED_PATCHES: readonly (readonly [id: string, patch: SampledPatch])[] = [
  // The recording under the bank's own filter is darker than a grand on a record.
  ['piano', patch([layer(0, { cutoffShiftCents: 650 })], { brightnessCents: 500, mechanicsDb: -54 })],
  [
    'felt-piano',
    patch(
      [
        layer(0, { cutoffShiftCents: -2700 }),
        layer(0, { cutoffShiftCents: -3300, gainDb: -7, cents: 4, attackSeconds: 0.02 }, 8),
      ],
      {
        velocity: { scale: 0.62, most: 0.6 },
        brightnessCents: 900,
        mechanicsDb: -55,
      },
    ),
  ],
  ['clavinet', patch([layer(7)], { brightnessCents: 1200 })],
  ['harpsichord', patch([layer(6, { pan: -0.2 }), layer(6, { pan: 0.25, cents: 3, gainDb: -3, delaySeconds: 0.006 }, 8)])],
  ['church-organ', patch([layer(19), layer(19, { gainDb: -4, cents: -3 }, 8)], { releaseSeconds: 0.7 })],
  ['accordion', patch([layer(21, { pan: -0.15 }), layer(21, { pan: 0.2, gainDb: -4 }, 8)], { brightnessCents: 900 })],
  ['harp', patch([layer(46)], { brightnessCents: 1400, humanCents: 1.5, releaseSeconds: 2.2 })],
  ['sitar', patch([layer(104)], { brightnessCents: 1500, humanCents: 4 })],
  ['koto', patch([layer(107)], { brightnessCents: 1500, humanCents: 3, releaseSeconds: 1.4 })],
  ['kalimba', patch([layer(108)], { brightnessCents: 1600, humanCents: 3, releaseSeconds: 1.2 })],
  // The recordings have a vibrato of their own (violin 17 cents either way, viola 6, cello 8, bass 3): ours only adds what they lack.
  ['violin', line(40, 3300, [5.6, 8, 0.28])],
  ['viola', line(41, 3300, [5.3, 11, 0.3])],
  ['cello', line(42, 3400, [5.1, 10, 0.32])],
  ['contrabass', line(43, 3200, [4.8, 6, 0.4])],
  [
    'string-section',
    patch(
      [
        layer(49, { notes: 'long' }),
        layer(48, { notes: 'long', gainDb: -4, cents: 3, attackSeconds: 0.06 }),
        layer(48, { notes: 'short' }),
        layer(48, { notes: 'long', gainDb: -9, cents: -6, pan: 0.3, delaySeconds: 0.02, attackSeconds: 0.15 }),
      ],
      { brightnessCents: 3600, humanCents: 2.5, releaseSeconds: 0.55, playing: { kind: 'section', slurSkipSeconds: 0.13 } },
    ),
  ],
  [
    'tremolo-strings',
    patch([layer(44), layer(44, { gainDb: -5, cents: 5, delaySeconds: 0.03 })], {
      brightnessCents: 3300,
      humanCents: 2,
      releaseSeconds: 0.5,
    }),
  ],
  [
    'pizzicato-strings',
    patch([layer(45), layer(45, { gainDb: -6, cents: -5, pan: 0.25, delaySeconds: 0.009 })], {
      brightnessCents: 2600,
      humanCents: 3,
    }),
  ],
  ['trumpet', line(56, 3000, [5.2, 9, 0.35])],
  ['muted-trumpet', line(59, 1500, [5.2, 10, 0.32])],
  ['trombone', line(57, 2800, [4.9, 8, 0.4])],
  [
    'french-horn',
    patch([layer(60), layer(60, { cents: -5, pan: 0.2, gainDb: -5, delaySeconds: 0.014 })], {
      brightnessCents: 2600,
      humanCents: 3,
      releaseSeconds: 0.4,
      playing: { kind: 'section', slurSkipSeconds: 0.06 },
    }),
  ],
  ['tuba', line(58, 2200, null)],
  [
    'brass-section',
    patch(
      [
        layer(61, { pan: -0.15 }),
        layer(61, { pan: 0.3, cents: 6, gainDb: -4, delaySeconds: 0.012 }, 8),
        layer(57, { pan: -0.35, cents: -4, gainDb: -7, delaySeconds: 0.006 }),
        layer(56, { pan: 0.35, cents: 4, gainDb: -8, delaySeconds: 0.009 }),
      ],
      { brightnessCents: 3400, humanCents: 4, releaseSeconds: 0.25, playing: { kind: 'section', slurSkipSeconds: 0.05 } },
    ),
  ],
  ['clarinet', line(71, 1600, [4.6, 3, 0.5])],
  ['oboe', line(68, 2400, [5.3, 9, 0.33])],
  ['bassoon', line(70, 1500, [4.9, 7, 0.38])],
  ['alto-sax', line(65, 2000, [5, 12, 0.35])],
  ['tenor-sax', line(66, 2200, [4.8, 12, 0.38])],
  ['harmonica', line(22, 1300, [5.4, 10, 0.3])],
  ['vibraphone', patch([layer(11)], { brightnessCents: 1200, releaseSeconds: 1.2 })],
  ['marimba', patch([layer(12)], { brightnessCents: 1800, releaseSeconds: 1.6 })],
  ['xylophone', patch([layer(13)], { brightnessCents: 1500, releaseSeconds: 1 })],
  ['glockenspiel', patch([layer(9, { cutoffShiftCents: -1800 })], { brightnessCents: 1200, releaseSeconds: 2.5 })],
  ['celesta', patch([layer(8)], { brightnessCents: 1200, releaseSeconds: 1.6 })],
  ['music-box', patch([layer(10)], { brightnessCents: 1000, releaseSeconds: 2.2, mechanicsDb: -50 })],
  ['tubular-bells', patch([layer(14)], { brightnessCents: 1400, releaseSeconds: 4 })],
  ['steel-drum', patch([layer(114)], { brightnessCents: 1400, humanCents: 3, releaseSeconds: 0.8 })],
  [
    'choir',
    patch([layer(52), layer(52, { cents: 6, gainDb: -5, delaySeconds: 0.03, attackSeconds: 0.12 })], {
      brightnessCents: 3000,
      humanCents: 3,
      releaseSeconds: 0.6,
      playing: { kind: 'section', slurSkipSeconds: 0.1 },
    }),
  ],
  [
    'voice-oohs',
    patch([layer(53, { pan: -0.3 }), layer(53, { pan: 0.35, cents: -7, gainDb: -2, delaySeconds: 0.025 })], {
      brightnessCents: 2400,
      humanCents: 4,
      releaseSeconds: 0.5,
      playing: { kind: 'section', slurSkipSeconds: 0.08 },
    }),
  ],
  ['timpani', patch([layer(47)], { brightnessCents: 1800, humanCents: 2, releaseSeconds: 2.5 })],
];
