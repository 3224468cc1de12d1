import { beforeAll, describe, expect, it } from 'vitest';
import { DiskOneShots, readBank } from '../../../studio/audio-worker/sample-files.ts';
import { INSTRUMENTS, type Instrument } from '../../brief/index.ts';
import { frequencyOfPitch, gainFromDb, SAMPLE_RATE } from '../../kernel/index.ts';
import { DRUM, type Role } from '../../score/index.ts';
import { measureLoudness } from '../meters/loudness.ts';
import type { PlayedNote, PlayedPart } from '../performance.ts';
import { renderStem } from '../render-stem.ts';
import { loadSoundBank, type SoundBank } from '../sound-bank.ts';
import type { Stem } from '../stem.ts';
import { silence, type Stereo } from '../stereo.ts';
import { PERCUSSION } from './drums/hand-percussion.ts';
import { KITS } from './drums/kits.ts';
import { LAYERED_RECORDINGS } from './played-layers.ts';
import { SOUNDS } from './registry.ts';
import { SAMPLED_PATCHES } from './sampled-patches.ts';
import { addSamplerNote } from './sampler-voice.ts';

type Row = readonly [startSeconds: number, seconds: number, pitch: number, velocity: number];

let bank: SoundBank;
beforeAll(async () => {
  bank = await loadSoundBank({ soundfont: readBank(), oneShots: new DiskOneShots() });
});

function partOf(instrument: string, rows: readonly Row[], changes: Partial<PlayedPart> = {}): PlayedPart {
  const notes = rows.map(([start, seconds, pitch, velocity]): PlayedNote => ({
    startSample: Math.round(start * SAMPLE_RATE),
    durationSamples: Math.round(seconds * SAMPLE_RATE),
    pitch,
    velocity,
    articulation: 'normal',
  }));
  return {
    id: 'part',
    role: 'lead',
    instrument,
    patch: null,
    beatSamples: SAMPLE_RATE / 2,
    tonic: 0,
    notes,
    pedal: [],
    expression: [],
    levelDb: 0,
    seed: 5,
    ...changes,
  };
}

function roleOf({ family, isPolyphonic }: Instrument): Role {
  return family === 'bass' ? 'bass' : family === 'drums' ? 'drums' : isPolyphonic ? 'chords' : 'lead';
}

/** What the instrument is usually asked: eight notes over four seconds, chords under them where it can; a beat; a held texture. */
function typicalPhrase(instrument: Instrument): readonly Row[] {
  const { id, family, low, high } = instrument;
  if (family === 'drums') {
    return Array.from({ length: 16 }, (_, k): readonly Row[] => {
      const at = 0.1 + k * 0.25;
      const hat: Row = [at, 0.1, DRUM.closedHat, k % 2 === 0 ? 0.6 : 0.45];
      const drum: readonly Row[] =
        k % 8 === 0 || k % 8 === 5 ? [[at, 0.1, DRUM.kick, 0.8]] : k % 4 === 2 ? [[at, 0.1, DRUM.snare, 0.75]] : [];
      return [hat, ...drum];
    }).flat();
  }

  if (family === 'texture') {
    return [[0.1, 3.8, id === 'drone' ? 45 : 60, 0.6]];
  }

  if (instrument.sustain === 'hit') {
    return Array.from({ length: 16 }, (_, k): Row => [0.1 + k * 0.25, 0.1, PERCUSSION.get(id)!.main, k % 4 === 0 ? 0.75 : 0.5]);
  }

  const base = family === 'bass' ? Math.max(low + 3, 33) : Math.round((low * 1.1 + high * 0.9) / 2) - 3;
  const line = [0, 4, 7, 12, 7, 4, 5, 2].map((step, k): Row => [0.1 + k * 0.5, 0.48, Math.min(high, base + step), 0.6]);
  const chord = (at: number): readonly Row[] => [-5, 0, 4].map((step): Row => [at, 1.9, Math.max(low, base + step - 7), 0.5]);
  const rows = instrument.isPolyphonic ? [...line, ...chord(0.1), ...chord(2.1)] : line;
  return rows.sort((left, right) => left[0] - right[0] || left[2] - right[2]);
}

function mixed(stem: Stem): Stereo {
  if (stem.sound.kind === 'whole') {
    return stem.sound.audio;
  }

  const audios = stem.sound.pieces.map(({ play }) => play());
  const sum = silence(audios[0]?.left.length ?? 0);
  for (const audio of audios) {
    audio.left.forEach((x, i) => (sum.left[i]! += x));
    audio.right.forEach((x, i) => (sum.right[i]! += x));
  }

  return sum;
}

