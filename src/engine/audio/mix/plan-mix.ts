import { clamp, gainFromDb, log10, pow, SAMPLE_RATE } from '../../kernel/index.ts';
import { type Role, type Score, secondsAt } from '../../score/index.ts';
import type { EqBand } from '../dsp/biquad.ts';
import type { CompressorSettings } from '../dsp/compressor.ts';
import type { Performance, PlayedPart } from '../performance.ts';
import { type MixContext, soundingSpans } from './automation.ts';
import { colourRecipe } from './colour.ts';
import { instrumentTone, orchestraSeat } from './instrument-tone.ts';
import { type MixRecipe, OFF_DB, type RoleRecipe } from './recipe.ts';
import { mixRecipe } from './recipes/index.ts';
import { placesInMix } from './run-in.ts';
import type { StripSettings } from './strip-settings.ts';

/** Loudness of a lead in the mix before mastering, LUFS; every role is placed against it. */
const NOMINAL_LUFS = -20;
/** Part that counts of a trim that all parts of a role have in common. */
const COMMON_TRIM = 0.4;
/** Roles that step aside for a lead, dB. */
const ASIDE_DB: { readonly [role in Role]: number } = {
  lead: 0,
  counter: 1.2,
  chords: 1,
  arpeggio: 1.4,
  pad: 1,
  bass: 0,
  drums: 0,
  percussion: 0.4,
  texture: 0.5,
  effects: 0,
};
/** Roles that grow with the sections' energy beyond what their players do, dB. */
const RIDE_DB: { readonly [role in Role]: number } = {
  lead: 0.8,
  counter: 0.8,
  chords: 0.5,
  arpeggio: 0.5,
  pad: -0.4,
  bass: 0.3,
  drums: 0.8,
  percussion: 0.6,
  texture: -1,
  effects: 0.5,
};
const SIDED: ReadonlySet<Role> = new Set(['lead', 'counter', 'chords', 'arpeggio', 'pad', 'percussion', 'texture', 'effects']);

/** Loudness meters hear the lowest octave far less than it weighs: basses made of it would be set too hot by their loudness alone. */
const DEEP_TRIM_DB: ReadonlyMap<string, number> = new Map([
  ['808-bass', -2.5],
  ['sub-bass', -3],
  ['synth-bass', -1],
]);

/** The whole mix as data: a strip for every part in the score's order, and what the bus and the master need. */
export type MixPlan = {
  readonly recipe: MixRecipe;
  readonly strips: readonly StripSettings[];
  readonly context: MixContext;
  readonly seed: number;
};

/** What of a score the mix looks at. */
export type MixedScore = Pick<Score, 'style' | 'colour' | 'tempoMap' | 'seed' | 'dynamics'>;

/** Plans the mix of a performed score by its style's recipe, coloured by the brief. */
export function planMix(score: MixedScore, performance: Performance): MixPlan {
  const recipe = colourRecipe(mixRecipe(score.style), score.colour);
  const { parts } = performance;
  const hasBass = parts.some((part) => part.role === 'bass' && part.notes.length > 0);
  const bpm = score.tempoMap[0]?.bpm ?? 100;
  // A loop is rendered past its end by as much as its mix plays ahead of its start.
  const runInSamples = performance.renderSamples - performance.durationSamples;
  const places = placesInMix(
    {
      kickSamples: performance.kickSamples,
      sections: performance.sections,
      leadSpans: soundingSpans(parts.filter((part) => part.role === 'lead')),
      dynamics: (score.dynamics ?? []).map(({ tick, gainDb }) => ({
        sample: Math.round(secondsAt(score.tempoMap, tick) * SAMPLE_RATE),
        gainDb,
      })),
    },
    { runInSamples, bodySamples: performance.durationSamples },
  );
  return {
    recipe,
    strips: parts.map((part) => planStrip(part, parts, recipe, hasBass)),
    context: {
      renderSamples: performance.renderSamples,
      runInSamples,
      beatSeconds: 60 / bpm,
      ...places,
    },
    seed: score.seed,
  };
}

function planStrip(part: PlayedPart, parts: readonly PlayedPart[], recipe: MixRecipe, hasBass: boolean): StripSettings {
  const role = recipe.roles[part.role];
  const peers = parts.filter((other) => other.role === part.role && other.notes.length > 0);
  return {
    partId: part.id,
    role: part.role,
    instrument: part.instrument,
    targetLufs: NOMINAL_LUFS + role.levelDb + trimOf(part, peers) + (DEEP_TRIM_DB.get(part.instrument) ?? 0),
    pan: panOf(part, peers, parts, recipe),
    widthDb: role.widthDb,
    bands: bandsOf(part, role, hasBass),
    compressor: compressorOf(part.role, role.compression),
    saturator:
      role.driveDb > 0
        ? {
            driveDb: role.driveDb,
            bias: part.role === 'bass' ? 0.18 : 0.1,
            isOversampled: part.role !== 'bass' && role.driveDb > 3,
            blend: 0.85,
          }
        : null,
    crush: role.crushHz < 48000 || role.crushBits < 16 ? { rateHz: role.crushHz, bits: role.crushBits, blend: 0.7 } : null,
    chorus: role.chorus,
    sends: { room: gainOfSend(role.roomDb), hall: gainOfSend(role.hallDb), delay: gainOfSend(role.delayDb) },
    duckDb: role.duckDb,
    roomForLeadDb: ASIDE_DB[part.role],
    rideDb: RIDE_DB[part.role] * recipe.bus.breath,
    kit: recipe.kit,
  };
}

