import { at, clamp, type Pitch, type Rng } from '../../kernel/index.ts';
import type { ChordSpan } from '../score.ts';
import { chordScale, fifthOf, seventhOf, thirdOf } from '../theory/chord.ts';
import { nearestPitchWithin } from '../theory/pitch.ts';
import { type Bar, chordPieceAt, playedBars } from './chordal/bars.ts';
import { SIXTEENTH } from './chordal/metre.ts';
import { Params } from './chordal/params.ts';
import { workingRange } from './chordal/voiced-harmony.ts';
import { breakRepeats } from '../rhythm/break-repeats.ts';
import { finalChord, finalLoudness, NoteWriter } from './chordal/writer.ts';
import type { Generator, PartContext } from './part-context.ts';

const KINDS = ['acid', 'hypnotic', 'minimal', 'anthem', 'berlin'] as const;
type SequenceKind = (typeof KINDS)[number];

/**
 * Steps of a sequencer, a sixteenth each: `R` root, `N` the scale note above it, `T` third, `F` fifth, `S` seventh, `O` octave,
 * `D` the octave's third, `.` rest. `!` accents a step, `/` slides into it. A row may have any length: those that are not
 * sixteen wander against the bar, which is what hypnotises.
 */
const ROWS: { readonly [kind in SequenceKind]: readonly string[] } = {
  acid: [
    'R! . R /O . R S /R! . R . T! R . /O R',
    'R . R! R /S . R . O! /R . R T /R! . S',
    'R! R . O . /S R . R! . /T R . S /O! .',
    '. R! . R R /O! . S . R . R! /T . R R',
  ],
  hypnotic: [
    'R! . . T . .',
    'R! . F . . S . . R . . T',
    'R . . R! . T . . S .',
    'R! . R . N . T . . S . .',
    'F! . . R . . T . . R . . S . . .',
  ],
  minimal: [
    'R! . . . . . . R . . . . . . T .',
    '. . R! . . . . . . . R . . T . .',
    '. . . R! . . . . . . . S . . . .',
    'R! . . T . . . . . . R . . . . .',
  ],
  anthem: [
    'R F O F R F O D R F O F S O D O',
    'O! . R F O . F R O! . R F D O F R',
    'R! O F O T O F O R! O F O S O F D',
    'D! O F R D O F R O! F R F O D O F',
  ],
  berlin: ['R! . O . F . R S . O . R', 'R! R O R S R O F', 'R! . F O . S R . O F . T . R S .', 'R! O R F R S R O N O'],
};

/**
 * A step sequencer: acid lines, polymetric figures, trance runs. The row is the material's; a step or two is changed each
 * phrase, and the hand on the filter (velocity, which opens the patch) moves in one long curve over the section.
 *
 * params
 *  kind    'acid' | 'hypnotic' (default) | 'minimal' | 'anthem' | 'berlin'; several parted by spaces, the seed picks
 *  gate    0.2–2 part of a step that sounds, default 0.7; slides always reach into their note
 *  sweep   bars of one opening of the filter, 2–64, default 16
 *  depth   0–1 how far it opens and closes, default 0.6
 *  evolve  0–1 chance that a phrase changes a step, default 0.8
 *  follow  0 | 1: the figure moves with the chords (1, default) or stays on the key's own root (0)
 *  adapt   0 | 1: calm sections let steps go, default 1
 */
export const sequence: Generator = (context) => {
  const params = new Params(context);
  const settings: Settings = {
    kind: params.choice('kind', KINDS, 'hypnotic'),
    gate: params.number('gate', 0.2, 2, 0.7),
    sweep: params.number('sweep', 2, 64, 16),
    depth: params.number('depth', 0, 1, 0.6),
    evolve: params.number('evolve', 0, 1, 0.8),
    follows: params.flag('follow', true),
    adapts: params.flag('adapt', true),
  };
  params.finish();

  const writer = new NoteWriter(context);
  const range = workingRange(context);
  for (const bar of playedBars(context)) {
    playBar(context, { settings, writer, bar, range });
  }

  const chord = finalChord(context);
  if (chord !== null) {
    writer.addFinal({ pitch: homeOf(chord, range), velocity: finalLoudness(context, 0.9) });
  }

  const written = writer.finish();
  return { ...written, notes: breakRepeats(written.notes, context.barTicks, context.bars, context.rng.fork('repeats')) };
};

type Settings = {
  readonly kind: SequenceKind;
  readonly gate: number;
  readonly sweep: number;
  readonly depth: number;
  readonly evolve: number;
  readonly follows: boolean;
  readonly adapts: boolean;
};
type Step = { readonly tone: string; readonly isAccent: boolean; readonly isSlide: boolean };
type Task = {
  readonly settings: Settings;
  readonly writer: NoteWriter;
  readonly bar: Bar;
  readonly range: readonly [Pitch, Pitch];
};

