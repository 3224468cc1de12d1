export { assert, assertNever, at } from './assert.ts';
export { contrastOf, mixRgb, oklchFromRgb, rgbFromOklch, type Oklch, type Rgb } from './colour.ts';
export { StudioError } from './error.ts';
export { canonicalJson, type Json } from './json.ts';
export {
  atan,
  clamp,
  cos,
  dbFromGain,
  exp,
  frequencyOfPitch,
  gainFromDb,
  LN2,
  log,
  log10,
  log2,
  mixBetween,
  pow,
  sin,
  tan,
  tanh,
  TAU,
} from './math.ts';
export { Rng } from './rng.ts';
export {
  ENGINE_VERSION,
  SAMPLE_RATE,
  TICKS_PER_QUARTER,
  type Pitch,
  type PitchClass,
  type Sample,
  type Seconds,
  type Tick,
} from './units.ts';
