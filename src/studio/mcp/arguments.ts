import { z } from 'zod';
import { FRAME_FORMATS, PRESET_IDS } from '../../engine/export/index.ts';

/** What every kind of file is called, in the order in which people ask for them. */
export const FORMATS = ['mp4', 'wav', 'mp3', 'm4a', 'flac', 'gif', 'stems', 'mid', 'otio', 'mlt', 'srt', 'vtt', 'json'] as const;

export const Format = z.enum(FORMATS);
export type Format = z.infer<typeof Format>;

export const Project = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .describe('Name or id of a project, as list_projects and earlier answers give it.');

export const Prompt = z
  .string()
  .trim()
  .min(1)
  .max(4000)
  .describe(
    'What the music should be like, in the person’s own words (English and Chinese in full): style, mood, use, instruments, tempo, key, length, shape, "no drums". Instrumental only.',
  );

/** How long one call waits before it answers that the work is running: below the minute that most clients wait themselves. */
const PATIENCE_SECONDS = 45;

export const WaitSeconds = z
  .number()
  .min(0)
  .max(600)
  .default(PATIENCE_SECONDS)
  .describe('How long to wait for the end, 45 unless said. After that the answer is status "running" and the work goes on.');

export const IdempotencyKey = z
  .string()
  .min(1)
  .max(200)
  .optional()
  .describe('A name of your own for this request. Sent again with the same name, nothing is made or charged twice.');

export const PresetName = z
  .enum(PRESET_IDS)
  .optional()
  .describe('Where it will be shown: sets size and frame rate of the video.');

/** Wishes that beat the words of a prompt. */
export const wishes = {
  duration_seconds: z
    .number()
    .min(1)
    .max(600)
    .optional()
    .describe('Length, exact to the sample. Only if the prompt does not say it.'),
  seed: z
    .int()
    .min(0)
    .max(0xffffffff)
    .optional()
    .describe('Another number is another take; the same number gives the same music.'),
  style: z.string().max(100).optional().describe('A style of list_styles, if it is to be just that.'),
  key: z.string().max(20).optional().describe('"D minor", "F# major".'),
  tempo_bpm: z.number().min(30).max(300).optional(),
  with_instruments: z.array(z.string().max(60)).max(20).optional().describe('Instruments that must play.'),
  without_instruments: z.array(z.string().max(60)).max(20).optional().describe('Instruments or families that must not: "drums".'),
  title: z.string().trim().min(1).max(200).optional().describe('Shown at the start of the video and written into the files.'),
} as const;

/** The same as `MakeRequest.hints` has them. */
export function hintsOf(wished: z.output<z.ZodObject<typeof wishes>>): {
  readonly seed?: number;
  readonly durationSeconds?: number;
  readonly style?: string;
  readonly key?: string;
  readonly tempoBpm?: number;
  readonly with?: readonly string[];
  readonly without?: readonly string[];
  readonly title?: string;
} {
  const { duration_seconds: durationSeconds, tempo_bpm: tempoBpm, seed, style, key, title } = wished;
  return {
    ...(seed !== undefined && { seed }),
    ...(durationSeconds !== undefined && { durationSeconds }),
    ...(style !== undefined && { style }),
    ...(key !== undefined && { key }),
    ...(tempoBpm !== undefined && { tempoBpm }),
    ...(wished.with_instruments !== undefined && { with: wished.with_instruments }),
    ...(wished.without_instruments !== undefined && { without: wished.without_instruments }),
    ...(title !== undefined && { title }),
  };
}

export const AspectName = z.enum(FRAME_FORMATS).optional().describe('Shape of the picture, width to height.');
