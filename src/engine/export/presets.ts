import type { Seconds } from '../kernel/index.ts';
import { sizeOf, type FrameRate } from './frame-format.ts';

/** Where a film is to be shown, and what is asked of it there. */
export type ExportPreset = {
  readonly id: string;
  /** Its name for people. */
  readonly name: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: FrameRate;
  /** What is longer than this is not taken there, or not shown whole; null: no limit that a film would meet. */
  readonly longestSeconds: Seconds | null;
};

// The loudness of all of them is that of every export: −14 LUFS is what YouTube, TikTok, Instagram and X turn louder films down to.
export const EXPORT_PRESETS = [
  { id: 'youtube', name: 'YouTube', ...sizeOf('16:9'), framesPerSecond: 30, longestSeconds: 12 * 3600 },
  { id: 'shorts', name: 'YouTube Shorts', ...sizeOf('9:16'), framesPerSecond: 30, longestSeconds: 180 },
  { id: 'tiktok', name: 'TikTok', ...sizeOf('9:16'), framesPerSecond: 30, longestSeconds: 600 },
  { id: 'reels', name: 'Instagram Reels', ...sizeOf('9:16'), framesPerSecond: 30, longestSeconds: 180 },
  { id: 'instagram-square', name: 'Instagram', ...sizeOf('1:1'), framesPerSecond: 30, longestSeconds: 3600 },
  { id: 'instagram-portrait', name: 'Instagram', ...sizeOf('4:5'), framesPerSecond: 30, longestSeconds: 3600 },
  { id: 'x', name: 'X', width: 1280, height: 720, framesPerSecond: 30, longestSeconds: 140 },
] as const satisfies readonly ExportPreset[];

/** What a preset can be called. */
export const PRESET_IDS = EXPORT_PRESETS.map(({ id }) => id);
export type PresetId = (typeof EXPORT_PRESETS)[number]['id'];

/** The preset of this name. */
export function presetNamed(id: PresetId): ExportPreset {
  return EXPORT_PRESETS.find((preset) => preset.id === id) ?? EXPORT_PRESETS[0];
}

/** What is worth telling whoever shows a film of this length there, as sentences; empty when nothing is. */
export function presetWarnings({ name, longestSeconds }: ExportPreset, durationSeconds: Seconds): string[] {
  return longestSeconds === null || durationSeconds <= longestSeconds
    ? []
    : [
        `${name} takes films of up to ${inWords(longestSeconds)}; this one is ${inWords(durationSeconds)} long. Trim it before you upload it.`,
      ];
}

function inWords(seconds: Seconds): string {
  const whole = Math.round(seconds);
  return whole < 180 ? `${whole} seconds` : `${Number((whole / 60).toFixed(1))} minutes`;
}
