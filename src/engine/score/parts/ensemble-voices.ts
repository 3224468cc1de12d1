import { clamp, Rng, type Pitch, type Tick } from '../../kernel/index.ts';
import type { ChordSpan, Section } from '../score.ts';
import { chordPitchClasses, chordScale } from '../theory/chord.ts';
import { playedBars, type Bar } from './chordal/bars.ts';
import type { VoicedHarmony } from './chordal/voiced-harmony.ts';
import type { PartContext } from './part-context.ts';

/** A note of one voice of the section before anybody decides how it is bowed or blown. */
export type VoiceNote = {
  readonly startTick: Tick;
  readonly endTick: Tick;
  readonly pitch: Pitch;
  readonly voice: number;
  readonly bar: Bar;
  readonly isLeading: boolean;
};

export type VoicePlan = { readonly harmony: VoicedHarmony; readonly motion: number };

/**
 * Writes the voices of a section: common tones held, suspensions where an upper voice falls by step, passing notes where a voice moves a third, a
 * moving top voice over long chords. Chance is drawn from the seed alone, not from the part, so that the desks of a quartet agree on one texture.
 */
export function writeVoices(context: PartContext, plan: VoicePlan): readonly VoiceNote[] {
  const pieces = playedBars(context).flatMap((bar) => bar.chords.map((piece) => ({ bar, ...piece })));
  const lines: VoiceNote[] = [];
  const shared = new Rng(context.brief.seed).fork('ensemble');
  const voicings = pieces.map((piece) => plan.harmony.voicingAt(piece.startTick));
  pieces.forEach((piece, index) => {
    const voicing = voicings[index] ?? [];
    const before = pieces[index - 1];
    const after = pieces[index + 1];
    const isJoined = before !== undefined && before.endTick === piece.startTick && before.bar.section === piece.bar.section;
    const previous = isJoined ? (voicings[index - 1] ?? []) : [];
    const next = after !== undefined && after.startTick === piece.endTick ? (voicings[index + 1] ?? []) : [];
    const rng = shared.fork(`chord/${piece.startTick}`);
    const suspended = suspendedVoice({
      voicing,
      previous,
      rng,
      chance: plan.motion * 0.4,
      length: piece.endTick - piece.startTick,
      beatTicks: context.beatTicks,
    });
    voicing.forEach((pitch, voice) => {
      const isTop = voice === voicing.length - 1;
      const events: { tick: Tick; pitch: Pitch; isLeading: boolean }[] = [{ tick: piece.startTick, pitch, isLeading: false }];
      if (voice === suspended) {
        events[0] = { tick: piece.startTick, pitch: previous[voice] ?? pitch, isLeading: false };
        events.push({ tick: piece.startTick + context.beatTicks, pitch, isLeading: true });
      } else if (isTop && rng.chance(plan.motion * (0.35 + 0.5 * piece.bar.energy))) {
        events.push(...topMotion(context, { piece, pitch, below: voicing[voice - 1] ?? 0, rng }));
      }

      const goal = next[voice];
      const isLong = piece.endTick - piece.startTick >= 2 * context.beatTicks;
      if (goal !== undefined && isLong && voice !== suspended && rng.chance(plan.motion * (0.25 + 0.5 * piece.bar.energy))) {
        const passing = passingTone({
          from: events[events.length - 1]?.pitch ?? pitch,
          to: goal,
          scale: chordScale(piece.chord, context.brief.key),
        });
        const tick = piece.endTick - (rng.chance(0.6) ? context.beatTicks : Math.round(context.beatTicks / 2));
        if (passing !== null && tick > (events[events.length - 1]?.tick ?? 0)) {
          events.push({ tick, pitch: passing, isLeading: true });
        }
      }

      events.forEach((event, place) => {
        lines.push({
          startTick: event.tick,
          endTick: events[place + 1]?.tick ?? piece.endTick,
          pitch: event.pitch,
          voice,
          bar: piece.bar,
          isLeading: event.isLeading,
        });
      });
    });
  });
  return lines;
}

