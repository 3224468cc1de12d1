import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { decodeAny } from '../../../bench/listen/decode-any.ts';
import { measureLoudness, measureTruePeakDb, type Stereo } from '../../../src/engine/audio/index.ts';
import { Brief, styleInfo } from '../../../src/engine/brief/index.ts';
import { SAMPLE_RATE } from '../../../src/engine/kernel/index.ts';
import { compose } from '../../../src/engine/score/index.ts';
import { wordsOf } from '../shell-words.ts';
import { sizeOf } from './draw-pictures.ts';
import type { RecipeFacts } from './recipe-facts.ts';
import type { Recipe } from './recipes.ts';

const LAUNCHER = fileURLToPath(new URL('../../../bin/cuesmith.js', import.meta.url));
/** Commands whose words are their whole outcome. */
const SAYING = /^cuesmith (?:explain|timeline edit) /;

const Told = z.looseObject({ brief: Brief });
const ToldOfSeveral = z.union([z.array(Told).min(1), Told.transform((one) => [one])]);

/** A recipe that was run: its facts, and the sound of the file that is shown (null: it shows words). */
export type RecipeRun = { readonly facts: RecipeFacts; readonly sound: Stereo | null; readonly path: string | null };

/** Runs one command in a folder as a person would type it there, and gives what it printed on stdout. */
export async function runCommand(command: string, folder: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [LAUNCHER, ...wordsOf(command).slice(1)], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1' },
    maxBuffer: 32 << 20,
  });
  return stdout;
}

/** Runs a recipe in a folder, which may hold footage already, and measures what it made. */
export async function runRecipe(recipe: Recipe, folder: string): Promise<RecipeRun> {
  const before = await namesIn(folder);
  const said: string[] = [];
  let music: RecipeFacts['music'] = null;
  for (const command of recipe.commands) {
    const isSaying = SAYING.test(command);
    const printed = await runCommand(isSaying ? command : `${command} --json`, folder);
    if (isSaying) {
      said.push(printed.trimEnd());
    } else {
      music = musicOf(printed) ?? music;
    }
  }

  const made = (await namesIn(folder)).filter((name) => !before.includes(name));
  const base = { commands: recipe.commands, music, made, said: said.join('\n\n') };
  if (recipe.shows === null) {
    return { facts: { ...base, file: null }, sound: null, path: null };
  }

  const path = join(folder, recipe.shows);
  const sound = decodeAny(path);
  const file = {
    name: recipe.shows,
    bytes: (await stat(path)).size,
    durationSeconds: sound.left.length / SAMPLE_RATE,
    integratedLufs: measureLoudness(sound).integratedLufs,
    truePeakDbtp: measureTruePeakDb(sound),
    picture: recipe.shows.endsWith('.mp4') ? sizeOf(path) : null,
  };
  return { facts: { ...base, file }, sound, path };
}

/** Files at the top of a folder, and folders with how many files they hold. The data folder of projects is nobody's outcome. */
async function namesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = await Promise.all(
    entries
      .filter(({ name }) => name !== 'studio')
      .map(async (entry) =>
        entry.isDirectory() ? `${entry.name}/ (${(await readdir(join(folder, entry.name))).length} files)` : entry.name,
      ),
  );
  return names.sort();
}

/** What `--json` tells of the music: of the first piece, where there are several. */
function musicOf(printed: string): RecipeFacts['music'] {
  const told = ToldOfSeveral.safeParse(JSON.parse(printed)).data?.[0];
  if (told === undefined) {
    return null;
  }

  const { brief } = told;
  const { sections } = compose(brief);
  return {
    style: styleInfo(brief.style).name,
    key: `${brief.key.tonic} ${brief.key.mode}`,
    tempoBpm: Math.round(brief.tempoBpm * 100) / 100,
    meter: brief.meter,
    seed: brief.seed,
    form: sections.map(({ kind, bars }) => `${kind} ${bars}`).join(' · '),
  };
}
