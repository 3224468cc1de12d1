import { at, type Pitch, type Rng } from '../../kernel/index.ts';
import { barTicksOf } from '../form/meter.ts';
import { gridOf, type MeterGrid, SLOT_TICKS } from '../rhythm/meter-grid.ts';
import type { ChordSpan, Section } from '../score.ts';
import { chordAt, chordPitchClasses, chordScale, seventhOf, thirdOf } from '../theory/chord.ts';
import { foldPitchClass, tonicPitchClass } from '../theory/pitch.ts';
import type { ThemeBar } from './theme-bar.ts';
import { bodyBarsOf, type MaterialTheme, type Sketch, type ThemePlan } from './theme-plan.ts';

/** Lines kept at each note. */
const BEAM = 12;
/** How far chance may push a weighing. */
const NOISE = 0.9;
/** Slots of a swung or even eighth. */
const EIGHTH = 2;

/** A note of a solo that waits for its pitch. */
type Onset = {
  /** Slots from the section's start. */
  readonly slot: number;
  readonly length: number;
  readonly isLast: boolean;
  /** First after a breath. */
  readonly isFirst: boolean;
};

/**
 * A solo over the changes: phrases of running eighths that begin off the beat, breathe, and end on a tone of the chord;
 * thirds and sevenths where a chord comes in, arpeggios upwards, scales downwards, chromatic notes that lean into the next beat.
 * It begins with short remarks and talks longer as it goes on.
 */
export function improvise(plan: ThemePlan, section: Section, window: readonly [low: Pitch, high: Pitch]): MaterialTheme {
  const rng = plan.rng.fork(`solo/${section.id}`);
  const bars = bodyBarsOf(section, plan);
  const grid = gridOf(plan.brief.meter);
  const onsets = phrases({ bars, grid, energy: section.energy, rng: rng.fork('rhythm') });
  const pitches = linePitches(plan, section, { onsets, window, rng: rng.fork('pitch') });
  const notes = onsets.map((onset, i): Sketch => {
    const startTick = section.startTick + onset.slot * SLOT_TICKS;
    const before = pitches[i - 1] ?? at(pitches, i);
    const after = pitches[i + 1] ?? at(pitches, i);
    const isTop = at(pitches, i) > before && at(pitches, i) > after;
    return {
      bar: Math.floor(onset.slot / grid.slots),
      slot: onset.slot % grid.slots,
      startTick,
      durationTicks: onset.length * SLOT_TICKS,
      pitch: at(pitches, i),
      // Horn players lean on the tops of their lines and swallow what lies between.
      weight: isTop ? 3 : isOnBeat(onset, grid) ? 1.5 : 1,
      close: 'none',
      chord: chordAt(plan.chords, startTick),
    };
  });
  const themeBars = Array.from({ length: bars }, (_, bar): ThemeBar => {
    const own = notes.filter((note) => note.bar === bar);
    return {
      beats: own.map((note) => ({ slot: note.slot, length: note.durationTicks / SLOT_TICKS })),
      model: null,
      relation: 'free',
      close: 'none',
      isMotif: false,
    };
  });
  return { material: section.material, bars: themeBars, notes, low: window[0], high: window[1], isHook: false };
}

function isOnBeat({ slot }: Pick<Onset, 'slot'>, { beats, slots }: MeterGrid): boolean {
  return beats.includes(slot % slots);
}

/** Phrases and breaths: the second often answers the first in its rhythm, later ones are longer. */
function phrases(wish: {
  readonly bars: number;
  readonly grid: MeterGrid;
  readonly energy: number;
  readonly rng: Rng;
}): readonly Onset[] {
  const { bars, grid, energy, rng } = wish;
  const total = bars * grid.slots;
  const bar = grid.slots;
  const onsets: Onset[] = [];
  let slot = rng.pick([0, 2, 2, 6]);
  let memory: readonly Onset[] = [];
  while (slot < total - bar / 2) {
    const through = slot / total;
    const room = total - slot;
    const isAnswer = memory.length > 2 && rng.chance(0.4);
    const phrase = isAnswer
      ? memory
      : writePhrase({ slots: Math.min(room, phraseSlots({ through, energy, bar, rng })), start: slot % bar, grid, energy, rng });
    const fitting = phrase.filter((onset) => onset.slot + EIGHTH <= room);
    if (fitting.length === 0) {
      break;
    }

    onsets.push(
      ...fitting.map((onset, i) => ({
        ...onset,
        slot: slot + onset.slot,
        length: Math.min(onset.length, room - onset.slot),
        isFirst: i === 0,
        isLast: i === fitting.length - 1,
      })),
    );
    memory = isAnswer ? [] : phrase;
    const last = at(fitting, -1);
    const breath = rng.pick(energy > 0.7 ? [2, 4, 6] : [4, 6, 8, 10]);
    const free = slot + last.slot + last.length + breath;
    // An answer starts where its question did in the bar.
    const wait = (((slot - free) % bar) + bar) % bar;
    slot = memory.length > 0 && wait <= bar / 2 ? free + wait : free + (free % EIGHTH);
  }

  return onsets;
}

