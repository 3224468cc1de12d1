import { clamp, type Pitch, type Rng, type Tick } from '../../kernel/index.ts';
import type { ChordSpan } from '../score.ts';
import { chordPitchClasses, isMinorChord } from '../theory/chord.ts';
import { nearestPitchWithin, pitchesWithin, tonicPitchClass } from '../theory/pitch.ts';
import { type Bar, chordPieceAt, playedBars } from './chordal/bars.ts';
import { barSlots, riseAhead } from './chordal/pattern-choice.ts';
import { SIXTEENTH } from './chordal/metre.ts';
import { Params } from './chordal/params.ts';
import { workingRange } from './chordal/voiced-harmony.ts';
import { finalChord, finalLoudness, loudness, NoteWriter } from './chordal/writer.ts';
import { CLOSING_RUN, LICK_KINDS, LICKS, type LickNote, type LickVocabulary } from './lick-vocabulary.ts';
import type { Generator, PartContext } from './part-context.ts';

/**
 * Answers and runs between the lines of the tune: a lead guitar, harmonica, fiddle or steel that waits and then says something short.
 *
 * params
 *  kind    'blues' (default) | 'country' | 'flat-pick' | 'soul' | 'gospel' (an organist's or pianist's runs) | 'rock' | 'reggae' | 'strings' (disco runs)
 *  amount  0–1 part of the gaps that are answered, default 0.6
 *  solo    0 | 1: in sections of the kind `solo` the player has the floor and speaks nearly all the time, default 0
 *  close   0 | 1: ends sections with the bluegrass run into the tonic, default 0
 *  room    sixteenths that a gap has at the least to be answered, 3–8, default 6
 *  step    sixteenths that a length of one stands for, 0.5–2, default 1 (2 for swung eighths)
 */
export const licks: Generator = (context) => {
  const params = new Params(context);
  const kind = params.choice('kind', LICK_KINDS, 'blues');
  const settings: Settings = {
    vocabulary: LICKS[kind],
    amount: params.number('amount', 0, 1, 0.6),
    hasSolo: params.flag('solo', false),
    hasClose: params.flag('close', false),
    unit: params.number('step', 0.5, 2, 1),
    room: params.number('room', 3, 8, 6),
  };
  params.finish();
  const writer = new NoteWriter(context);
  const range = workingRange(context);
  let last: Pitch | null = null;
  for (const bar of playedBars(context)) {
    const rng = bar.rng.fork('lick');
    const isFloor = settings.hasSolo && bar.section.kind === 'solo';
    if (settings.hasClose && bar.isSectionEnd && bar.section.bars >= 4 && riseAhead(context, bar) > -0.9) {
      last = close(context, { bar, writer, range });
      continue;
    }

    const gap = isFloor ? soloGap(bar, rng) : gapOf(context, bar, settings.room);
    const wish = settings.amount * (isFloor ? 1.4 : bar.isPhraseEnd ? 1.25 : bar.phraseBar % 2 === 1 ? 1 : 0.5);
    if (gap !== null && rng.chance(Math.min(0.95, wish))) {
      last = speak(context, { bar, writer, range, settings, gap, from: last, rng });
    }
  }

  const chord = finalChord(context);
  if (chord !== null) {
    const pitch = nearestPitchWithin(chord.root, last ?? Math.round((range[0] + range[1]) / 2), range);
    writer.addFinal({ pitch, velocity: finalLoudness(context, 0.9) });
  }

  return writer.finish();
};

type Settings = {
  readonly vocabulary: LickVocabulary;
  readonly amount: number;
  readonly hasSolo: boolean;
  readonly hasClose: boolean;
  readonly unit: number;
  readonly room: number;
};
type Gap = { readonly from: number; readonly to: number };