function gainOfSend(db: number): number {
  return db <= OFF_DB / 2 ? 0 : gainFromDb(db);
}

/**
 * A part's own trim, dB. It says how parts of a role stand to one another; how loud the role is, is the recipe's to say, so
 * what all of them have in common counts only for a part of it. Parts that share a role share its loudness too, half of it.
 */
function trimOf(part: PlayedPart, peers: readonly PlayedPart[]): number {
  const best = peers.reduce((most, peer) => Math.max(most, peer.levelDb), -12);
  const power = peers.reduce((sum, peer) => sum + pow(10, (peer.levelDb - best) / 10), 0);
  const sharing = peers.length > 1 ? -5 * log10(power) : 0;
  return clamp(part.levelDb - best, -12, 0) + clamp(COMMON_TRIM * best, -6, 3) + sharing;
}

/** A lone part stands at its role's home; several spread about it, the first nearest the middle; a home off the middle is taken only if something answers from the other side. */
function panOf(part: PlayedPart, peers: readonly PlayedPart[], parts: readonly PlayedPart[], recipe: MixRecipe): number {
  const role = recipe.roles[part.role];
  const seat = recipe.isSeated ? orchestraSeat(part.instrument) : null;
  if (seat !== null) {
    return seat;
  }

  const place = peers.findIndex((peer) => peer.id === part.id);
  if (peers.length > 1 && place >= 0) {
    const firstSide = role.pan < 0 ? -1 : 1;
    return clamp(firstSide * (place % 2 === 0 ? 1 : -1) * role.apart * PLACES[Math.min(place, PLACES.length - 1)]!, -1, 1);
  }

  const others = parts.filter((other) => other.role !== part.role && other.notes.length > 0 && SIDED.has(other.role));
  const isAnswered = others.some((other) => recipe.roles[other.role].pan * role.pan < 0);
  return isAnswered ? role.pan : role.pan * 0.4;
}

/** How far out the first, second, third… part of a role stands, as a part of the role's `apart`. */
const PLACES = [0.6, 0.8, 1, 0.4] as const;

/** The instrument's tone with the role's wishes added to the bands that answer for the same region: fewer filters, same curve. */
function bandsOf(part: PlayedPart, role: RoleRecipe, hasBass: boolean): readonly EqBand[] {
  const tone = instrumentTone(part.instrument);
  // Under a bass line the left hands of pianos, guitars and pads only cloud it.
  const cleared = hasBass ? CLEARED_HZ[part.role] : 0;
  const wishes: readonly EqBand[] = [
    { kind: 'peak', hz: 280, q: 0.9, gainDb: role.bodyDb },
    { kind: 'peak', hz: 3000, q: 0.8, gainDb: role.presenceDb },
    { kind: 'high-shelf', hz: 8500, q: 0.7, gainDb: role.airDb },
  ];
  const bands = wishes.reduce(addWish, tone.bands);
  return [
    { kind: 'high-pass', hz: Math.max(tone.highPassHz, role.highPassHz, cleared), q: 0.7, gainDb: 0 },
    ...bands.filter((band) => Math.abs(band.gainDb) > 0.2),
  ];
}

function addWish(bands: readonly EqBand[], wish: EqBand): readonly EqBand[] {
  const near = bands.findIndex((band) => band.kind === wish.kind && band.hz > wish.hz / 1.7 && band.hz < wish.hz * 1.7);
  return near < 0
    ? [...bands, wish]
    : bands.map((band, index) => (index === near ? { ...band, gainDb: band.gainDb + wish.gainDb } : band));
}

const CLEARED_HZ: { readonly [role in Role]: number } = {
  lead: 120,
  counter: 130,
  chords: 115,
  arpeggio: 140,
  pad: 150,
  bass: 0,
  drums: 0,
  percussion: 0,
  texture: 0,
  effects: 0,
};

const BALLISTICS: { readonly [role in Role]: readonly [attackMs: number, releaseMs: number] } = {
  lead: [12, 140],
  counter: [15, 150],
  chords: [22, 160],
  arpeggio: [10, 110],
  pad: [60, 400],
  bass: [18, 130],
  drums: [14, 110],
  percussion: [8, 90],
  texture: [60, 400],
  effects: [30, 300],
};

/** One knob to a compressor: deeper threshold and steeper ratio together. */
function compressorOf(role: Role, amount: number): CompressorSettings | null {
  if (amount <= 0) {
    return null;
  }

  const [attackMs, releaseMs] = BALLISTICS[role];
  return {
    thresholdDb: -13 - 7 * amount,
    ratio: 1.5 + 2.5 * amount,
    kneeDb: 9,
    attackMs,
    releaseMs,
    makeupDb: 0,
    blend: role === 'drums' ? 0.75 : 1,
    detectorHighPassHz: role === 'drums' ? 90 : 0,
  };
}