function peakOf(audio: Stereo, from = 0, to = audio.left.length): number {
  let peak = 0;
  for (const channel of [audio.left, audio.right]) {
    for (let i = from; i < to; i++) {
      peak = Math.max(peak, Math.abs(channel[i]!));
    }
  }

  return peak;
}

function meanOf(channel: Float32Array): number {
  return channel.reduce((sum, x) => sum + x, 0) / channel.length;
}

const pitched = INSTRUMENTS.filter(({ sustain, family }) => sustain !== 'hit' && family !== 'texture');

describe('every instrument of the catalogue', () => {
  it('has a sound, and every sound is in the catalogue', () => {
    expect([...SOUNDS.keys()].sort()).toEqual(INSTRUMENTS.map(({ id }) => id).sort());
  });

  it.each(INSTRUMENTS.map((instrument) => [instrument.id, instrument] as const))(
    '%s plays a phrase: at its level, finite, without DC, dying away',
    (id, instrument) => {
      const role = roleOf(instrument);
      const seconds = 12;
      const part = partOf(id, typicalPhrase(instrument), { role });
      const audio = mixed(renderStem(part, bank, seconds * SAMPLE_RATE));
      const phrase = { left: audio.left.slice(0, 5 * SAMPLE_RATE), right: audio.right.slice(0, 5 * SAMPLE_RATE) };
      const loudness = measureLoudness(phrase).integratedLufs;
      expect(loudness).toBeGreaterThan(-21.5);
      expect(loudness).toBeLessThan(-18.5);
      expect(audio.left.every(Number.isFinite) && audio.right.every(Number.isFinite)).toBe(true);
      expect(peakOf(audio)).toBeLessThan(1.6);
      expect(Math.abs(meanOf(phrase.left))).toBeLessThan(0.004);
      // Crashes and pads ring longest.
      expect(peakOf(audio, 11 * SAMPLE_RATE)).toBeLessThan(gainFromDb(-60));
      expect(peakOf(audio, 0, Math.round(0.09 * SAMPLE_RATE))).toBeLessThan(0.001);
    },
  );

  it.each(pitched.map((instrument) => [instrument.id, instrument] as const))(
    '%s sounds at the ends and in the middle of its range',
    (id, instrument) => {
      const { low, high } = instrument;
      for (const pitch of [low, Math.round((low + high) / 2), high]) {
        const audio = mixed(renderStem(partOf(id, [[0, 0.8, pitch, 0.7]], { role: roleOf(instrument) }), bank, SAMPLE_RATE));
        expect(peakOf(audio), `pitch ${pitch}`).toBeGreaterThan(0.01);
      }
    },
  );

  it.each([...KITS].map(([id, kit]) => [id, kit] as const))('%s answers to every drum that is written', (id, kit) => {
    for (const number of new Set([...Object.values(DRUM).filter((one) => one < 60), ...kit.keys()])) {
      const stem = renderStem(partOf(id, [[0, 0.2, number, 0.8]], { role: 'drums' }), bank, SAMPLE_RATE);
      expect(peakOf(mixed(stem)), `drum ${number}`).toBeGreaterThan(0.01);
    }
  });

  it.each([...PERCUSSION])('%s answers to its own numbers and to any other', (id, { main }) => {
    for (const number of [main, DRUM.kick, DRUM.snare, DRUM.shaker, DRUM.highConga, DRUM.china]) {
      const stem = renderStem(partOf(id, [[0, 0.2, number, 0.8]], { role: 'percussion' }), bank, SAMPLE_RATE / 2);
      expect(peakOf(mixed(stem)), `drum ${number}`).toBeGreaterThan(0.01);
    }
  });

  it.each(INSTRUMENTS.map(({ id }) => id))('%s is silent without notes', (id) => {
    const stem = renderStem(partOf(id, []), bank, 4800);
    expect(stem.sound.kind === 'kit' ? stem.sound.pieces : []).toEqual([]);
    expect(stem.sound.kind === 'whole' ? peakOf(stem.sound.audio) : 0).toBe(0);
  });
});

