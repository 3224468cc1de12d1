import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AV_LOG_ERROR } from 'node-av/constants';
import { Log } from 'node-av/lib';
import { readBrief } from '../../../src/engine/brief/index.ts';
import { ENGINE_VERSION } from '../../../src/engine/kernel/index.ts';
import { compose, printScore } from '../../../src/engine/score/index.ts';
import { formatted, GENERATED_PAGES, pageText, SITE } from '../pages.ts';
import { drawMoment, drawSheet, drawSound, drawWave } from './draw-pictures.ts';
import { FACTS_FILE, type RecipeFacts, readFacts } from './recipe-facts.ts';
import { FOOTAGE, type Recipe, RECIPES } from './recipes.ts';
import { runCommand, runRecipe } from './run-recipe.ts';
import { writePreview } from './write-preview.ts';

/**
 * `npm run docs:recipes [-- id …]`: runs the recipes of the cookbook (or those that are named) and writes what they came to: facts, pictures,
 * sounds, the pictures of the home page, the printed score, and the page. Takes some minutes.
 */
const PUBLIC = new URL('public/recipes/', SITE);
/** The piece that "How it composes" prints. */
const PRINTED = { prompt: 'calm folk waltz, 20 seconds', file: new URL('printed-score.txt', SITE) };
/** The recipe that the home page shows. */
const HOME = 'first-video';
const FRAME = { width: 1120, height: 630 };

Log.setLevel(AV_LOG_ERROR);
const wanted = process.argv.slice(2);
const scratch = await mkdtemp(join(tmpdir(), 'cuesmith-recipes-'));
try {
  await mkdir(PUBLIC, { recursive: true });
  const chosen = RECIPES.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
  if (chosen.some(({ commands }) => commands.join().includes('beach.mp4'))) {
    await runCommand(FOOTAGE, scratch);
  }

  for (const recipe of chosen) {
    await writeFacts(recipe.id, await make(recipe));
    process.stdout.write(`${recipe.id}\n`);
  }

  const { brief } = readBrief(PRINTED.prompt);
  await writeFile(PRINTED.file, printScore(compose(brief)));
  const isWhole = Object.keys((await readFacts()).recipes).length === RECIPES.length;
  for (const page of GENERATED_PAGES.filter(({ path }) => isWhole && path === 'cookbook.md')) {
    await writeFile(new URL(page.path, SITE), await pageText(page));
  }
} finally {
  await rm(scratch, { recursive: true });
}

/** Keeps the facts of a recipe beside those of the others: after each one, so that a later one that fails loses nothing. */
async function writeFacts(id: string, fresh: RecipeFacts): Promise<void> {
  const facts = { ...(await readFacts()).recipes, [id]: fresh };
  // In the order of the page, whatever was run when.
  const recipes = Object.fromEntries(
    RECIPES.flatMap((recipe) => (facts[recipe.id] === undefined ? [] : [[recipe.id, facts[recipe.id]]])),
  );
  const text = JSON.stringify({ engineVersion: ENGINE_VERSION, recipes });
  await writeFile(FACTS_FILE, await formatted(text, fileURLToPath(FACTS_FILE)));
}

async function make(recipe: Recipe): Promise<RecipeFacts> {
  const folder = join(scratch, recipe.id);
  await mkdir(folder);
  if (recipe.commands.join().includes('beach.mp4')) {
    await writeFile(join(folder, 'beach.mp4'), await readFile(join(scratch, 'beach.mp4')));
  }

  const { facts, sound, path } = await runRecipe(recipe, folder);
  const { file } = facts;
  if (sound !== null && path !== null && file !== null) {
    const picture = file.picture === null ? drawWave(sound) : await drawSheet(path, file.durationSeconds, file.picture);
    await writeFile(new URL(`${recipe.id}.webp`, PUBLIC), picture);
    if (recipe.isHeard) {
      // The middle of a piece says more of it than its beginning.
      const from = Math.max(0, Math.min(file.durationSeconds - 8, file.durationSeconds * 0.35));
      await writePreview(path, fileURLToPath(new URL(`${recipe.id}.opus`, PUBLIC)), from);
    }

    if (recipe.id === HOME) {
      await writeFile(new URL('../home-frame.webp', PUBLIC), drawMoment(path, file.durationSeconds * 0.5, FRAME));
      await writeFile(new URL('../home-sound.webp', PUBLIC), await drawSound(sound));
    }
  }

  return facts;
}
