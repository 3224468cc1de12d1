import { type Code, unsigned } from './instructions.ts';

/** Instructions on whole numbers, for places in memory: names and codes of the WebAssembly 2.0 specification, §5.4. */
export const shiftLeft = (a: Code, b: Code): Code => [...a, ...b, 0x74];
/** Fills with zeros from the left: the number is taken for unsigned. */
export const shiftRight = (a: Code, b: Code): Code => [...a, ...b, 0x76];
export const equalIntegers = (a: Code, b: Code): Code => [...a, ...b, 0x46];
export const storeInteger = (at: Code, offset: number, value: Code): Code => [...at, ...value, 0x36, 0, ...unsigned(offset)];
/** A whole number without sign as a double. */
export const doubleOf = (a: Code): Code => [...a, 0xb8];
/** Two floats that lie side by side, as doubles. */
export const loadFloatsBeside = (at: Code, offset: number): Code => [
  ...at,
  // v128.load64_zero, f64x2.promote_low_f32x4
  ...[0xfd, ...unsigned(0x5d), 0, ...unsigned(offset)],
  ...[0xfd, ...unsigned(0x5f)],
];

/** Runs `body` if the condition is not 0. */
export const when = (condition: Code, body: Code): Code => [...condition, 0x04, 0x40, ...body, 0x0b];
