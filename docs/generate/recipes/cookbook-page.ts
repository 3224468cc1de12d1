import { blocks } from '../markdown.ts';
import { type RecipeFacts, readFacts } from './recipe-facts.ts';
import { FOOTAGE, type Recipe, RECIPES } from './recipes.ts';

/** The cookbook: every recipe with what it came to when it was run. */
export async function cookbookPage(): Promise<string> {
  const { recipes } = await readFacts();
  return blocks(
    '# Cookbook',
    `${RECIPES.length} recipes. Each command was run as it stands here, and what is shown below it is what came out: \`npm run docs:recipes\` runs them all again. Music changes between versions, so yours may differ; within a version the same command gives the same bytes.`,
    ...RECIPES.flatMap((recipe) => {
      const facts = recipes[recipe.id];
      if (facts === undefined) {
        throw new Error(`Expected facts of the recipe ${recipe.id}. Run: npm run docs:recipes`);
      }

      return recipeBlocks(recipe, facts);
    }),
    '## The footage',
    'Recipes for films take a `beach.mp4` of your own. Here it was drawn by Cuesmith itself:',
    fence(FOOTAGE),
  );
}

function recipeBlocks({ id, title, about, commands, isHeard }: Recipe, { file, music, made, said }: RecipeFacts): string[] {
  const picture = `/recipes/${id}.webp`;
  const others = made.filter((name) => name !== file?.name);
  return [
    `## ${title} {#${id}}`,
    about,
    fence(commands.join('\n')),
    ...(said === '' ? [] : [['```text', said, '```'].join('\n')]),
    ...(file === null ? [] : [`![${altOf(file)}](${picture})`]),
    ...(isHeard ? [`<audio controls preload="none" src="/recipes/${id}.opus" aria-label="${title}"></audio>`] : []),
    ...(file === null
      ? []
      : [
          `<p class="facts">${[fileFacts(file), musicFacts(music), alsoMade(others)].filter((text) => text !== '').join('<br>')}</p>`,
        ]),
  ];
}

function fence(text: string): string {
  return ['```sh', text, '```'].join('\n');
}

function altOf({ name, picture }: NonNullable<RecipeFacts['file']>): string {
  return picture === null ? `The waveform of ${name}` : `Four moments of ${name}`;
}

function fileFacts({
  name,
  bytes,
  durationSeconds,
  integratedLufs,
  truePeakDbtp,
  picture,
}: NonNullable<RecipeFacts['file']>): string {
  const size = bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
  return [
    `<code>${name}</code>`,
    `${Math.round(durationSeconds * 1000) / 1000} s`,
    ...(picture === null ? [] : [`${picture.width} × ${picture.height}`]),
    `${signed(integratedLufs)} LUFS`,
    `${signed(truePeakDbtp)} dBTP`,
    size,
  ].join(' · ');
}

function musicFacts(music: RecipeFacts['music']): string {
  return music === null
    ? ''
    : `${[music.style, music.key, `${music.tempoBpm} BPM`, music.meter, `seed ${music.seed}`].join(' · ')}<br>Bars: ${music.form}`;
}

function alsoMade(names: readonly string[]): string {
  return names.length === 0 ? '' : `Also made: ${names.map((name) => `<code>${name}</code>`).join(', ')}`;
}

/** With one decimal and a real minus. */
function signed(value: number): string {
  return value.toFixed(1).replace('-', '−');
}
