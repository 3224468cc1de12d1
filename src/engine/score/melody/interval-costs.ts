/**
 * Surprise, in tenths of a bit, of a melodic step given the step before it; rows and columns run from seven scale steps
 * down to seven up. Counted over 1,375 public-domain and CC0 songs and hymns (OpenScore Lieder, OpenEWLD, Open Hymnal),
 * smoothed; it knows that leaps turn back by step and that steps like to go on.
 */
const SURPRISE: readonly (readonly number[])[] = [
  [83, 84, 82, 74, 69, 65, 43, 20, 20, 31, 33, 46, 41, 56, 37],
  [69, 76, 73, 66, 61, 57, 35, 19, 20, 37, 38, 50, 39, 46, 52],
  [93, 94, 91, 88, 77, 62, 32, 25, 17, 30, 33, 46, 43, 50, 56],
  [102, 103, 101, 98, 76, 61, 42, 19, 20, 33, 29, 41, 40, 67, 46],
  [105, 111, 90, 64, 71, 34, 33, 20, 21, 32, 30, 58, 51, 69, 69],
  [108, 116, 71, 81, 50, 28, 22, 27, 24, 31, 40, 51, 54, 79, 68],
  [93, 104, 72, 62, 54, 38, 13, 26, 26, 42, 46, 56, 65, 84, 75],
  [82, 85, 75, 60, 55, 44, 23, 15, 26, 39, 40, 60, 64, 83, 75],
  [76, 87, 68, 53, 48, 34, 24, 26, 14, 39, 54, 70, 78, 105, 101],
  [72, 77, 62, 52, 47, 30, 16, 25, 32, 33, 42, 77, 84, 114, 122],
  [61, 75, 56, 46, 32, 33, 19, 21, 30, 39, 60, 81, 92, 118, 98],
  [57, 73, 56, 38, 43, 31, 17, 19, 35, 58, 57, 85, 83, 101, 100],
  [60, 70, 44, 50, 43, 29, 13, 22, 46, 56, 70, 90, 90, 98, 97],
  [52, 50, 58, 53, 40, 31, 13, 24, 39, 55, 67, 71, 76, 79, 78],
  [35, 65, 55, 47, 42, 27, 17, 20, 46, 64, 62, 78, 84, 87, 86],
];

const FLAT: readonly number[] = SURPRISE.flat().map((tenths) => tenths / 10);

/** Bits of surprise at moving `step` scale steps after having moved `before`; steps beyond a seventh count as sevenths. */
export function stepSurprise(before: number, step: number): number {
  const row = before < -7 ? 0 : before > 7 ? 14 : before + 7;
  const column = step < -7 ? 0 : step > 7 ? 14 : step + 7;
  return FLAT[row * 15 + column] ?? 0;
}
