import { assert, cos, exp, log2, pow, Rng, sin, TAU } from '../../../kernel/index.ts';
import { Fft } from '../../meters/fft.ts';
import { TABLES_AT, TABLES_END, VoiceProgram } from './voice-program.ts';

/** The shapes an oscillator has. Some have several frames, through which it may morph. */
export type Wave =
  | 'saw'
  | 'square'
  | 'triangle'
  | 'sine'
  /** A pulse, from half of the turn to a twentieth. */
  | 'pulse'
  /** A saw made to begin anew with every turn of a slower one: its own speed from 1 to 4. */
  | 'sync'
  /** A sine bent by a sine: its depth from 0 to 5. */
  | 'bent'
  /** A saw sung as u, o, a, e, i. */
  | 'vowel'
  /** Few partials, all in other phases: from an organ's to a bell's. */
  | 'glass'
  /** A saw whose partials stand in random phases: soft, without the buzz. */
  | 'bowed'
  /** Reeds: odd partials, from soft to sharp. */
  | 'reed'
  /** The triangle of a games machine: 16 steps up and down. */
  | 'steps';

/** Partial `n` of a frame: its sine and cosine amplitude. */
type Spectrum = (n: number) => readonly [sine: number, cosine: number];

/** Partials of the fullest level; each further level has 1/√2 as many. */
const FULLEST = 512;
const LEVELS = 19;

/** A level of a frame in the program's memory: where, and the logarithm of its length. */
export type Table = { readonly at: number; readonly bits: number };

type Frames = readonly (readonly Table[])[];

const known = new Map<Wave, Frames>();
let free = TABLES_AT;

/** The levels of each frame of a wave; built on first use in a process. */
export function framesOf(wave: Wave): Frames {
  const old = known.get(wave);
  if (old !== undefined) {
    return old;
  }

  const frames = spectraOf(wave).map(buildLevels);
  known.set(wave, frames);
  return frames;
}

/** The level whose partials stay below 26 kHz, what little folds back lands above 20 kHz: `step` is the note's frequency in turns a sample. */
export function levelFor(step: number): number {
  // Level l has 512 · 2^(−l/2) partials, and the highest must stay under 0.54 turns a sample.
  const level = Math.ceil(2 * log2((FULLEST * step) / 0.54));
  return level < 0 ? 0 : level >= LEVELS ? LEVELS - 1 : level;
}

function buildLevels(spectrum: Spectrum): Table[] {
  const partials = Array.from({ length: FULLEST }, (_, index) => spectrum(index + 1));
  return Array.from({ length: LEVELS }, (_, level) => {
    const count = Math.max(1, Math.floor(FULLEST * pow(2, -level / 2)));
    let bits = 8;
    while (bits < 11 && 1 << bits < 10 * count) {
      bits++;
    }

    const size = 1 << bits;
    const real = new Float64Array(size);
    const imaginary = new Float64Array(size);
    for (let n = 1; n <= count && n < size / 2; n++) {
      const [sine, cosine] = partials[n - 1]!;
      real[n] = cosine / 2;
      imaginary[n] = sine / 2;
      real[size - n] = cosine / 2;
      imaginary[size - n] = -sine / 2;
    }

    // The transform's kernel is e^(−ix), so a sine goes in with the opposite sign of the usual one: as above.
    new Fft(size).transform(real, imaginary);
    assert(free + 4 * (size + 1) <= TABLES_END, 'there is room for every wave table');
    const floats = VoiceProgram.get().floats(free, size + 1);
    for (let i = 0; i <= size; i++) {
      floats[i] = real[i & (size - 1)]!;
    }

    const at = free;
    free += 4 * (size + 2);
    return { at, bits };
  });
}

