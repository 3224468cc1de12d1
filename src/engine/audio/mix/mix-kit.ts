import { clamp, cos, gainFromDb, pow, sin, TAU, type Sample } from '../../kernel/index.ts';
import type { EqBand } from '../dsp/biquad.ts';
import { Equaliser } from '../dsp/equaliser.ts';
import { StereoWidth } from '../dsp/stereo-width.ts';
import { TransientShaper } from '../dsp/transient-shaper.ts';
import type { KitPiece } from '../stem.ts';
import { silence, type Stereo } from '../stereo.ts';
import { type Gauge, gauge } from './gauge.ts';
import type { KitPieceRecipe, MixRecipe } from './recipe.ts';

/** A kit as one sound and what of it goes to the sends. */
export type KitMix = { readonly audio: Stereo; readonly sends: Stereo };

type Piece = { readonly piece: KitPiece; readonly play: () => Stereo };

type Unit = { process(left: Float32Array, right: Float32Array, from: number, to: number): void };

const BLOCK = 512;
/** A piece is taken for silent below this, 70 dB under a hit: between hits it costs nothing. */
const QUIET = 2e-5;
/** Level of a snare's hits in the kit, dB RMS over 20 ms. */
const HIT_DB = -14;
/** The player's own balance is moved by at most this: a piece that is only ever touched stays a touch. */
const MOST_CHANGE_DB = 10;

/** Centre of a piece's body and of its crack, Hz. */
const PLACES: { readonly [piece in KitPiece]: readonly [bodyHz: number, crackHz: number] } = {
  kick: [62, 3200],
  snare: [190, 3800],
  hats: [600, 4500],
  toms: [110, 3500],
  cymbals: [500, 3500],
  percussion: [300, 4000],
};

/** Mixes the pieces of a kit to one stereo picture, in their order. */
export function mixKit(pieces: readonly Piece[], recipe: MixRecipe['kit'], samples: Sample): KitMix {
  const audio = silence(samples);
  const sends = silence(samples);
  // Levels are set by the kit's backbone, so only that is heard ahead; the other pieces lie in memory one at a time.
  const backbone = pieces.filter(({ piece }) => piece === 'kick' || piece === 'snare').map(hear);
  const isAnchored = backbone.some(({ hitDb }) => hitDb !== null);
  const ahead = isAnchored ? backbone : pieces.map(hear);
  const anchorDb = ahead.reduce((most, { hitDb }) => Math.max(most, hitDb ?? most), -100);
  const waiting = new Map(ahead.map((heard) => [heard.piece, heard]));
  ahead.length = 0;
  for (const entry of pieces) {
    const { piece, audio: raw, hitDb, sideToMid } = waiting.get(entry.piece) ?? hear(entry);
    waiting.delete(entry.piece);
    const settings = recipe[piece];
    if (hitDb === null) {
      continue;
    }

    // Most of the way to what the recipe wants, not all: soft hats stay softer, a weak sample is helped.
    const wantedDb = HIT_DB + settings.levelDb;
    const playedDb = hitDb + (HIT_DB - anchorDb);
    const gainDb = HIT_DB - anchorDb + clamp(0.7 * (wantedDb - playedDb), -MOST_CHANGE_DB, MOST_CHANGE_DB);
    const units = unitsOf(piece, settings, sideToMid);
    runPiece(raw, units, (from, to) => {
      addPiece(audio, sends, raw, { gain: gainFromDb(gainDb), send: gainFromDb(settings.sendDb), pan: settings.pan, from, to });
    });
  }

  return { audio, sends };
}

/** Plays a piece and gauges it. */
function hear({ piece, play }: Piece): { readonly piece: KitPiece; readonly audio: Stereo } & Gauge {
  const audio = play();
  return { piece, audio, ...gauge(audio) };
}

function unitsOf(piece: KitPiece, settings: KitPieceRecipe, sideToMid: number): readonly Unit[] {
  const [bodyHz, crackHz] = PLACES[piece];
  const wanted: readonly EqBand[] = [
    { kind: 'high-pass', hz: settings.highPassHz, q: 0.7, gainDb: 0 },
    { kind: 'peak', hz: bodyHz, q: 0.9, gainDb: settings.bodyDb },
    { kind: 'peak', hz: crackHz, q: 0.8, gainDb: settings.crackDb },
    { kind: 'high-shelf', hz: 9500, q: 0.7, gainDb: settings.airDb },
  ];
  const equaliser = new Equaliser(wanted.filter((band) => band.kind === 'high-pass' || band.gainDb !== 0));
  const shaper =
    settings.attack !== 0 || settings.sustain !== 0
      ? new TransientShaper({ attack: settings.attack, sustain: settings.sustain })
      : null;
  const ratio = pow(10, settings.widthDb / 10);
  const side = clamp(Math.sqrt(ratio / Math.max(sideToMid, 1e-6)), 0.2, 1.4);
  const missing = ratio - sideToMid * side * side;
  const width = new StereoWidth({
    side,
    spread: piece === 'kick' || missing <= 0.02 * ratio ? 0 : Math.min(0.5, Math.sqrt(missing)),
    monoBelowHz: 140,
  });
  // A kick recorded in mono that is to stay mono needs no width.
  const hasWidth = sideToMid > 1e-4 || settings.widthDb > -28;
  return [equaliser, ...(shaper === null ? [] : [shaper]), ...(hasWidth ? [width] : [])];
}

/** Runs units over the stretches of a piece that sound, and hands each finished stretch on. */
function runPiece(audio: Stereo, units: readonly Unit[], finished: (from: number, to: number) => void): void {
  const { left, right } = audio;
  let isRinging = false;
  for (let from = 0; from < left.length; from += BLOCK) {
    const to = Math.min(left.length, from + BLOCK);
    const isSilent = isQuiet(left, from, to) && isQuiet(right, from, to);
    if (isSilent && !isRinging) {
      continue;
    }

    for (const unit of units) {
      unit.process(left, right, from, to);
    }

    finished(from, to);
    isRinging = !isSilent || !isQuiet(left, from, to) || !isQuiet(right, from, to);
  }
}

function isQuiet(block: Float32Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    if (block[i]! > QUIET || block[i]! < -QUIET) {
      return false;
    }
  }

  return true;
}

type Place = { readonly gain: number; readonly send: number; readonly pan: number; readonly from: number; readonly to: number };

function addPiece(audio: Stereo, sends: Stereo, piece: Stereo, { gain, send, pan, from, to }: Place): void {
  const angle = ((pan + 1) * TAU) / 8;
  const leftGain = Math.SQRT2 * cos(angle) * gain;
  const rightGain = Math.SQRT2 * sin(angle) * gain;
  const { left, right } = audio;
  const { left: sendLeft, right: sendRight } = sends;
  for (let i = from; i < to; i++) {
    const l = piece.left[i]! * leftGain;
    const r = piece.right[i]! * rightGain;
    left[i] = left[i]! + l;
    right[i] = right[i]! + r;
    sendLeft[i] = sendLeft[i]! + send * l;
    sendRight[i] = sendRight[i]! + send * r;
  }
}
