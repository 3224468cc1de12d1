import { z } from 'zod';
import { MakeRequest } from './make-request.ts';

/** A radio in a file is at most this long, seconds: what a WAV can hold. */
export const LONGEST_RADIO = 4 * 3600;

export const RadioRequest = z
  .object({
    /** The taste of the whole radio. */
    prompt: z.string(),
    hints: MakeRequest.unwrap().shape.hints,
    /** Length of the music, 10 seconds to 4 hours; null goes on until it is stopped. */
    seconds: z.number().min(10).max(LONGEST_RADIO).nullable(),
    to: z.discriminatedUnion('kind', [
      z
        .object({
          kind: z.literal('file'),
          path: z.string().min(1),
          fileKind: z.enum(['wav', 'mp3', 'm4a', 'flac']),
          overwrite: z.boolean(),
        })
        .strict()
        .readonly(),
      /** A WAV without an end on standard output, for a player. */
      z
        .object({ kind: z.literal('stdout') })
        .strict()
        .readonly(),
      /** A page and a stream for the players of this network, at the speed of the music. */
      z
        .object({ kind: z.literal('http'), port: z.int().min(0).max(65_535), host: z.string().min(1) })
        .strict()
        .readonly(),
    ]),
  })
  .strict()
  .readonly();
/** The wish for music that goes on. */
export type RadioRequest = z.infer<typeof RadioRequest>;

export const RadioPieceNote = z
  .object({
    /** 0 first. */
    place: z.int().min(0),
    startsAtSeconds: z.number().min(0),
    title: z.string(),
    style: z.string(),
    key: z.string(),
    tempoBpm: z.number(),
  })
  .strict()
  .readonly();
/** A piece that begins on the radio. */
export type RadioPieceNote = z.infer<typeof RadioPieceNote>;

/** What a radio played: pieces, and seconds in all. */
export type PlayedRadio = { readonly pieces: readonly RadioPieceNote[]; readonly seconds: number; readonly path: string | null };