function spectraOf(wave: Wave): readonly Spectrum[] {
  switch (wave) {
    case 'saw':
      return [(n) => [-2 / (Math.PI * n), 0]];
    case 'square':
      return [(n) => [n % 2 === 1 ? 4 / (Math.PI * n) : 0, 0]];
    case 'triangle':
      return [(n) => [0, n % 2 === 1 ? -8 / (Math.PI * Math.PI * n * n) : 0]];
    case 'sine':
      return [(n) => [n === 1 ? 1 : 0, 0]];
    case 'pulse':
      return places(6).map((place): Spectrum => {
        const duty = 0.5 - 0.45 * place;
        return (n) => [(4 / (Math.PI * n)) * sin(Math.PI * n * duty), 0];
      });
    case 'sync':
      return places(10).map((place) =>
        sampled((x) => {
          const turn = x * (1 + 3 * place);
          return 2 * (turn - Math.floor(turn)) - 1;
        }),
      );
    case 'bent':
      return places(8).map((place) => sampled((x) => sin(TAU * x + 5 * place * sin(TAU * x))));
    case 'vowel':
      return VOWELS.map((vowel): Spectrum => (n) => {
        // Tables have no pitch of their own; they are shaped for an A of 165 Hz and stay true for an octave about it.
        const hz = 165 * n;
        const level = vowel.reduce((sum, [formant, width, gain]) => {
          const away = (hz - formant) / width;
          return sum + gain * exp(-away * away);
        }, 0.012);
        return [(level * 1.6) / Math.sqrt(n), 0];
      });
    case 'glass':
      return GLASSES.map((partials): Spectrum => {
        const rng = new Rng(7, 'glass');
        const phases = partials.map(() => rng.next());
        return (n) => {
          const place = partials.findIndex(([partial]) => partial === n);
          const turn = TAU * (phases[place] ?? 0);
          const level = place < 0 ? 0 : partials[place]![1];
          return [level * cos(turn), level * sin(turn)];
        };
      });
    case 'bowed': {
      const rng = new Rng(11, 'bowed');
      const phases = Array.from({ length: FULLEST + 1 }, () => TAU * rng.next());
      return [(n) => [(0.75 / n) * cos(phases[n]!), (0.75 / n) * sin(phases[n]!)]];
    }
    case 'reed':
      return places(4).map((place): Spectrum => (n) => {
        const fall = 2.2 - 1.2 * place;
        return [(n % 2 === 1 ? 1 : 0.12 + 0.25 * place) * pow(n, -fall), 0];
      });
    case 'steps':
      return [
        sampled((x) => {
          const step = Math.floor(32 * x);
          return (2 * (step < 16 ? step : 31 - step)) / 15 - 1;
        }),
      ];
  }
}

function places(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index / (count - 1));
}

/** The spectrum of a shape given over one turn. */
function sampled(shape: (turn: number) => number): Spectrum {
  const size = 4096;
  const real = Float64Array.from({ length: size }, (_, i) => shape((i + 0.5) / size));
  const imaginary = new Float64Array(size);
  new Fft(size).transform(real, imaginary);
  return (n) => [(-2 * imaginary[n]!) / size, (2 * real[n]!) / size];
}

/** First three formants of u, o, a, e, i as centre, width (Hz) and level. */
const VOWELS: readonly (readonly (readonly [hz: number, width: number, level: number])[])[] = [
  [
    [325, 110, 1],
    [700, 130, 0.4],
    [2600, 260, 0.05],
  ],
  [
    [450, 120, 1],
    [850, 150, 0.5],
    [2650, 280, 0.08],
  ],
  [
    [750, 150, 1],
    [1180, 180, 0.65],
    [2650, 300, 0.16],
  ],
  [
    [480, 130, 1],
    [1750, 220, 0.4],
    [2550, 300, 0.22],
  ],
  [
    [290, 100, 1],
    [2150, 260, 0.35],
    [3000, 350, 0.24],
  ],
];

const GLASSES: readonly (readonly (readonly [partial: number, level: number])[])[] = [
  [
    [1, 0.8],
    [2, 0.3],
    [3, 0.12],
    [4, 0.16],
  ],
  [
    [1, 0.7],
    [3, 0.25],
    [4, 0.2],
    [8, 0.14],
  ],
  [
    [1, 0.6],
    [4, 0.28],
    [7, 0.2],
    [11, 0.12],
    [16, 0.06],
  ],
  [
    [1, 0.5],
    [5, 0.26],
    [9, 0.22],
    [14, 0.16],
    [19, 0.1],
    [27, 0.05],
  ],
];