/** The upper voice that may be late: it falls by step, and nothing else in the chord has its old note. */
function suspendedVoice(task: {
  readonly voicing: readonly Pitch[];
  readonly previous: readonly Pitch[];
  readonly rng: Rng;
  readonly chance: number;
  readonly length: Tick;
  readonly beatTicks: Tick;
}): number {
  const { voicing, previous, rng } = task;
  if (previous.length !== voicing.length || task.length < 2 * task.beatTicks || !rng.chance(task.chance)) {
    return -1;
  }

  const able = voicing.flatMap((pitch, voice) => {
    const fall = (previous[voice] ?? pitch) - pitch;
    const rubs = voicing.some((other, place) => place !== voice && Math.abs(other - (previous[voice] ?? 0)) === 1);
    return voice > 0 && fall >= 1 && fall <= 2 && !rubs ? [voice] : [];
  });
  return able.length === 0 ? -1 : rng.pick(able);
}

/** What the top voice does inside a long chord: up to another chord tone, or a neighbour and back. */
function topMotion(
  context: PartContext,
  task: {
    readonly piece: { readonly startTick: Tick; readonly endTick: Tick; readonly chord: ChordSpan };
    readonly pitch: Pitch;
    readonly below: Pitch;
    readonly rng: Rng;
  },
): { tick: Tick; pitch: Pitch; isLeading: boolean }[] {
  const { piece, pitch, below, rng } = task;
  const beats = Math.floor((piece.endTick - piece.startTick) / context.beatTicks);
  if (beats < 2) {
    return [];
  }

  const tones = chordPitchClasses(piece.chord);
  const scale = chordScale(piece.chord, context.brief.key);
  const middle = piece.startTick + Math.ceil(beats / 2) * context.beatTicks;
  const target = [3, 4, -3, -4, 5, 2, -2]
    .map((step) => pitch + step)
    .find((other) => tones.includes(((other % 12) + 12) % 12) && other > below + 1);
  if (target !== undefined && rng.chance(0.6)) {
    return [{ tick: middle, pitch: target, isLeading: true }];
  }

  const neighbour = [2, 1].map((step) => pitch + step).find((other) => scale.includes(other % 12));
  return neighbour !== undefined && beats >= 4
    ? [
        { tick: middle, pitch: neighbour, isLeading: true },
        { tick: middle + context.beatTicks, pitch, isLeading: true },
      ]
    : [];
}

function passingTone(task: { readonly from: Pitch; readonly to: Pitch; readonly scale: readonly number[] }): Pitch | null {
  const distance = task.to - task.from;
  if (Math.abs(distance) < 3 || Math.abs(distance) > 5) {
    return null;
  }

  const direction = distance > 0 ? 1 : -1;
  for (let step = 1; step < Math.abs(distance); step++) {
    const pitch = task.to - direction * step;
    if (step <= 2 && task.scale.includes(((pitch % 12) + 12) % 12)) {
      return pitch;
    }
  }

  return null;
}

/** Joins notes of one voice that only repeat: a player does not change bow because the harmony moves under a common tone. */
export function tieRepeats(notes: readonly VoiceNote[]): VoiceNote[] {
  const tied: VoiceNote[] = [];
  const lastOfVoice = new Map<number, number>();
  for (const note of notes) {
    const index = lastOfVoice.get(note.voice);
    const before = index === undefined ? undefined : tied[index];
    const isSame =
      before !== undefined &&
      before.pitch === note.pitch &&
      before.endTick === note.startTick &&
      before.bar.section === note.bar.section;
    if (isSame && index !== undefined && note.bar.phrase === before.bar.phrase) {
      tied[index] = { ...before, endTick: note.endTick };
    } else {
      lastOfVoice.set(note.voice, tied.length);
      tied.push(note);
    }
  }

  return tied;
}

/** Loudness of a swell at a part of a phrase: a long rise, a shorter fall; builds only rise. */
export function swellLevel(bar: Bar, part: number, depth: number): number {
  const through = (bar.phraseBar + part) / bar.phraseBars;
  const rise = bar.section.kind === 'build' ? through : through < 0.72 ? through / 0.72 : 1 - (through - 0.72) / 0.5;
  return clamp(0.6 + 0.34 * bar.energy - depth * 0.5 * (1 - clamp(rise, 0, 1)), 0.1, 1);
}

/** How many voices a section wants at its energy. */
export function voicesAt(section: Section, most: number): number {
  return clamp(Math.round(most - 1.3 + 1.7 * section.energy), Math.min(2, most), most);
}
