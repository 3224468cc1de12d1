/**
 * Transcendental functions with the same bits on every engine.
 *
 * ECMAScript leaves sin, exp, log and pow approximate, so two browsers may disagree in the last bit and a rendered
 * stem would not hash the same. These use only additions, multiplications, divisions and exact rounding.
 */

export const TAU = 6.283185307179586;
export const LN2 = 0.6931471805599453;
const LN10 = 2.302585092994046;
const INVERSE_LN2 = 1.4426950408889634;
// Cody–Waite split of ln 2 and π/2: the high part has trailing zero bits, so `k * high` is exact for small k.
const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const HALF_PI_HIGH = 1.57079632673412561417;
const HALF_PI_LOW = 6.07710050650619224932e-11;

const doubleView = new DataView(new ArrayBuffer(8));

/** e to the power `x`. */
export function exp(x: number): number {
  if (x !== x) {
    return x;
  }

  if (x > 709.78) {
    return Infinity;
  }

  if (x < -745) {
    return 0;
  }

  const k = Math.round(x * INVERSE_LN2);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  // Taylor to the 13th power: |r| ≤ 0.347, remainder below 1e-17.
  let sum = 1;
  for (let n = 13; n >= 1; n--) {
    sum = 1 + (r / n) * sum;
  }

  return scaleByPowerOfTwo(sum, k);
}

/** Natural logarithm; NaN below zero, −Infinity at zero. */
export function log(x: number): number {
  if (x !== x || x < 0) {
    return NaN;
  }

  if (x === 0) {
    return -Infinity;
  }

  if (x === Infinity) {
    return Infinity;
  }

  let exponent = 0;
  let value = x;
  if (value < 2.2250738585072014e-308) {
    value *= 18014398509481984;
    exponent -= 54;
  }

  doubleView.setFloat64(0, value);
  exponent += ((doubleView.getUint16(0) >> 4) & 0x7ff) - 1023;
  doubleView.setUint16(0, (doubleView.getUint16(0) & 0x800f) | 0x3ff0);
  let mantissa = doubleView.getFloat64(0);
  if (mantissa > 1.4142135623730951) {
    mantissa /= 2;
    exponent += 1;
  }

  // log m = 2 artanh((m − 1) / (m + 1)); |s| ≤ 0.172, so 11 odd terms reach 1e-18.
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let sum = 0;
  for (let n = 21; n >= 1; n -= 2) {
    sum = sum * square + 1 / n;
  }

  return 2 * s * sum + exponent * LN2;
}

/** Base-2 logarithm. */
export function log2(x: number): number {
  return log(x) * INVERSE_LN2;
}

/** Base-10 logarithm. */
export function log10(x: number): number {
  return log(x) / LN10;
}

/** `base` to the power `exponent`; `base` must not be negative. */
export function pow(base: number, exponent: number): number {
  if (exponent === 0) {
    return 1;
  }

  if (base === 0) {
    return exponent > 0 ? 0 : Infinity;
  }

  return exp(exponent * log(base));
}

/** Sine of an angle in radians; accurate to 1e-15 for |x| up to about 1e6. */
export function sin(x: number): number {
  const k = Math.round(x / (TAU / 4));
  const r = x - k * HALF_PI_HIGH - k * HALF_PI_LOW;
  return quadrant(r, k);
}

/** Cosine of an angle in radians; accurate to 1e-15 for |x| up to about 1e6. */
export function cos(x: number): number {
  const k = Math.round(x / (TAU / 4));
  const r = x - k * HALF_PI_HIGH - k * HALF_PI_LOW;
  return quadrant(r, k + 1);
}

/** Tangent of an angle in radians. */
export function tan(x: number): number {
  return sin(x) / cos(x);
}

/** Hyperbolic tangent. */
export function tanh(x: number): number {
  if (x > 20) {
    return 1;
  }

  if (x < -20) {
    return -1;
  }

  if (x > -1e-5 && x < 1e-5) {
    return x;
  }

  const e = exp(2 * x);
  return (e - 1) / (e + 1);
}

/** Arc tangent in radians, −π/2 to π/2. */
export function atan(x: number): number {
  if (x < 0) {
    return -atan(-x);
  }

  if (x > 1) {
    return TAU / 4 - atan(1 / x);
  }

  // Halve the angle twice, so the series converges fast: tan(a/2) = t / (1 + √(1 + t²)).
  const half = x / (1 + Math.sqrt(1 + x * x));
  const quarter = half / (1 + Math.sqrt(1 + half * half));
  const square = quarter * quarter;
  let sum = 0;
  for (let n = 21; n >= 1; n -= 2) {
    sum = 1 / n - sum * square;
  }

  return 4 * quarter * sum;
}

/** Amplitude factor of a level in dB: 0 dB is 1, −6.02 dB is 0.5. */
export function gainFromDb(db: number): number {
  return exp((db * LN10) / 20);
}

/** Level in dB of an amplitude factor; −Infinity for zero. */
export function dbFromGain(gain: number): number {
  return (20 * log(gain)) / LN10;
}

/** Frequency in Hz of a MIDI note number (fractions allowed); 69 is 440 Hz. */
export function frequencyOfPitch(pitch: number): number {
  return 440 * exp(((pitch - 69) * LN2) / 12);
}

export function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}

/** The point `amount` (0 to 1) of the way from `from` to `to`. */
export function mixBetween(from: number, to: number, amount: number): number {
  return from + (to - from) * amount;
}

function quadrant(r: number, k: number): number {
  const turn = ((k % 4) + 4) % 4;
  const value = turn % 2 === 0 ? sinSeries(r) : cosSeries(r);
  return turn < 2 ? value : -value;
}

function sinSeries(r: number): number {
  const square = r * r;
  let sum = 1;
  for (let n = 16; n >= 2; n -= 2) {
    sum = 1 - (square / (n * (n + 1))) * sum;
  }

  return r * sum;
}

function cosSeries(r: number): number {
  const square = r * r;
  let sum = 1;
  for (let n = 17; n >= 1; n -= 2) {
    sum = 1 - (square / (n * (n + 1))) * sum;
  }

  return sum;
}

function scaleByPowerOfTwo(value: number, power: number): number {
  if (power < -1022) {
    return value * powerOfTwo(-1022) * powerOfTwo(power + 1022);
  }

  return power > 1023 ? value * powerOfTwo(1023) * powerOfTwo(power - 1023) : value * powerOfTwo(power);
}

function powerOfTwo(power: number): number {
  doubleView.setUint32(0, (power + 1023) << 20);
  doubleView.setUint32(4, 0);
  return doubleView.getFloat64(0);
}