function playBar(context: PartContext, { settings, writer, bar, range }: Task): void {
  const row = rowOf(context, settings, bar);
  const steps = Math.round((bar.endTick - bar.startTick) / SIXTEENTH);
  // The row runs on through the phrase, so that one of ten or twelve steps comes round somewhere else each bar.
  const from = bar.phraseBar * Math.round(context.barTicks / SIXTEENTH);
  const open = openingOf(context, settings, bar);
  const rng = bar.rng.fork('touch');
  const thin = settings.adapts ? clamp(0.5 - bar.energy, 0, 0.4) : 0;
  const keep = context.rng.fork(`thin/${bar.section.id}`);
  for (let index = 0; index < steps; index++) {
    const step = at(row, (from + index) % row.length);
    const tick = bar.startTick + index * SIXTEENTH;
    const piece = chordPieceAt(bar, tick);
    if (step.tone === '.' || piece === null || (!step.isAccent && keep.fork(`${(from + index) % row.length}`).chance(thin))) {
      continue;
    }

    const next = at(row, (from + index + 1) % row.length);
    const chord = settings.follows ? piece.chord : (context.chords[0] ?? piece.chord);
    const velocity = clamp(
      (0.4 + 0.26 * bar.energy + settings.depth * 0.34 * (open - 0.5)) * (step.isAccent ? 1.22 : 0.92) + rng.gaussian(0.015),
      0.1,
      1,
    );
    writer.add({
      startTick: tick,
      durationTicks: SIXTEENTH * (next.isSlide ? 1.02 : settings.gate),
      pitch: toneOf(context, { tone: step.tone, chord, sounding: piece.chord, range }),
      velocity,
      articulation: step.isSlide ? 'slide' : step.isAccent ? 'accent' : 'normal',
    });
  }
}

/** How far the hand has opened the filter, 0–1: up over half a sweep and back, always up through a build. */
function openingOf(context: PartContext, settings: Settings, bar: Bar): number {
  if (bar.section.kind === 'build' || bar.section.kind === 'lift') {
    return clamp((bar.barInSection + 1) / Math.max(1, bar.section.bars), 0, 1);
  }

  const shift = context.rng.fork('sweep').next() * 0.25;
  const place = (bar.index / settings.sweep + shift) % 1;
  const wave = place < 0.5 ? place * 2 : 2 - place * 2;
  return clamp(0.15 + 0.85 * wave + (bar.section.kind === 'drop' ? 0.15 : 0), 0, 1);
}

/** The material's row with the changes of the phrases before; the last bar of a phrase turns one more step. */
function rowOf(context: PartContext, settings: Settings, bar: Bar): readonly Step[] {
  const memory = context.rng.fork(`row/${bar.section.material}`);
  let row = parse(memory.pick(ROWS[settings.kind]));
  const changes = Math.min(16, bar.phrase + 2 * bar.visit);
  for (let change = 1; change <= changes; change++) {
    const rng = memory.fork(`evolve/${change}`);
    row = rng.chance(settings.evolve) ? altered(row, rng) : row;
  }

  const rng = bar.rng.fork('row');
  return bar.isPhraseEnd && rng.chance(settings.evolve) ? altered(row, rng) : row;
}

/** One step becomes another tone, a rest speaks or a step is muted, an accent moves, a slide comes. The first step stays. */
function altered(row: readonly Step[], rng: Rng): readonly Step[] {
  const index = rng.integer(1, row.length - 1);
  const step = at(row, index);
  const changed: Step = rng.weighted(
    [
      { step: { ...step, tone: step.tone === '.' ? 'R' : rng.pick(['R', 'T', 'F', 'S', 'O']) }, weight: 3 },
      { step: { ...step, tone: step.tone === '.' ? 'O' : '.' }, weight: 2 },
      { step: { ...step, isAccent: !step.isAccent }, weight: 2 },
      { step: { ...step, isSlide: step.tone !== '.' }, weight: 1 },
    ],
    (option) => option.weight,
  ).step;
  return row.map((one, place) => (place === index ? changed : one));
}

function parse(text: string): readonly Step[] {
  return text.split(' ').map((token) => ({
    tone: token.replace(/[/!]/g, ''),
    isAccent: token.includes('!'),
    isSlide: token.startsWith('/'),
  }));
}

function homeOf(chord: ChordSpan, range: readonly [Pitch, Pitch]): Pitch {
  return nearestPitchWithin(chord.root, range[0] + Math.min(5, (range[1] - range[0]) / 3), range);
}

function toneOf(
  context: PartContext,
  task: {
    readonly tone: string;
    readonly chord: ChordSpan;
    readonly sounding: ChordSpan;
    readonly range: readonly [Pitch, Pitch];
  },
): Pitch {
  const { chord, range } = task;
  const home = homeOf(chord, range);
  const over = (pitchClass: number, near: number): Pitch => nearestPitchWithin(pitchClass, home + near, range);
  switch (task.tone) {
    case 'N': {
      const scale = chordScale(task.sounding, context.brief.key);
      const above = [1, 2, 3].find((step) => scale.includes((home + step) % 12)) ?? 2;
      return over((home + above) % 12, above);
    }
    case 'T':
      return over(thirdOf(chord), 4);
    case 'F':
      return over(fifthOf(chord), 7);
    case 'S':
      return over(seventhOf(chord) ?? fifthOf(chord), 10);
    case 'O':
      return home + 12 <= range[1] ? home + 12 : home;
    case 'D':
      return over(thirdOf(chord), 16);
    default:
      return home;
  }
}
