import { clamp } from '../../kernel/index.ts';
import { type Bar, chordPieceAt, playedBars } from './chordal/bars.ts';
import { type ByShape, forShape, metricWeight, piecesOf, SIXTEENTH } from './chordal/metre.ts';
import { Params } from './chordal/params.ts';
import { ceilingUnderTheme, voicedHarmony, workingRange } from './chordal/voiced-harmony.ts';
import { breakRepeats } from '../rhythm/break-repeats.ts';
import { finalChord, finalLoudness, loudness, NoteWriter } from './chordal/writer.ts';
import type { Generator, PartContext } from './part-context.ts';

/** Which sixteenths of the bar let the chord through, from a slow gate to a fast one. */
const GATES: ByShape<readonly (readonly string[])[]> = {
  four: [
    ['X-------X-------', 'X-----X-----X---', 'X---X---X---X---'],
    ['X-X-X-X-X-X-X-X-', 'X-XX--X-X-XX--X-', '..X-..X-..X-..X-'],
    ['X.XX.XX.X.XX.XX.', 'X.X.XX.XX.X.XX.X', 'XX.XX.X.XX.XX.X.'],
    ['XXXXXXXXXXXXXXXX', 'X.XXX.XXX.XXX.XX', 'XXX.XXX.XXX.XX.X'],
  ],
  three: [['X-----X-----'], ['X-X-X-X-X-X-'], ['X.XX.XX.X.X.'], ['XXXXXXXXXXXX']],
  six: [['X-----X-----'], ['X-X-X-X-X-X-'], ['X.XX.XX.XX.X'], ['XXXXXXXXXXXX']],
};

/**
 * A chord held behind a gate that opens in rhythm: trance pads, chopped strings. Breakdowns hold it open and let the gate
 * begin to beat on their way out; builds beat faster to the seam.
 *
 * params
 *  voices  most notes of a chord, 2–6, default 4
 *  speed   −1–1 added to the energy when the gate is chosen, default 0
 *  cut     0.1–1 part of an open step that sounds, default 0.62
 *  room    0 | 1: stay below the theme, default 0
 */
export const gatedPad: Generator = (context) => {
  const params = new Params(context);
  const voices = params.number('voices', 2, 6, 4);
  const settings = { speed: params.number('speed', -1, 1, 0), cut: params.number('cut', 0.1, 1, 0.62) };
  const leavesRoom = params.flag('room', false);
  params.finish();

  const range = workingRange(context);
  const harmony = voicedHarmony(context, (section) => ({
    low: range[0],
    high: leavesRoom ? ceilingUnderTheme(context, section, range) : range[1],
    voices: clamp(Math.round(voices - 1 + 1.4 * section.energy), 2, voices),
    spacing: 'open',
    topNear: Math.round(range[0] + (range[1] - range[0]) * (0.55 + 0.35 * section.energy)),
  }));
  const writer = new NoteWriter(context);
  for (const bar of playedBars(context)) {
    const gate = gateOf(context, settings.speed, bar);
    const rng = bar.rng.fork('touch');
    for (const [slot, sign] of gate.entries()) {
      const tick = bar.startTick + slot * SIXTEENTH;
      const piece = sign === 'X' && tick < bar.endTick ? chordPieceAt(bar, tick) : null;
      if (piece === null) {
        continue;
      }

      const held = holdOf(gate, slot);
      const open = held > 1 ? held - 0.3 : settings.cut;
      const weight = 0.86 + 0.2 * metricWeight(context.brief.meter, slot);
      for (const pitch of harmony.voicingAt(tick)) {
        writer.add({
          startTick: tick,
          durationTicks: Math.min(open * SIXTEENTH, piece.endTick - tick),
          pitch,
          velocity: loudness(bar, weight * 0.92, rng),
        });
      }
    }
  }

  const { finalTick } = context;
  if (finalTick !== null && finalChord(context) !== null) {
    harmony.voicingAt(finalTick).forEach((pitch) => writer.addFinal({ pitch, velocity: finalLoudness(context, 0.9) }));
  }

  const written = writer.finish();
  return { ...written, notes: breakRepeats(written.notes, context.barTicks, context.bars, context.rng.fork('repeats')) };
};

/** How many steps the gate stays open from `slot` on. */
function holdOf(gate: readonly string[], slot: number): number {
  let end = slot + 1;
  while (gate[end] === '-') {
    end += 1;
  }

  return end - slot;
}

function gateOf(context: PartContext, speed: number, bar: Bar): readonly string[] {
  const through = bar.section.bars > 1 ? bar.barInSection / (bar.section.bars - 1) : 1;
  const { kind } = bar.section;
  const wish =
    kind === 'break' ? (through < 0.5 ? -1 : through - 0.45) : kind === 'build' ? 0.3 + 0.69 * through : bar.energy + speed;
  const memory = context.rng.fork(`gate/${bar.section.material}/${kind}`);
  const steps: string[] = [];
  for (const piece of piecesOf(context.brief.meter)) {
    const tiers = forShape(GATES, piece.shape);
    const level = Math.floor(clamp(wish, 0, 0.999) * tiers.length);
    const tier = tiers[level] ?? [];
    const order = memory.fork(`${level}`).shuffled(tier.map((_, index) => index));
    const turn = bar.isPhraseEnd && order.length > 1 ? 1 : 0;
    const row = wish < 0 ? 'X'.padEnd(piece.slots, '-') : (tier[order[turn] ?? 0] ?? 'X');
    steps.push(...row.slice(0, piece.slots).padEnd(piece.slots, '-'));
  }

  return steps;
}
