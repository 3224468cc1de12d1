import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** What a recipe really came to; written by `npm run docs:recipes`. */
export const RecipeFacts = z
  .object({
    /** The commands that were run. */
    commands: z.array(z.string()).readonly(),
    /** Of the file that is shown, measured in the file: null where a recipe shows words. */
    file: z
      .object({
        name: z.string(),
        bytes: z.int().min(1),
        durationSeconds: z.number().positive(),
        integratedLufs: z.number(),
        truePeakDbtp: z.number(),
        /** Null for sound alone. */
        picture: z.object({ width: z.int(), height: z.int() }).readonly().nullable(),
      })
      .readonly()
      .nullable(),
    /** Null where the command does not tell (radio, projects). */
    music: z
      .object({ style: z.string(), key: z.string(), tempoBpm: z.number(), meter: z.string(), seed: z.int(), form: z.string() })
      .readonly()
      .nullable(),
    /** Names of all the files that there were afterwards. */
    made: z.array(z.string()).readonly(),
    /** What commands that make no file said. */
    said: z.string(),
  })
  .readonly();
export type RecipeFacts = z.infer<typeof RecipeFacts>;

/** Facts of all recipes by their ids, with the engine they were made by. */
export const CookbookFacts = z.object({ engineVersion: z.string(), recipes: z.record(z.string(), RecipeFacts) }).readonly();
export type CookbookFacts = z.infer<typeof CookbookFacts>;

export const FACTS_FILE = new URL('./facts.json', import.meta.url);

export async function readFacts(): Promise<CookbookFacts> {
  return CookbookFacts.parse(JSON.parse(await readFile(FACTS_FILE, 'utf8')));
}
