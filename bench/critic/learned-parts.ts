/**
 * Each learned part against the authored path, the rest equal, judged blind by the critics: `node bench/critic/learned-parts.ts [seeds a style, default 3] [--part figures|drums]`.
 *
 * Figures: the scores differ in the pianos alone. Drums: the same score; what its drummer and the bass that goes with him perform is written
 * back as notes.
 */
import { parseArgs } from 'node:util';
import { type Brief, readBrief, STYLE_IDS } from '../../src/engine/brief/index.ts';
import { perform } from '../../src/engine/audio/index.ts';
import { SAMPLE_RATE } from '../../src/engine/kernel/index.ts';
import { compose, type Critique, critique, type Note, type Part, type Score } from '../../src/engine/score/index.ts';

type Pair = { readonly style: string; readonly authored: Score; readonly learned: Score; readonly brief: Brief };

const { values, positionals } = parseArgs({
  options: { part: { type: 'string', default: '' } },
  allowPositionals: true,
});
const seeds = Number(positionals[0] ?? 3);
const PIANOS = [
  'piano',
  'cinematic',
  'cinematic piano underscore',
  'calm reflective solo piano',
  'hopeful piano ballad',
  'sad slow piano',
];

const isWanted = (part: string): boolean => values.part === '' || values.part === part;

if (isWanted('figures')) {
  const pianos = PIANOS.flatMap((prompt) => Array.from({ length: seeds * 8 }, (_, i) => pairOf(prompt, 8000 + i)));
  report('figures', pianos.filter(differ));
}

if (isWanted('drums')) {
  const everyStyle = STYLE_IDS.flatMap((style) => Array.from({ length: seeds }, (_, i) => pairOf(style, 7000 + i)));
  const drummers = everyStyle.filter(({ authored }) => authored.parts.some(({ role }) => role === 'drums'));
  report('drums', drummers.map(drummed).filter(differ));
}

function pairOf(prompt: string, seed: number): Pair {
  const of = (learned: boolean): Score =>
    compose(readBrief(prompt, { durationSeconds: 40, seed, learned }).brief, { candidates: 1 });
  return { style: prompt, authored: of(false), learned: of(true), brief: readBrief(prompt, { durationSeconds: 40, seed }).brief };
}

function differ({ authored, learned }: Pair): boolean {
  return JSON.stringify(authored.parts) !== JSON.stringify(learned.parts);
}

/** The authored score twice: with drums and bass performed by rules, and by the net. */
function drummed(pair: Pair): Pair {
  const { authored: score } = pair;
  const written = (learned: boolean): Score => {
    const kits = score.parts.filter(({ role }) => role === 'drums' || role === 'bass');
    const played = perform({ ...score, learned, parts: kits }).parts;
    const parts = score.parts.map((part): Part => {
      const own = played.find(({ id }) => id === part.id);
      const notes = own?.notes.map((note): Note => ({
        startTick: tickAt(score, note.startSample / SAMPLE_RATE),
        durationTicks: 60,
        pitch: note.pitch,
        velocity: note.velocity,
        articulation: note.articulation,
      }));
      return notes === undefined ? part : { ...part, notes };
    });
    return { ...score, parts };
  };
  return { ...pair, authored: written(false), learned: written(true) };
}

function tickAt({ tempoMap }: Score, seconds: number): number {
  let left = seconds;
  for (const [i, { tick, bpm }] of tempoMap.entries()) {
    const ticksASecond = (bpm * 960) / 60;
    const next = tempoMap[i + 1]?.tick ?? Infinity;
    if (left * ticksASecond <= next - tick) {
      return Math.max(0, Math.round(tick + left * ticksASecond));
    }

    left -= (next - tick) / ticksASecond;
  }

  return 0;
}

function report(name: string, pairs: readonly Pair[]): void {
  const judged = pairs.map(({ authored, learned, brief }) => ({
    authored: critique(authored, { brief }),
    learned: critique(learned, { brief }),
  }));
  const differences = judged.map(({ authored, learned }) => learned.mark - authored.mark);
  const mean = differences.reduce((sum, difference) => sum + difference, 0) / differences.length;
  const spread = Math.sqrt(differences.reduce((sum, difference) => sum + (difference - mean) ** 2, 0) / (differences.length - 1));
  const error = (1.96 * spread) / Math.sqrt(differences.length);
  const wins = differences.filter((difference) => difference > 1e-9).length;
  const losses = differences.filter((difference) => difference < -1e-9).length;
  const share = wins / Math.max(1, wins + losses);
  const wide = 1.96 * Math.sqrt((share * (1 - share)) / Math.max(1, wins + losses));
  console.log(
    `${name}: ${pairs.length} pairs, ${wins} won, ${losses} lost, ${pairs.length - wins - losses} even; of those decided ${(100 * share).toFixed(0)} ± ${(100 * wide).toFixed(0)} %; mark ${mean.toFixed(4)} ± ${error.toFixed(4)}`,
  );
  for (const term of judged[0]?.authored.terms ?? []) {
    const markOf = (critic: Critique): number => critic.terms.find(({ name: other }) => other === term.name)?.mark ?? 0;
    const own = judged.map(({ authored, learned }) => markOf(learned) - markOf(authored));
    const middle = own.reduce((sum, difference) => sum + difference, 0) / own.length;
    if (Math.abs(middle) >= 0.0005) {
      console.log(`  ${term.name}: ${middle > 0 ? '+' : ''}${middle.toFixed(4)}`);
    }
  }
}
