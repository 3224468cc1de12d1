import { perform } from '../src/engine/audio/index.ts';
import { readBrief, type StyleId } from '../src/engine/brief/index.ts';
import { Rng, SAMPLE_RATE } from '../src/engine/kernel/index.ts';
import { compose, HIT_WITHIN_MS, landHits, reviseMusic, type Score } from '../src/engine/score/index.ts';
import { atMost, type Figure, plain } from './figure.ts';

const STYLES: readonly StyleId[] = ['acoustic', 'pop', 'lofi', 'house', 'cinematic', 'jazz', 'rock', 'ambient'];
const SEEDS = [1, 2, 3] as const;
const SECONDS = 45;

/** Films by how they are cut: the least and the greatest time between two cuts, seconds. */
const CUTTINGS: readonly (readonly [name: string, least: number, most: number])[] = [
  ['montage, cuts 1.2–2.4 s apart', 1.2, 2.4],
  ['vlog, cuts 1.8–5 s apart', 1.8, 5],
  ['scenes, cuts 4–9 s apart', 4, 9],
];

/** How near the music comes to the cuts of a film, on paper and as played, over styles, seeds and ways of cutting. */
export function measureHits(): Figure[] {
  return CUTTINGS.flatMap(([name, least, most]) => {
    const runs = STYLES.flatMap((style) =>
      SEEDS.map((seed) => runOf(style, seed, cutsOf(`${name}/${style}/${seed}`, least, most))),
    );
    const errors = runs.flatMap((run) => run.errors);
    const played = runs.flatMap((run) => run.played);
    const made = errors.filter((error) => error <= HIT_WITHIN_MS);
    return [
      plain(`hits asked for, ${name}`, errors.length, ''),
      plain(`hits within ${HIT_WITHIN_MS} ms, ${name}`, (made.length / errors.length) * 100, '%'),
      atMost(
        `greatest error of the hits made, ${name}`,
        made.reduce((worst, error) => Math.max(worst, error), 0),
        'ms',
        HIT_WITHIN_MS,
      ),
      plain(`middle error of what is struck there as played, ${name}`, middleOf(played), 'ms'),
      plain(`hits on a bar line, ${name}`, (runs.reduce((sum, run) => sum + run.onBars, 0) / errors.length) * 100, '%'),
      plain(`hits on a beat, ${name}`, (runs.reduce((sum, run) => sum + run.onBeats, 0) / errors.length) * 100, '%'),
      atMost(`greatest tempo change of a piece, ${name}`, Math.max(...runs.map((run) => run.bend)) * 100, '%', 8.4),
    ];
  });
}

function cutsOf(name: string, least: number, most: number): number[] {
  const rng = new Rng(1).fork(name);
  const cuts: number[] = [];
  for (let moment = rng.between(least, most); moment < SECONDS - 1.5; moment += rng.between(least, most)) {
    cuts.push(Math.round(moment * 1000) / 1000);
  }

  return cuts;
}

type Run = {
  readonly errors: readonly number[];
  readonly played: readonly number[];
  readonly onBars: number;
  readonly onBeats: number;
  /** Greatest tempo of the piece above its least, as a share. */
  readonly bend: number;
};

/** Half the pieces are written for the cuts, half are there already and fitted to them. */
function runOf(style: StyleId, seed: number, cuts: readonly number[]): Run {
  const { brief } = readBrief(`${style} music`, { style, seed, durationSeconds: SECONDS });
  const score =
    seed % 2 === 0
      ? compose({ ...brief, hits: cuts })
      : reviseMusic({ brief, score: compose(brief) }, [{ kind: 'hits', atSeconds: [...cuts] }]).score;
  const hits = landHits(score, cuts);
  const tempi = score.tempoMap.map((point) => point.bpm);
  return {
    errors: hits.map((hit) => Math.abs(hit.errorMs)),
    played: playedErrors(score, cuts),
    onBars: hits.filter((hit) => hit.beat === 1).length,
    onBeats: hits.filter((hit) => hit.beat % 1 === 0).length,
    bend: Math.max(...tempi) / Math.min(...tempi) - 1,
  };
}

/** How far the nearest strong note that is really played lies from each cut, ms: players are human. */
function playedErrors(score: Score, cuts: readonly number[]): number[] {
  const onsets = perform(score)
    .parts.flatMap((part) => part.notes.filter((note) => note.velocity > 0.45).map((note) => note.startSample / SAMPLE_RATE))
    .sort((left, right) => left - right);
  return cuts.map((cut) => onsets.reduce((best, onset) => Math.min(best, Math.abs(onset - cut)), Infinity) * 1000);
}

function middleOf(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}
