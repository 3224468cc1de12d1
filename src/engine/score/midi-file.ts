import { type MidiEvent, writeMidi } from 'midi-file';
import { instrumentById, type Meter } from '../brief/index.ts';
import { clamp, type Seconds, TICKS_PER_QUARTER, type Tick } from '../kernel/index.ts';
import { tickAt } from './form/tempo-time.ts';
import type { Part, Score } from './score.ts';
import { keySignature } from './theory/pitch.ts';
import { isMinorMode } from './theory/scale.ts';

const DRUM_CHANNEL = 9;
const SUSTAIN_PEDAL = 64;
const EXPRESSION = 11;

/** An event at its place from the start; `order` settles what comes first on one tick. */
type Placed = { readonly tick: Tick; readonly order: number; readonly event: MidiEvent };

/**
 * The score as a type 1 MIDI file: a conductor track with tempo, metre, key, sections and chords, then a named track a part. Drums and
 * hand percussion are on channel 10; noise beds and effects, which MIDI cannot name, are left out. 960 ticks a quarter.
 */
export function scoreToMidi(score: Score): Uint8Array {
  const endTick = Math.max(score.endTick, Math.round(tickAt(score.tempoMap, score.durationSeconds)));
  const parts = score.parts.filter((part) => channelKind(part) !== 'none');
  const channels = assignChannels(parts);
  const tracks = [conductorTrack(score, endTick), ...parts.map((part, i) => partTrack(part, channels[i] ?? 0, endTick))];
  const bytes = writeMidi(
    { header: { format: 1, numTracks: tracks.length, ticksPerBeat: TICKS_PER_QUARTER }, tracks },
    { running: false },
  );
  return Uint8Array.from(bytes);
}

function channelKind(part: Part): 'pitched' | 'drums' | 'none' {
  const instrument = instrumentById(part.instrument);
  if (instrument.midiProgram !== null) {
    return 'pitched';
  }

  return instrument.family === 'drums' || instrument.family === 'percussion' ? 'drums' : 'none';
}

/** A channel of its own for each pitched part while there are any; after that parts of one program share. */
function assignChannels(parts: readonly Part[]): number[] {
  const free = Array.from({ length: 16 }, (_, channel) => channel).filter((channel) => channel !== DRUM_CHANNEL);
  const byProgram = new Map<number, number>();
  let given = 0;
  return parts.map((part) => {
    if (channelKind(part) === 'drums') {
      return DRUM_CHANNEL;
    }

    const program = instrumentById(part.instrument).midiProgram ?? 0;
    const channel = given < free.length ? free[given] : (byProgram.get(program) ?? free[given % free.length]);
    given++;
    byProgram.set(program, channel ?? 0);
    return channel ?? 0;
  });
}

function conductorTrack(score: Score, endTick: Tick): MidiEvent[] {
  const [numerator = 4, denominator = 4] = score.meter.split('/').map(Number);
  const placed: Placed[] = [
    { tick: 0, order: 0, event: { deltaTime: 0, type: 'trackName', text: inUtf8(score.title) } },
    {
      tick: 0,
      order: 1,
      event: {
        deltaTime: 0,
        type: 'timeSignature',
        numerator,
        denominator,
        metronome: metronomeClocks(score.meter),
        thirtyseconds: 8,
      },
    },
    {
      tick: 0,
      order: 2,
      event: keyEvent(score.key),
    },
    ...score.sections.flatMap((section, i): Placed[] => {
      const key = section.key ?? score.key;
      const before = score.sections[i - 1]?.key ?? score.key;
      return key.tonic === before.tonic && key.mode === before.mode
        ? []
        : [{ tick: section.startTick, order: 2, event: keyEvent(key) }];
    }),
    ...score.tempoMap.map((point): Placed => ({
      tick: point.tick,
      order: 3,
      event: { deltaTime: 0, type: 'setTempo', microsecondsPerBeat: microseconds(60 / point.bpm) },
    })),
    ...score.sections.map((section): Placed => ({
      tick: section.startTick,
      order: 4,
      event: { deltaTime: 0, type: 'marker', text: section.id },
    })),
    ...score.chords.map((chord): Placed => ({
      tick: chord.startTick,
      order: 5,
      event: { deltaTime: 0, type: 'text', text: chord.symbol },
    })),
  ];
  return toTrack(placed, endTick);
}

function keyEvent(key: Score['key']): MidiEvent {
  return { deltaTime: 0, type: 'keySignature', key: keySignature(key), scale: isMinorMode(key.mode) ? 1 : 0 };
}

function partTrack(part: Part, channel: number, endTick: Tick): MidiEvent[] {
  const instrument = instrumentById(part.instrument);
  const placed: Placed[] = [
    { tick: 0, order: 0, event: { deltaTime: 0, type: 'trackName', text: inUtf8(`${instrument.name} (${part.id})`) } },
  ];
  if (instrument.midiProgram !== null) {
    placed.push({
      tick: 0,
      order: 1,
      event: { deltaTime: 0, type: 'programChange', channel, programNumber: instrument.midiProgram },
    });
  }

  for (const note of part.notes) {
    const velocity = clamp(Math.round(note.velocity * 127), 1, 127);
    placed.push({
      tick: note.startTick,
      order: 4,
      event: { deltaTime: 0, type: 'noteOn', channel, noteNumber: note.pitch, velocity },
    });
    placed.push({
      tick: note.startTick + note.durationTicks,
      order: 2,
      event: { deltaTime: 0, type: 'noteOff', channel, noteNumber: note.pitch, velocity: 64 },
    });
  }

  for (const span of part.pedal) {
    placed.push({ tick: span.startTick, order: 3, event: controller(channel, SUSTAIN_PEDAL, 127) });
    placed.push({ tick: span.endTick, order: 1, event: controller(channel, SUSTAIN_PEDAL, 0) });
  }

  for (const point of part.expression) {
    placed.push({
      tick: point.tick,
      order: 3,
      event: controller(channel, EXPRESSION, clamp(Math.round(point.level * 127), 0, 127)),
    });
  }

  return toTrack(placed, endTick);
}

function controller(channel: number, controllerType: number, value: number): MidiEvent {
  return { deltaTime: 0, type: 'controller', channel, controllerType, value };
}

function toTrack(placed: readonly Placed[], endTick: Tick): MidiEvent[] {
  const sorted = placed
    .map((entry, place) => ({ ...entry, place }))
    .sort((left, right) => left.tick - right.tick || left.order - right.order || left.place - right.place);
  let last = 0;
  const events = sorted.map(({ tick, event }): MidiEvent => {
    const deltaTime = tick - last;
    last = tick;
    return { ...event, deltaTime };
  });
  return [...events, { deltaTime: Math.max(0, endTick - last), type: 'endOfTrack' }];
}

function microseconds(seconds: Seconds): number {
  return clamp(Math.round(seconds * 1_000_000), 1, 0xffffff);
}

/** MIDI clocks (24 a quarter) a metronome click: a dotted quarter in compound metres. */
function metronomeClocks(meter: Meter): number {
  return meter === '6/8' || meter === '12/8' ? 36 : meter === '7/8' ? 12 : 24;
}

/** Text as the bytes that MIDI players expect; the writer knows only one byte a character. */
function inUtf8(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/%([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
