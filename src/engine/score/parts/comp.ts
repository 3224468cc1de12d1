import { playChords } from './chordal/chord-player.ts';
import { Params } from './chordal/params.ts';
import { COMP_HABITS, COMP_STYLES } from './comp-patterns.ts';
import type { Generator } from './part-context.ts';

/**
 * Comping: piano, electric piano, organ or guitar chords in rhythm, voice-led.
 *
 * params
 *  style         'pop' (default) | 'ballad' | 'jazz' | 'bossa' | 'soul' | 'lofi' | 'house' | 'reggae' | 'gospel' | 'funk' (clavinet sixteenths) | 'rock' | 'waltz' (oom-pah-pah) | 'pulse' (repeated eighths) | 'bubble' (reggae organ) | 'shuffle' (blues piano) | 'chopped' (sampler) | 'honky' (country piano)
 *  voices        most notes of a chord, 2–6, default 4 (one fewer in calm sections)
 *  spread        'close' (default) | 'open'
 *  rootless      0 | 1: leave the root to the bass; default the style's own (jazz, bossa, soul, lofi, house, reggae, funk)
 *  left          0 | 1: a left hand with roots below the register, default 0 (1 for 'waltz')
 *  density       −1–1 added to the section's energy when the pattern is chosen, default 0
 *  anticipation  0–1, default the style's own
 *  gate          0.2–1 part of a long note that sounds, default the style's own
 *  pedal         0 | 1, default the style's own
 *  roll          0–1 chance of rolling a long chord, default the style's own
 *  room          0 | 1: stay below the theme, default 1
 */
export const comp: Generator = (context) => {
  const params = new Params(context);
  const style = params.choice('style', COMP_STYLES, 'pop');
  const habit = COMP_HABITS[style];
  const voices = params.number('voices', 2, 6, 4);
  const hasLeft = params.flag('left', style === 'waltz');
  const player = {
    table: habit.table,
    touch: habit.touch,
    shortSlots: habit.shortSlots,
    spacing: params.choice('spread', ['close', 'open'] as const, 'close'),
    isRootless: params.flag('rootless', habit.isRootless && !hasLeft),
    density: params.number('density', -1, 1, 0),
    anticipation: params.number('anticipation', 0, 1, habit.anticipation),
    gate: params.number('gate', 0.2, 1, habit.gate),
    hasPedal: params.flag(
      'pedal',
      habit.hasPedal && (context.instrument.family === 'piano' || context.instrument.family === 'keys'),
    ),
    roll: params.number('roll', 0, 1, habit.roll),
    leavesRoom: params.flag('room', true),
  };
  params.finish();
  return playChords(context, {
    ...player,
    voices: [Math.max(2, voices - 1), voices],
    leftHandTop: hasLeft ? Math.max(context.instrument.low + 12, context.plan.register[0] - 1) : null,
  });
};
