import { silence } from '../../stereo.ts';
import { HitPlayer, type Hit, type HitLayer } from '../drums/hit-player.ts';
import { membrane, type HitRecipe } from '../drums/hit-synth.ts';
import type { Sound } from '../sound.ts';

const BOOM: HitRecipe = {
  seconds: 3.2,
  tones: [
    { fromHz: 120, toHz: 33, fall: 0.07, decay: 0.42, hold: 0.05, level: 0.95 },
    { fromHz: 240, toHz: 55, fall: 0.04, decay: 0.14, hold: 0, level: 0.4 },
  ],
  noises: [
    { bands: [{ kind: 'low-pass', hz: 2400, q: 0.6, gainDb: 0 }], attack: 0.001, decay: 0.09, level: 0.6, bursts: [] },
    { bands: [{ kind: 'band-pass', hz: 500, q: 0.5, gainDb: 0 }], attack: 0.004, decay: 0.4, level: 0.22, bursts: [] },
    { bands: [{ kind: 'high-pass', hz: 5000, q: 0.6, gainDb: 0 }], attack: 0.002, decay: 0.22, level: 0.08, bursts: [] },
  ],
  metal: null,
  chip: null,
  drive: 1.2,
};

/** A club's blow: a fast fall to the floor with a crack of noise on top. */
const CRACK: HitRecipe = {
  seconds: 2.6,
  tones: [
    { fromHz: 210, toHz: 41, fall: 0.03, decay: 0.5, hold: 0.03, level: 0.95 },
    { fromHz: 700, toHz: 160, fall: 0.012, decay: 0.05, hold: 0, level: 0.4 },
  ],
  noises: [
    { bands: [{ kind: 'high-pass', hz: 1600, q: 0.6, gainDb: 0 }], attack: 0.0005, decay: 0.06, level: 0.55, bursts: [] },
    { bands: [{ kind: 'band-pass', hz: 3200, q: 0.5, gainDb: 0 }], attack: 0.002, decay: 0.7, level: 0.16, bursts: [] },
  ],
  metal: null,
  chip: null,
  drive: 1.6,
};

/** Something heavy closing far away: no attack to speak of. */
const DISTANT: HitRecipe = {
  seconds: 4.2,
  tones: [
    { fromHz: 74, toHz: 29, fall: 0.16, decay: 0.8, hold: 0.1, level: 0.95 },
    { fromHz: 148, toHz: 58, fall: 0.1, decay: 0.3, hold: 0.02, level: 0.3 },
  ],
  noises: [{ bands: [{ kind: 'low-pass', hz: 420, q: 0.7, gainDb: 0 }], attack: 0.02, decay: 0.7, level: 0.8, bursts: [] }],
  metal: null,
  chip: null,
  drive: 1.1,
};

function layer(source: HitLayer['source'], gainDb: number, pan: number): HitLayer {
  return { source, gainDb, semitones: 0, seconds: null, cutoffHz: null, velocities: [0, 1], pan, delaySeconds: 0 };
}

function blow(layers: readonly HitLayer[]): Hit {
  return { layers, pan: 0, darkCents: 1800, humanCents: 25, humanDb: 0.5, other: null };
}

const GREAT_DRUMS = blow([
  layer({ kind: 'synth', recipe: BOOM }, 0, 0),
  layer({ kind: 'synth', recipe: membrane(48, 1.3, 1) }, -5, -0.4),
  layer({ kind: 'synth', recipe: membrane(52, 1.3, 1) }, -5, 0.4),
  layer({ kind: 'bank', program: 48, key: 57, isDrum: true }, -10, 0),
]);

const BLOWS: ReadonlyMap<string | null, Hit> = new Map<string | null, Hit>([
  ['great-drums', GREAT_DRUMS],
  [
    'sub-crack',
    blow([
      layer({ kind: 'synth', recipe: CRACK }, 0, 0),
      layer({ kind: 'bank', program: 0, key: 49, isDrum: true }, -7, -0.3),
      layer({ kind: 'bank', program: 0, key: 57, isDrum: true }, -7, 0.3),
    ]),
  ],
  ['distant-boom', blow([layer({ kind: 'synth', recipe: DISTANT }, 0, 0)])],
  [
    'boom-and-wash',
    blow([
      layer({ kind: 'synth', recipe: BOOM }, -1, 0),
      layer({ kind: 'bank', program: 0, key: 52, isDrum: true }, -8, 0.25),
      layer({ kind: 'bank', program: 0, key: 57, isDrum: true }, -6, -0.25),
    ]),
  ],
]);

/** A blow that opens a section, by its patch. */
export const impact: Sound = ({ part, samples, bank, rng }) => {
  const out = silence(samples);
  const player = new HitPlayer(bank, rng);
  const hit = BLOWS.get(part.patch) ?? GREAT_DRUMS;
  for (const note of part.notes) {
    player.play(out, hit, note.velocity, note.startSample, Infinity);
  }

  return { kind: 'whole', audio: out };
};
