/**
 * The melody net against the authored themes, over the same forms and harmonies: which of the two the critic prefers, not
 * knowing which is which, and what the net costs.
 *
 *     node bench/learned-melody.ts [seeds a style, default 6] [--json themes.json]
 *
 * `--json` writes the pairs for `training/evaluate melody`, which lets judges decide that were trained on held-out tunes.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { STYLE_IDS, type Brief } from '../src/engine/brief/index.ts';
import { Rng } from '../src/engine/kernel/index.ts';
import { judgeMelody } from '../src/engine/score/critic/judge-melody.ts';
import { totalMark } from '../src/engine/score/critic/reason.ts';
import { barTicksOf, beatTicksOf } from '../src/engine/score/form/meter.ts';
import { planSections } from '../src/engine/score/form/plan-sections.ts';
import { solveLength } from '../src/engine/score/form/solve-length.ts';
import { planHarmony } from '../src/engine/score/harmony/plan-harmony.ts';
import { planTheme } from '../src/engine/score/melody/plan-theme.ts';
import { styleOf } from '../src/engine/score/styles/index.ts';
import { chordAt, chordPitchClasses } from '../src/engine/score/theory/chord.ts';
import { foldPitchClass, tonicPitchClass } from '../src/engine/score/theory/pitch.ts';
import { briefFor } from '../test/random-briefs.ts';

type Note = {
  readonly startTick: number;
  readonly durationTicks: number;
  readonly pitch: number;
  /** On a beat. */
  readonly isStrong: boolean;
  /** Semitones above the root of its chord, 0–11. */
  readonly overRoot: number;
  readonly isChordTone: boolean;
};
type Theme = { readonly notes: readonly Note[]; readonly mark: number; readonly milliseconds: number };

/** The theme of the liveliest section of a half-minute piece, with its mark and what the whole piece's themes cost. */
function themeOf(brief: Brief): Theme {
  const style = styleOf(brief.style);
  const length = solveLength(brief, style.form);
  const rng = new Rng(brief.seed);
  const sections = planSections({ brief, style, length, rng });
  const chords = planHarmony({ brief, style, sections, length, rng: rng.fork('harmony') });
  const before = process.cpuUsage();
  const theme = planTheme({ brief, style, sections, chords, length, rng: rng.fork('theme') });
  const { user, system } = process.cpuUsage(before);
  const main = sections.reduce((best, section) => (section.energy > best.energy ? section : best));
  const notes = theme
    .filter((note) => note.startTick >= main.startTick && note.startTick < main.endTick)
    .map(({ startTick, durationTicks, pitch }): Note => {
      const chord = chordAt(chords, startTick);
      return {
        startTick: startTick - main.startTick,
        durationTicks,
        pitch,
        isStrong: (startTick - main.startTick) % beatTicksOf(brief.meter) === 0,
        overRoot: foldPitchClass(pitch - chord.root),
        isChordTone: chordPitchClasses(chord).includes(foldPitchClass(pitch)),
      };
    });
  const mark = totalMark(
    judgeMelody(
      notes,
      chords.map((chord) => ({
        ...chord,
        startTick: chord.startTick - main.startTick,
        endTick: chord.endTick - main.startTick,
      })),
    ),
  );
  return { notes, mark, milliseconds: (user + system) / 1000 };
}

const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true });
const seeds = Number(positionals[0] ?? 6);
themeOf({ ...briefFor('pop', { seed: 999, durationSeconds: 30 }), learned: true });

const pairs = STYLE_IDS.flatMap((style) =>
  Array.from({ length: seeds }, (_, seed) => {
    const brief = briefFor(style, { seed: 1000 + seed, durationSeconds: 30 });
    return {
      style,
      seed,
      tonic: tonicPitchClass(brief.key),
      barTicks: barTicksOf(brief.meter),
      authored: themeOf({ ...brief, learned: false }),
      learned: themeOf({ ...brief, learned: true }),
    };
  }),
).filter(({ authored, learned }) => authored.notes.length >= 6 && learned.notes.length >= 6);

const share = (part: number): string => `${((100 * part) / pairs.length).toFixed(0)} %`;
const mean = (numbers: readonly number[]): string =>
  (numbers.reduce((sum, number) => sum + number, 0) / numbers.length).toFixed(3);
console.log(`${pairs.length} pairs of themes in ${STYLE_IDS.length} styles`);
console.log(
  `critic prefers the learned theme: ${share(pairs.filter(({ authored, learned }) => learned.mark > authored.mark).length)}`,
);
console.log(
  `mean mark: learned ${mean(pairs.map(({ learned }) => learned.mark))}, authored ${mean(pairs.map(({ authored }) => authored.mark))}`,
);
console.log(
  `CPU ms for the themes of 30 s: learned ${mean(pairs.map(({ learned }) => learned.milliseconds))}, authored ${mean(pairs.map(({ authored }) => authored.milliseconds))}`,
);
if (values.json !== undefined) {
  writeFileSync(values.json, JSON.stringify(pairs));
}