describe('renderStem', () => {
  const some = [
    'piano',
    'acoustic-guitar',
    'crunch-guitar',
    'supersaw',
    '808-bass',
    'fm-bell',
    'violin',
    'kit-lofi',
    'kit-808',
    'claps',
    'vinyl',
    'rain',
  ];

  it.each(some)('gives the same bytes for %s, whatever was rendered before', (id) => {
    const instrument = INSTRUMENTS.find((one) => one.id === id)!;
    const part = partOf(id, typicalPhrase(instrument).slice(0, 6), { role: roleOf(instrument) });
    const first = mixed(renderStem(part, bank, 2 * SAMPLE_RATE));
    renderStem(partOf('kit-acoustic', [[0, 1, 38, 0.9]], { seed: 99 }), bank, SAMPLE_RATE);
    const second = mixed(renderStem(part, bank, 2 * SAMPLE_RATE));
    expect(Buffer.compare(Buffer.from(first.left.buffer), Buffer.from(second.left.buffer))).toBe(0);
    expect(Buffer.compare(Buffer.from(first.right.buffer), Buffer.from(second.right.buffer))).toBe(0);
  });

  // A texture fades where it is cut; nothing else knows the end.
  it.each(some.filter((id) => id !== 'vinyl' && id !== 'rain'))('gives %s the same beginning however much is rendered', (id) => {
    const instrument = INSTRUMENTS.find((one) => one.id === id)!;
    const rows = typicalPhrase(instrument).filter(([start]) => start < 0.8);
    const part = partOf(id, rows, { role: roleOf(instrument) });
    const long = mixed(renderStem(part, bank, 3 * SAMPLE_RATE));
    const short = mixed(renderStem(part, bank, SAMPLE_RATE + 77));
    const differences = short.left.subarray(0, SAMPLE_RATE).map((x, i) => Math.abs(x - long.left[i]!));
    expect(Math.max(...differences)).toBeLessThan(1e-6);
  });

  it('speaks on the very sample of a hit', () => {
    for (const id of ['kit-808', 'kit-909', 'claps', 'synth-pluck', 'bass-guitar']) {
      const audio = mixed(renderStem(partOf(id, [[0.5, 0.2, id === 'claps' ? 39 : 36, 1]]), bank, SAMPLE_RATE));
      expect(peakOf(audio, 0, SAMPLE_RATE / 2), id).toBe(0);
      expect(peakOf(audio, SAMPLE_RATE / 2, SAMPLE_RATE / 2 + 96), id).toBeGreaterThan(0);
    }
  });

  it('gives kits in pieces: only those that are hit, each with its drums', () => {
    const rows: readonly Row[] = [
      [0, 0.1, DRUM.kick, 0.8],
      [0.2, 0.1, DRUM.snare, 0.8],
      [0.4, 0.1, DRUM.openHat, 0.8],
      [0.5, 0.1, DRUM.closedHat, 0.8],
    ];
    const stem = renderStem(partOf('kit-acoustic', rows, { role: 'drums' }), bank, SAMPLE_RATE);
    expect(stem.sound.kind === 'kit' ? stem.sound.pieces.map(({ piece }) => piece) : []).toEqual(['kick', 'snare', 'hats']);
  });

  it('chokes the open hat when the hat closes', () => {
    const open: Row = [0, 0.1, DRUM.openHat, 0.8];
    const alone = mixed(renderStem(partOf('kit-acoustic', [open]), bank, SAMPLE_RATE));
    const closed = mixed(renderStem(partOf('kit-acoustic', [open, [0.25, 0.1, DRUM.closedHat, 0.05]]), bank, SAMPLE_RATE));
    const late = [Math.round(0.6 * SAMPLE_RATE), Math.round(0.8 * SAMPLE_RATE)] as const;
    expect(peakOf(closed, ...late)).toBeLessThan(peakOf(alone, ...late) / 10);
  });

  it('ends a riser and a reversed cymbal exactly where their notes end, at their loudest', () => {
    for (const id of ['riser', 'reverse-cymbal', 'reverse-piano']) {
      const audio = mixed(renderStem(partOf(id, [[0, 1.5, 60, 0.8]], { role: 'effects' }), bank, 2 * SAMPLE_RATE));
      // A low string that is cut leaves a little of its mean to settle.
      expect(peakOf(audio, 1.5 * SAMPLE_RATE + 4), id).toBeLessThan(gainFromDb(id === 'reverse-piano' ? -55 : -70));
      expect(peakOf(audio, 1.2 * SAMPLE_RATE, 1.5 * SAMPLE_RATE), id).toBeGreaterThan(4 * peakOf(audio, 0, 0.5 * SAMPLE_RATE));
    }
  });

  it('holds notes by the pedal', () => {
    const rows: readonly Row[] = [[0, 0.2, 60, 0.7]];
    const pedal = [{ startSample: 0, endSample: 1.4 * SAMPLE_RATE }];
    const dry = mixed(renderStem(partOf('piano', rows), bank, 2 * SAMPLE_RATE));
    const wet = mixed(renderStem(partOf('piano', rows, { pedal }), bank, 2 * SAMPLE_RATE));
    const late = [1.2 * SAMPLE_RATE, 1.3 * SAMPLE_RATE] as const;
    expect(peakOf(wet, ...late)).toBeGreaterThan(20 * peakOf(dry, ...late));
  });

  it('swells with the expression', () => {
    const rows: readonly Row[] = [[0, 2, 60, 0.7]];
    const expression = [
      { sample: 0, level: 0.2 },
      { sample: 2 * SAMPLE_RATE, level: 1 },
    ];
    const flat = mixed(renderStem(partOf('string-section', rows), bank, 2 * SAMPLE_RATE));
    const swelling = mixed(renderStem(partOf('string-section', rows, { expression }), bank, 2 * SAMPLE_RATE));
    const ratio = (from: number): number => peakOf(swelling, from, from + 9600) / peakOf(flat, from, from + 9600);
    expect(ratio(20_000)).toBeLessThan(0.5);
    expect(ratio(84_000)).toBeGreaterThan(0.8);
  });

  it('plays strummed guitars as two takes, left and right', () => {
    const rows = [43, 47, 50, 55, 59, 67].map((pitch, i): Row => [0.1 + i * 0.008, 1, pitch, 0.6]);
    const audio = mixed(renderStem(partOf('acoustic-guitar', rows, { role: 'chords' }), bank, SAMPLE_RATE));
    const side = audio.left.reduce((sum, x, i) => sum + (x - audio.right[i]!) ** 2, 0);
    const middle = audio.left.reduce((sum, x, i) => sum + (x + audio.right[i]!) ** 2, 0);
    expect(10 * Math.log10(side / middle)).toBeGreaterThan(-8);
  });
});

