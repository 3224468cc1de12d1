/**
 * `npm run listen`: makes a set of prompts, measures each as human-made music was measured, and writes a page to look at and listen to.
 *
 *   npm run listen -- --out <folder> [--styles jazz,blues] [--prompts 4] [--seconds 40] [--seed 1] [--no-learned]
 *   npm run listen -- --human      measures human-made music anew (fetches packages of games with apt)
 *   npm run listen -- --check-estimators [--corpora <folder>]      how often key and tempo of human music are heard as written
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ENGINE_VERSION } from '../../src/engine/kernel/index.ts';
import { createAudioRenderer } from '../../src/studio/audio-worker/index.ts';
import { createMediaExporter } from '../../src/studio/media/index.ts';
import { checkEstimators } from './check-estimators.ts';
import { EXCERPT_SECONDS, type HumanRanges, measureHumanMusic, rangesOf } from './human-music.ts';
import { type HeardPiece, listenTo } from './listen-to.ts';
import { middle, middleState, pageOf } from './page.ts';
import { listeningPrompts } from './prompts.ts';
import { STATISTIC_NAMES } from './measure-track.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: join(tmpdir(), 'cuesmith-listen') },
    styles: { type: 'string', default: '' },
    prompts: { type: 'string', default: '4' },
    seconds: { type: 'string', default: String(EXCERPT_SECONDS) },
    seed: { type: 'string', default: '1' },
    'no-learned': { type: 'boolean', default: false },
    human: { type: 'boolean', default: false },
    'check-estimators': { type: 'boolean', default: false },
    corpora: { type: 'string', default: process.env['CUESMITH_CORPORA'] ?? join(import.meta.dirname, '../../../shared/corpora') },
  },
});
const rangesFile = new URL('human-ranges.json', import.meta.url);

if (values.human) {
  const tracks = await measureHumanMusic(({ title, seconds, measured }) =>
    console.log(
      `${title}: ${seconds.toFixed(0)} s, ${measured.integratedLufs.toFixed(1)} LUFS, regularity ${measured.periodicity.toFixed(2)}`,
    ),
  );
  await writeFile(rangesFile, `${JSON.stringify(rangesOf(tracks), null, 2)}\n`);
  console.log(`${tracks.length} pieces measured.`);
} else if (values['check-estimators']) {
  const lines = await checkEstimators(values.corpora, (done, of) => {
    if (done % 50 === 0) {
      console.log(`${done} of ${of} works heard.`);
    }
  });
  console.log(lines.join('\n'));
} else {
  await listen();
}

async function listen(): Promise<void> {
  const ranges: HumanRanges = JSON.parse(await readFile(rangesFile, 'utf8'));
  const renderer = createAudioRenderer({ workers: null });
  const exporter = createMediaExporter();
  const pieces: HeardPiece[] = [];
  await mkdir(values.out, { recursive: true });
  try {
    for (const wish of listeningPrompts(
      values.styles.split(',').filter((style) => style !== ''),
      Number(values.prompts),
    )) {
      const piece = await listenTo(wish, {
        renderer,
        exporter,
        folder: values.out,
        seconds: Number(values.seconds),
        seed: Number(values.seed),
        learned: !values['no-learned'],
      });
      pieces.push(piece);
      console.log(lineOf(piece));
      await writeFile(
        join(values.out, 'index.html'),
        pageOf(pieces, ranges, `Cuesmith ${ENGINE_VERSION}: ${pieces.length} pieces`),
      );
    }
  } finally {
    await renderer.close();
    await exporter.close();
  }

  console.log(tableOf(pieces, ranges));
  console.log(`\n${join(values.out, 'index.html')}`);
}

function lineOf({ name, measured, isTempoFound, isKeyFound }: HeardPiece): string {
  const { periodicity, onsetsPerSecond, loudnessRangeLu, airDb } = measured;
  return `${name}: regularity ${periodicity.toFixed(2)}, ${onsetsPerSecond.toFixed(1)} onsets/s, range ${loudnessRangeLu.toFixed(1)} LU, air ${airDb.toFixed(1)} dB, tempo ${isTempoFound ? 'found' : 'not found'}, key ${isKeyFound ? 'found' : 'not found'}`;
}

function tableOf(pieces: readonly HeardPiece[], ranges: HumanRanges): string {
  const share = (isFound: (piece: HeardPiece) => boolean): string =>
    `${Math.round((100 * pieces.filter(isFound).length) / pieces.length)} %`;
  const styles = [...new Set(pieces.map(({ style }) => style))].map((style) => {
    const own = pieces.filter((piece) => piece.style === style);
    const strays = STATISTIC_NAMES.flatMap((name) => {
      const state = middleState(own, name, ranges);
      return state === 'in'
        ? []
        : [`${name} ${middle(own.map(({ measured }) => measured[name])).toFixed(1)}${state === 'meant' ? ' (meant)' : ''}`];
    });
    return `| ${style} | ${own.filter((piece) => piece.isTempoFound).length}/${own.length} | ${own.filter((piece) => piece.isKeyFound).length}/${own.length} | ${middle(own.map(({ measured }) => measured.periodicity)).toFixed(2)} | ${strays.join(', ')} |`;
  });
  return [
    `\nTempo found in ${share((piece) => piece.isTempoFound)}, key in ${share((piece) => piece.isKeyFound)} of ${pieces.length} pieces.\n`,
    '| style | tempo | key | regularity | middle outside human-made music |',
    '| --- | --- | --- | --- | --- |',
    ...styles,
  ].join('\n');
}