function phraseSlots(wish: {
  readonly through: number;
  readonly energy: number;
  readonly bar: number;
  readonly rng: Rng;
}): number {
  const { through, energy, bar, rng } = wish;
  const bars = 0.9 + 1.2 * through + 0.9 * energy * rng.next() + 0.5 * rng.next();
  return Math.max(bar / 2, Math.round((bars * bar) / EIGHTH) * EIGHTH);
}

/** One phrase: mostly eighths, now and then a quarter off the beat, a triplet turn, and a last note that is short or held. */
function writePhrase(wish: {
  readonly slots: number;
  readonly start: number;
  readonly grid: MeterGrid;
  readonly energy: number;
  readonly rng: Rng;
}): readonly Onset[] {
  const { slots, start, grid, energy, rng } = wish;
  const onsets: Onset[] = [];
  const running = 0.7 + 0.2 * energy;
  const add = (slot: number, length: number): void => {
    onsets.push({ slot, length, isFirst: onsets.length === 0, isLast: false });
  };
  let slot = 0;
  while (slot < slots - EIGHTH) {
    const isBeat = grid.beats.includes((start + slot) % grid.slots);
    const draw = rng.next();
    if (isBeat && !grid.isCompound && onsets.length > 2 && draw < 0.07) {
      const third = 4 / 3;
      add(slot, third);
      add(slot + third, third);
      add(slot + 2 * third, third);
      slot += 4;
    } else if (draw < running || slots - slot < 6) {
      add(slot, EIGHTH);
      slot += EIGHTH;
    } else if (draw < running + 0.2) {
      add(slot, isBeat && rng.chance(0.3) ? 6 : 4);
      slot += at(onsets, -1).length;
    } else {
      // A hole in the line, where the rhythm section is heard.
      slot += EIGHTH;
    }
  }

  const isShort = !grid.beats.includes((start + slot) % grid.slots) && rng.chance(0.65);
  add(slot, isShort ? EIGHTH : rng.pick([4, 6, 6, 8]));
  return onsets;
}

type LineWish = { readonly onsets: readonly Onset[]; readonly window: readonly [low: Pitch, high: Pitch]; readonly rng: Rng };
/** A line up to some note; `run` counts the moves it has gone one way, below 0 when down. */
type Line = { readonly cost: number; readonly pitches: readonly Pitch[]; readonly run: number };
type Offer = { readonly line: Line; readonly pitch: Pitch; readonly cost: number; readonly run: number };

/** A beam search for the line with the least awkwardness, a little chance in every weighing. */
function linePitches(plan: ThemePlan, section: Section, wish: LineWish): Pitch[] {
  const { onsets, window, rng } = wish;
  const [low, high] = window;
  const bars = bodyBarsOf(section, plan);
  const span = Math.max(1, bars * (barTicksOf(plan.brief.meter) / SLOT_TICKS));
  let beam: readonly Line[] = [{ cost: 0, pitches: [], run: 0 }];
  for (const [index, onset] of onsets.entries()) {
    const place = placeOf(plan, section, onsets, index);
    // The solo climbs: its height comes after three quarters.
    const through = onset.slot / span;
    const centre = low + (high - low) * (0.38 + 0.34 * (through < 0.75 ? through / 0.75 : (1 - through) / 0.25));
    const offers: Offer[] = [];
    for (const line of beam) {
      const last = line.pitches.at(-1);
      const from = last === undefined ? low : Math.max(low, last - 9);
      const to = last === undefined ? high : Math.min(high, last + 9);
      for (let pitch = from; pitch <= to; pitch++) {
        const cost = line.cost + standing(pitch, place, centre) + moving(line, pitch, place) + rng.next() * NOISE;
        const step = last === undefined ? 0 : pitch - last;
        const isOn = step !== 0 && line.run !== 0 && step > 0 === line.run > 0;
        offers.push({ line, pitch, cost, run: isOn ? line.run + Math.sign(step) : Math.sign(step) });
      }
    }

    offers.sort((left, right) => left.cost - right.cost || left.pitch - right.pitch);
    beam = distinct(offers);
  }

  return [...at(beam, 0).pitches];
}