const PLAIN_NOTE = {
  startSample: 0,
  offSample: Infinity,
  chokeSample: Infinity,
  gain: 1,
  cutoffShiftCents: 0,
  skipSeconds: 0,
  attackSeconds: 0,
  releaseSeconds: null,
  vibrato: null,
  glide: null,
};

describe('tuning of the bank', () => {
  /** Mean distance in cents of the first four partials from `hz`, weighted by their energy, over the steady sound. */
  function centsOff(x: Float32Array, hz: number): number {
    const size = Math.max(1600, Math.round((8 * SAMPLE_RATE) / hz));
    const hop = Math.round(size / 4);
    let sum = 0;
    let weight = 0;
    for (const partial of [1, 2, 3, 4].filter((n) => n * hz < 8000)) {
      let before: readonly [number, number] | null = null;
      for (let from = 5000; from + size < x.length; from += hop) {
        const now = turnAt(x, partial * hz, from, size);
        if (before !== null) {
          const turn = Math.atan2(now[1] * before[0] - now[0] * before[1], now[0] * before[0] + now[1] * before[1]);
          const cents = 1200 * Math.log2(1 + ((turn / (2 * Math.PI)) * SAMPLE_RATE) / hop / (partial * hz));
          const energy = now[0] ** 2 + now[1] ** 2;
          sum += Math.abs(cents) < 60 ? cents * energy : 0;
          weight += Math.abs(cents) < 60 ? energy : 0;
        }

        before = now;
      }
    }

    return sum / weight;
  }

  function turnAt(x: Float32Array, hz: number, from: number, size: number): readonly [number, number] {
    let real = 0;
    let imaginary = 0;
    for (let i = from; i < from + size; i++) {
      const y = x[i]! * (0.5 - 0.5 * Math.cos((2 * Math.PI * (i - from)) / size));
      real += y * Math.cos((2 * Math.PI * hz * i) / SAMPLE_RATE);
      imaginary -= y * Math.sin((2 * Math.PI * hz * i) / SAMPLE_RATE);
    }

    return [real, imaginary];
  }

  // Sections beat, bells have no whole-number partials, and pianos are stretched: the rest can be measured.
  const steady = [
    'accordion',
    'church-organ',
    'clarinet',
    'flute',
    'french-horn',
    'oboe',
    'bassoon',
    'trumpet',
    'trombone',
    'tuba',
    'harmonica',
    'upright-bass',
    'marimba',
    'harp',
  ];

  it.each(steady)('%s is within 5 cents over its range', (id) => {
    const instrument = INSTRUMENTS.find((one) => one.id === id)!;
    const [layer] = [...SAMPLED_PATCHES, ...LAYERED_RECORDINGS].find(([name]) => name === id)![1].layers;
    for (let pitch = instrument.low; pitch <= instrument.high; pitch += 7) {
      const out = silence(Math.round(0.8 * SAMPLE_RATE));
      for (const zone of bank.zones(layer!.preset, pitch, 90)) {
        addSamplerNote(out, { ...PLAIN_NOTE, zone: { ...zone, right: null }, pitch, pan: -zone.pan });
      }

      expect(Math.abs(centsOff(out.left, frequencyOfPitch(pitch))), `pitch ${pitch}`).toBeLessThan(5);
    }
  });
});