/** The longest stretch of the bar, in sixteenths, that the theme leaves free; null where that is less than `room`. */
function gapOf(context: PartContext, bar: Bar, room: number): Gap | null {
  const slots = barSlots(bar);
  const isCovered = Array.from({ length: slots }, (_, slot) => {
    const tick = bar.startTick + slot * SIXTEENTH;
    return context.theme.some(
      (note) => note.startTick < tick + SIXTEENTH && note.startTick + Math.min(note.durationTicks, 4 * SIXTEENTH) > tick,
    );
  });
  let best: Gap | null = null;
  for (let from = 0; from < slots; from++) {
    if (isCovered[from] === true) {
      continue;
    }

    let to = from;
    while (to < slots && isCovered[to] === false) {
      to += 1;
    }

    if (to - from >= room && (best === null || to - from > best.to - best.from)) {
      best = { from: from % 2 === 0 ? from : from + 1, to };
    }

    from = to;
  }

  return best;
}

/** A soloist breathes too: after three bars of talk the fourth begins late or ends early. */
function soloGap(bar: Bar, rng: Rng): Gap {
  const slots = barSlots(bar);
  return bar.phraseBar % 4 === 3
    ? { from: 0, to: Math.ceil(slots * 0.55) }
    : { from: rng.pick([0, 0, 2, 4]), to: rng.chance(0.7) ? slots : slots - 2 };
}

type Speech = {
  readonly bar: Bar;
  readonly writer: NoteWriter;
  readonly range: readonly [Pitch, Pitch];
  readonly settings: Settings;
  readonly gap: Gap;
  readonly from: Pitch | null;
  readonly rng: Rng;
};

/** Gesture after gesture, each near where the last one ended, and a landing on a tone of the chord. */
function speak(context: PartContext, speech: Speech): Pitch | null {
  const { bar, writer, settings, gap, rng } = speech;
  const { vocabulary, unit } = settings;
  const memory = context.rng.fork(`words/${bar.section.material}/${bar.phraseBar % 4}`);
  let slot = gap.from;
  let last = speech.from;
  let isFirst = true;
  const landing = vocabulary.landing;
  while (slot < gap.to - 1) {
    const piece = chordPieceAt(bar, bar.startTick + Math.round(slot * SIXTEENTH));
    if (piece === null) {
      break;
    }

    const gesture = gestureFor(context, { speech, chord: piece.chord, last, words: isFirst ? memory : rng, room: gap.to - slot });
    if (gesture === null) {
      break;
    }

    const { notes, base } = gesture;
    const span = notes.reduce((sum, note) => sum + note.length * unit, 0);
    const isLast = slot + span + landing > gap.to;
    if (isLast && !isFirst) {
      break;
    }

    for (const note of notes) {
      last = play(context, { speech, note, base, slot, weight: isFirst ? 0.96 : 1 });
      slot += note.length * unit;
    }

    isFirst = false;
    // Players leave holes: not every gesture follows on the heels of the last.
    slot += rng.chance(0.3) ? unit * 2 : 0;
  }

  const piece = slot < barSlots(bar) ? chordPieceAt(bar, bar.startTick + Math.round(slot * SIXTEENTH)) : null;
  if (piece !== null && last !== null && slot < gap.to) {
    const pitch = chordPitchClasses(piece.chord)
      .map((tone) => nearestPitchWithin(tone, last ?? 60, speech.range))
      .reduce((best, tone) => (Math.abs(tone - (last ?? tone)) < Math.abs(best - (last ?? best)) ? tone : best));
    const startTick = bar.startTick + slot * SIXTEENTH;
    const until = Math.min(bar.startTick + gap.to * SIXTEENTH, piece.endTick);
    const durationTicks = Math.max(SIXTEENTH, Math.min(until - startTick, landing * 2 * SIXTEENTH) * 0.92);
    writer.add({ startTick, durationTicks, pitch, velocity: loudness(bar, 1.02, rng) });
    return pitch;
  }

  return last;
}

