import { z } from 'zod';

export const FileAnswer = z.object({
  uri: z.string().describe('Where the file is: a file:// address on this machine, or a link that works for some hours.'),
  name: z.string(),
  format: z.string(),
  mime_type: z.string(),
  bytes: z.int().min(0),
  duration_seconds: z.number().min(0),
  width: z.int().min(0).describe('Pixels; 0 for sound and documents.'),
  height: z.int().min(0),
});
export type FileAnswer = z.infer<typeof FileAnswer>;

export const ProjectAnswer = z.object({ id: z.string(), name: z.string() });

export const ReceiptAnswer = z.object({
  words: z.string().describe('The words of the prompt.'),
  decision: z.string(),
  status: z.enum(['honoured', 'approximated', 'refused', 'unused']),
  note: z.string(),
});
export type ReceiptAnswer = z.infer<typeof ReceiptAnswer>;

export const MusicAnswer = z.object({
  style: z.string(),
  tempo_bpm: z.number(),
  key: z.string(),
  meter: z.string(),
  duration_seconds: z.number(),
  seed: z.int().describe('The same prompt with the same seed gives the same music.'),
  moods: z.array(z.string()),
  instruments: z.array(z.string()).describe('Those that were asked for; a style brings more.'),
});
export type MusicAnswer = z.infer<typeof MusicAnswer>;

export const WorkAnswer = z.object({
  status: z
    .enum(['completed', 'running', 'failed', 'cancelled'])
    .describe('"running" is no error: the work goes on by itself; ask get_status with job_id.'),
  job_id: z.string(),
  project: ProjectAnswer,
  progress: z.number().min(0).max(1),
  files: z.array(FileAnswer),
  timeline: z.string().describe('One line on what is on the timeline.'),
  warnings: z.array(z.string()),
  next: z.string().describe('What can be done now.'),
});
export type WorkAnswer = z.infer<typeof WorkAnswer>;

export const MusicWorkAnswer = WorkAnswer.extend({
  music: MusicAnswer,
  receipt: z
    .array(ReceiptAnswer)
    .describe('What became of the words of the prompt: tell the person what was approximated or refused.'),
});
export type MusicWorkAnswer = z.infer<typeof MusicWorkAnswer>;
