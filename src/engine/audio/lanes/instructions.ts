/**
 * WebAssembly instructions as values: each function gives the bytes that leave its result on the stack, so that nesting calls
 * writes an expression. Names and codes are those of the WebAssembly 2.0 specification, §5.4; `pair` is its f64x2.
 */
export type Code = readonly number[];

/** A variable of a program. */
export type Variable = { readonly value: Code; readonly set: (value: Code) => Code };

/** A number in LEB128, as the format writes all counts and places. */
export function unsigned(value: number): Code {
  const low = value & 0x7f;
  return value < 0x80 ? [low] : [low | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: number): Code {
  const low = value & 0x7f;
  const rest = value >> 7;
  const isLast = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
  return isLast ? [low] : [low | 0x80, ...signed(rest)];
}

function simd(operation: number, ...rest: number[]): Code {
  return [0xfd, ...unsigned(operation), ...rest];
}

/** Alignment hints cost nothing and promise nothing: 0 is always true. */
function place(offset: number): number[] {
  return [0, ...unsigned(offset)];
}

export const integer = (value: number): Code => [0x41, ...signed(value)];
export const addIntegers = (a: Code, b: Code): Code => [...a, ...b, 0x6a];
export const subtractIntegers = (a: Code, b: Code): Code => [...a, ...b, 0x6b];
export const loadInteger = (at: Code, offset: number): Code => [...at, 0x28, ...place(offset)];

export const double = (value: number): Code => [0x44, ...new Uint8Array(Float64Array.of(value).buffer)];
export const addDoubles = (a: Code, b: Code): Code => [...a, ...b, 0xa0];
export const subtractDoubles = (a: Code, b: Code): Code => [...a, ...b, 0xa1];
export const multiplyDoubles = (a: Code, b: Code): Code => [...a, ...b, 0xa2];
export const largerDouble = (a: Code, b: Code): Code => [...a, ...b, 0xa5];
export const magnitude = (a: Code): Code => [...a, 0x99];
export const loadDouble = (at: Code, offset: number): Code => [...at, 0x2b, ...place(offset)];
export const storeDouble = (at: Code, offset: number, value: Code): Code => [...at, ...value, 0x39, ...place(offset)];

/** A float as a double. */
export const loadFloat = (at: Code, offset: number): Code => [...at, 0x2a, ...place(offset), 0xbb];
/** A double, rounded to a float. */
export const storeFloat = (at: Code, offset: number, value: Code): Code => [...at, ...value, 0xb6, 0x38, ...place(offset)];

export const addPairs = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xf0)];
export const subtractPairs = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xf1)];
export const multiplyPairs = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xf2)];
export const dividePairs = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xf3)];
export const smallerPairs = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xf6)];
export const largerPairs = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xf7)];
export const magnitudes = (a: Code): Code => [...a, ...simd(0xec)];
export const firstOf = (pair: Code): Code => [...pair, ...simd(0x21, 0)];
export const secondOf = (pair: Code): Code => [...pair, ...simd(0x21, 1)];
/** The same number twice. */
export const both = (double: Code): Code => [...double, ...simd(0x14)];
export const loadPair = (at: Code, offset: number): Code => [...at, ...simd(0x00, ...place(offset))];
export const loadTwice = (at: Code, offset: number): Code => [...at, ...simd(0x0a, ...place(offset))];
export const storePair = (at: Code, offset: number, value: Code): Code => [...at, ...value, ...simd(0x0b, ...place(offset))];
/** A double from each of two places. */
export const loadDoubles = (first: Code, firstOffset: number, second: Code, secondOffset: number): Code => [
  ...second,
  ...first,
  ...simd(0x5d, ...place(firstOffset)),
  ...simd(0x57, ...place(secondOffset), 1),
];
/** A float from each of two places, as doubles. */
export const loadFloats = (at: Code, firstOffset: number, secondOffset: number): Code => [
  ...at,
  ...at,
  ...simd(0x5c, ...place(firstOffset)),
  ...simd(0x56, ...place(secondOffset), 1),
  ...simd(0x5f),
];
/** Stores both numbers of a variable as floats, one in each place. The variable holds the floats afterwards. */
export const storeFloats = (at: Code, firstOffset: number, secondOffset: number, variable: Variable): Code => [
  ...variable.set([...variable.value, ...simd(0x5e)]),
  ...at,
  ...variable.value,
  ...simd(0x5a, ...place(firstOffset), 0),
  ...at,
  ...variable.value,
  ...simd(0x5a, ...place(secondOffset), 1),
];
/** Both numbers rounded to what a `Float32Array` would hold. */
export const roundToFloats = (pair: Code): Code => [...pair, ...simd(0x5e), ...simd(0x5f)];

/** Runs `body` with `at` going from `from` up to but not including `to`. */
export const repeat = (
  at: Variable,
  range: { readonly from: Code; readonly to: Code; readonly step: number },
  body: Code,
): Code => [
  ...at.set(range.from),
  // A block to leave when there is nothing to do, a loop to go back to.
  ...[0x02, 0x40, ...at.value, ...range.to, 0x4e, 0x0d, 0, 0x03, 0x40],
  ...body,
  ...at.set(addIntegers(at.value, integer(range.step))),
  ...[...at.value, ...range.to, 0x48, 0x0d, 0, 0x0b, 0x0b],
];
