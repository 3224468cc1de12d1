/**
 * The melody net against the authored themes, over the same forms and harmonies: which of the two the critic prefers, not
 * knowing which is which, and what the net costs. Both choose among forty lines with the same critic: the net sings eight to
 * each of five rhythms; of the authored path, which writes one to each, the best of eight streams is taken.
 *
 *     node bench/learned-melody.ts [seeds a style, default 6] [--from first seed, default 1000] [--json themes.json]
 *
 * `--json` writes the pairs for `training/evaluate melody`, which lets judges decide that were trained on held-out tunes.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { STYLE_IDS, type Brief } from '../src/engine/brief/index.ts';
import { LINES } from '../src/engine/learned/index.ts';
import { judgeMelody } from '../src/engine/score/critic/judge-melody.ts';
import { totalMark } from '../src/engine/score/critic/reason.ts';
import { barTicksOf, beatTicksOf } from '../src/engine/score/form/meter.ts';
import { chordAt, chordPitchClasses } from '../src/engine/score/theory/chord.ts';
import { foldPitchClass, tonicPitchClass } from '../src/engine/score/theory/pitch.ts';
import { briefFor } from '../test/random-briefs.ts';
import { liveliestTheme, themePlanFor } from '../test/theme-fixture.ts';

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
function themeOf(brief: Brief, singer: 'net' | 'authored', stream = 'theme'): Theme {
  const plan = themePlanFor(brief, singer, stream);
  const before = process.cpuUsage();
  const { startTick: start, notes: sung } = liveliestTheme(plan);
  const { user, system } = process.cpuUsage(before);
  const chords = plan.chords.map((chord) => ({ ...chord, startTick: chord.startTick - start, endTick: chord.endTick - start }));
  const notes = sung.map(({ startTick, durationTicks, pitch }): Note => {
    const chord = chordAt(chords, startTick);
    return {
      startTick,
      durationTicks,
      pitch,
      isStrong: startTick % beatTicksOf(brief.meter) === 0,
      overRoot: foldPitchClass(pitch - chord.root),
      isChordTone: chordPitchClasses(chord).includes(foldPitchClass(pitch)),
    };
  });
  return { notes, mark: totalMark(judgeMelody(notes, chords)), milliseconds: (user + system) / 1000 };
}

/** The authored theme that the critic likes best among as many lines as the net sings. */
function bestAuthored(brief: Brief): Theme {
  const streams = Array.from({ length: LINES }, (_, stream) =>
    themeOf(brief, 'authored', stream === 0 ? 'theme' : `theme-${stream}`),
  );
  return streams.reduce((best, theme) => (theme.mark > best.mark ? theme : best));
}

const { values, positionals } = parseArgs({
  options: { json: { type: 'string' }, from: { type: 'string', default: '1000' } },
  allowPositionals: true,
});
const seeds = Number(positionals[0] ?? 6);
themeOf(briefFor('pop', { seed: 999, durationSeconds: 30 }), 'net');

const pairs = STYLE_IDS.flatMap((style) =>
  Array.from({ length: seeds }, (_, seed) => {
    const brief = briefFor(style, { seed: Number(values.from) + seed, durationSeconds: 30 });
    return {
      style,
      seed,
      tonic: tonicPitchClass(brief.key),
      barTicks: barTicksOf(brief.meter),
      authored: bestAuthored(brief),
      single: themeOf(brief, 'authored'),
      learned: themeOf(brief, 'net'),
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
  `… to the authored theme as it ships: ${share(pairs.filter(({ single, learned }) => learned.mark > single.mark).length)}`,
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