/** A gesture that fits the room, near the last note; null where none is short enough. */
function gestureFor(
  context: PartContext,
  task: {
    readonly speech: Speech;
    readonly chord: ChordSpan;
    readonly last: Pitch | null;
    readonly words: Rng;
    readonly room: number;
  },
): { readonly notes: readonly LickNote[]; readonly base: Pitch } | null {
  const { speech, chord, last, words } = task;
  const { vocabulary } = speech.settings;
  const isKey = vocabulary.home === 'key';
  const root = isKey ? tonicPitchClass(context.brief.key) : chord.root;
  const isMinor = isKey
    ? context.brief.key.mode === 'minor' || context.brief.key.mode === 'dorian' || context.brief.key.mode === 'harmonic-minor'
    : isMinorChord(chord.quality);
  const bases = pitchesWithin([root], speech.range[0] - 2, Math.max(speech.range[0] - 2, speech.range[1] - 14));
  const centre = last ?? Math.round(speech.range[0] * 0.6 + speech.range[1] * 0.4);
  const { unit } = speech.settings;
  const pool = (isMinor ? vocabulary.minor : vocabulary.major).filter(
    (notes) => notes.reduce((sum, note) => sum + note.length * unit, 0) <= task.room,
  );
  if (pool.length === 0) {
    return null;
  }

  const options = (bases.length > 0 ? bases : [nearestPitchWithin(root, centre, speech.range)]).flatMap((base) =>
    pool.map((notes) => ({ notes, base, leap: Math.abs(base + (notes[0]?.step ?? 0) - centre) })),
  );
  return words.weighted(options, (option) => (option.leap <= 2 ? 3 : option.leap <= 5 ? 1.6 : option.leap <= 9 ? 0.35 : 0.03));
}

function play(
  context: PartContext,
  task: {
    readonly speech: Speech;
    readonly note: LickNote;
    readonly base: Pitch;
    readonly slot: number;
    readonly weight: number;
  },
): Pitch {
  const { speech, note, base, slot } = task;
  const { bar, writer, range, settings, rng } = speech;
  const pitch = inside(base + note.step, range);
  const startTick: Tick = bar.startTick + slot * SIXTEENTH;
  const isOn = slot % 4 === 0;
  const weight = task.weight * (note.articulation === 'accent' ? 1.12 : note.articulation === 'mute' ? 0.82 : isOn ? 1.02 : 0.92);
  const velocity = clamp(loudness(bar, weight, rng), 0.1, 1);
  const durationTicks = note.length * settings.unit * SIXTEENTH * (note.articulation === 'mute' ? 0.55 : 0.96);
  const articulation = note.articulation;
  writer.add({ startTick, durationTicks, pitch, velocity, articulation });
  // One string is bent, the other is held still.
  const held = articulation === 'slide' ? 'normal' : articulation;
  if (note.under > 0 && context.instrument.isPolyphonic && pitch - note.under >= range[0]) {
    writer.add({ startTick, durationTicks, pitch: pitch - note.under, velocity: velocity * 0.86, articulation: held });
  }

  return pitch;
}

/** The bluegrass run over the second half of a section's last bar, home on its last beat. */
function close(
  context: PartContext,
  task: { readonly bar: Bar; readonly writer: NoteWriter; readonly range: readonly [Pitch, Pitch] },
): Pitch {
  const { bar, writer, range } = task;
  const root = chordPieceAt(bar, bar.endTick - SIXTEENTH)?.chord.root ?? tonicPitchClass(context.brief.key);
  const base = pitchesWithin([root], range[0], range[0] + 11)[0] ?? range[0];
  const rng = bar.rng.fork('close');
  let slot = Math.max(0, barSlots(bar) - 12);
  for (const note of CLOSING_RUN) {
    const startTick = bar.startTick + slot * SIXTEENTH;
    const weight = note.articulation === 'accent' ? 1.1 : 0.96;
    writer.add({
      startTick,
      durationTicks: note.length * SIXTEENTH * 0.94,
      pitch: inside(base + note.step, range),
      velocity: loudness(bar, weight, rng),
      articulation: note.articulation,
    });
    slot += note.length;
  }

  return base + 12;
}

function inside(pitch: Pitch, range: readonly [Pitch, Pitch]): Pitch {
  return nearestPitchWithin(((pitch % 12) + 12) % 12, pitch, range);
}
