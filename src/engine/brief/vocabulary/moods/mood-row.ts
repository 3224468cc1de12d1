/**
 * A mood as a line of data: the ways to say it (canonical first, parted by commas), a description, where it puts the
 * feeling (valence, brightness, tension, density, space: 0–1), and how it moves energy (0–1), tempo (−1 slow to 1 fast)
 * and mode (−1 minor to 1 major).
 */
export type MoodRow = readonly [
  words: string,
  description: string,
  feeling: readonly [valence: number, brightness: number, tension: number, density: number, space: number],
  motion: readonly [energy: number, tempo: number, mode: number],
];