/** The best lines, no two of them with the same last two notes. */
function distinct(offers: readonly Offer[]): readonly Line[] {
  const kept = new Map<string, Line>();
  for (const { line, pitch, cost, run } of offers) {
    const name = `${line.pitches.at(-1) ?? ''},${pitch}`;
    if (!kept.has(name)) {
      kept.set(name, { cost, run, pitches: [...line.pitches, pitch] });
    }

    if (kept.size >= BEAM) {
      break;
    }
  }

  return [...kept.values()];
}

type Place = {
  readonly chord: ChordSpan;
  readonly tones: readonly number[];
  readonly guides: readonly number[];
  readonly scale: readonly number[];
  readonly tonic: number;
  readonly isBeat: boolean;
  /** First beat of a chord that is new. */
  readonly isArrival: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly isHeld: boolean;
};

function placeOf(plan: ThemePlan, section: Section, onsets: readonly Onset[], index: number): Place {
  const onset = at(onsets, index);
  const grid = gridOf(plan.brief.meter);
  const tick = section.startTick + Math.round(onset.slot * SLOT_TICKS);
  const own = chordAt(plan.chords, tick);
  // The last eighth of a chord that is held over belongs to the next one.
  const next = chordAt(plan.chords, tick + EIGHTH * SLOT_TICKS);
  const isHeld = onset.length >= 4;
  const chord = isHeld && next !== own && !isOnBeat(onset, grid) ? next : own;
  return {
    chord,
    tones: chordPitchClasses(chord).slice(0, 5),
    guides: [thirdOf(chord), seventhOf(chord) ?? thirdOf(chord)],
    scale: chordScale(chord, plan.brief.key),
    tonic: tonicPitchClass(plan.brief.key),
    isBeat: isOnBeat(onset, grid),
    isArrival: tick - chord.startTick < SLOT_TICKS * 2 && tick >= chord.startTick,
    isFirst: onset.isFirst,
    isLast: onset.isLast,
    isHeld,
  };
}

/** What a pitch costs whatever came before. */
function standing(pitch: Pitch, place: Place, centre: number): number {
  const pitchClass = foldPitchClass(pitch);
  const isTone = place.tones.includes(pitchClass);
  const isScale = place.scale.includes(pitchClass);
  const off = pitch - centre;
  let cost = off * off * 0.012;
  if (place.isArrival) {
    cost += place.guides.includes(pitchClass) ? -0.9 : isTone ? 0 : 2;
  }

  if (place.isLast || place.isHeld) {
    cost += isTone ? 0 : isScale ? 2.6 : 5;
  } else if (place.isBeat) {
    cost += isTone ? 0 : isScale ? 1.1 : 2.6;
  } else {
    cost += isTone ? 0.25 : isScale ? 0 : 0.95;
  }

  return cost;
}

/** What going there costs: steps down and arpeggios up are cheap; what is foreign must be left by a semitone into its goal. */
function moving(line: Line, pitch: Pitch, place: Place): number {
  const last = line.pitches.at(-1);
  if (last === undefined) {
    return 0;
  }

  const step = pitch - last;
  const size = Math.abs(step);
  if (place.isFirst) {
    return size > 7 ? (size - 7) * 0.4 : size < 2 ? 0.4 : 0;
  }

  const before = line.pitches.at(-2);
  const wasForeign = !place.scale.includes(foldPitchClass(last));
  const isUp = step > 0;
  let cost = 0;
  if (size === 0) {
    cost += 2.4;
  } else if (size <= 2) {
    cost += isUp ? 0.35 : 0.1;
  } else if (size <= 4) {
    cost += isUp ? 0.3 : 0.8;
  } else {
    cost += (size - 4) * (isUp ? 0.32 : 0.5) + 0.7;
  }

  if (wasForeign && size !== 1) {
    const isEnclosed = before !== undefined && size === 2 && step < 0 !== last - before < 0;
    cost += isEnclosed ? 0.3 : 3;
  }

  if (size === 6 || size > 9) {
    cost += 1.5;
  }

  // A leap turns back; a run goes on for a while, not for ever.
  const previous = before === undefined ? 0 : last - before;
  cost += Math.abs(previous) >= 5 && previous > 0 === isUp && size > 2 ? 1.2 : 0;
  const isSameWay = line.run !== 0 && step !== 0 && isUp === line.run > 0;
  cost += isSameWay ? (Math.abs(line.run) >= 6 ? 1.5 : Math.abs(line.run) >= 4 ? 0.3 : -0.25) : Math.abs(line.run) < 2 ? 0.45 : 0;
  // Shaking between two notes is no line.
  const isShake = before === pitch && line.pitches.at(-3) === last;
  cost += isShake ? 3 : before === pitch ? 0.5 : 0;
  return cost + Math.max(0, size - 7) * 0.6;
}
