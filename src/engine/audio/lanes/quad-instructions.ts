import { type Code, unsigned } from './instructions.ts';

/** Instructions on four floats or four whole numbers at once: names and codes of the WebAssembly 2.0 specification, §5.4; `quad` is its f32x4, `four` its i32x4. */
function simd(operation: number, ...rest: readonly number[]): Code {
  return [0xfd, ...unsigned(operation), ...rest];
}

export const addQuads = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xe4)];
export const subtractQuads = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xe5)];
export const multiplyQuads = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xe6)];
export const divideQuads = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xe7)];
export const smallerQuads = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xe8)];
export const largerQuads = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xe9)];
/** A double, rounded to a float, four times. */
export const quadOf = (double: Code): Code => [...double, 0xb6, ...simd(0x13)];
/** The same four floats wherever it stands. */
export const quad = (value: number): Code => {
  const bytes = new Uint8Array(Float32Array.of(value).buffer);
  return simd(0x0c, ...bytes, ...bytes, ...bytes, ...bytes);
};
export const loadQuad = (at: Code, offset: number): Code => [...at, ...simd(0x00, 0, ...unsigned(offset))];
export const storeQuad = (at: Code, offset: number, value: Code): Code => [
  ...at,
  ...value,
  ...simd(0x0b, 0, ...unsigned(offset)),
];

export const fours = (values: readonly [number, number, number, number]): Code =>
  simd(0x0c, ...new Uint8Array(Int32Array.from(values).buffer));
export const foursOf = (integer: Code): Code => [...integer, ...simd(0x11)];
export const addFours = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xae)];
export const multiplyFours = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xb5)];
export const maskFours = (a: Code, b: Code): Code => [...a, ...b, ...simd(0x4e)];
export const shiftFoursLeft = (a: Code, places: Code): Code => [...a, ...places, ...simd(0xab)];
/** Fills with zeros from the left. */
export const shiftFoursRight = (a: Code, places: Code): Code => [...a, ...places, ...simd(0xad)];
/** Whole numbers with sign as floats. */
export const quadOfFours = (a: Code): Code => [...a, ...simd(0xfa)];
/** Floats without what follows their point. */
export const wholesOf = (a: Code): Code => [...a, ...simd(0xf8)];
export const oneOfFours = (a: Code, which: number): Code => [...a, ...simd(0x1b, which)];

/** From each of two places two floats that lie side by side: first, second, first, second. */
export const loadTwoBeside = (first: Code, second: Code): Code => [
  ...second,
  ...first,
  // v128.load64_zero, v128.load64_lane 1
  ...simd(0x5d, 0, 0),
  ...simd(0x57, 0, 0, 1),
];
/** Of two quads the floats at even places, in order. */
export const evensOf = (a: Code, b: Code): Code => [...a, ...b, ...picking(0, 2, 4, 6)];
/** Of two quads the floats at odd places, in order. */
export const oddsOf = (a: Code, b: Code): Code => [...a, ...b, ...picking(1, 3, 5, 7)];

/** The first two floats of both, in turn. */
export const firstsOf = (a: Code, b: Code): Code => [...a, ...b, ...picking(0, 4, 1, 5)];
/** The last two floats of both, in turn. */
export const lastsOf = (a: Code, b: Code): Code => [...a, ...b, ...picking(2, 6, 3, 7)];
export const lowerHalvesOf = (a: Code, b: Code): Code => [...a, ...b, ...picking(0, 1, 4, 5)];
export const upperHalvesOf = (a: Code, b: Code): Code => [...a, ...b, ...picking(2, 3, 6, 7)];

function picking(...places: readonly number[]): Code {
  return simd(0x0d, ...places.flatMap((place) => [4 * place, 4 * place + 1, 4 * place + 2, 4 * place + 3]));
}
