import { clamp, type Pitch, type Rng, type Tick } from '../../kernel/index.ts';
import { isThreeSide } from '../rhythm/clave.ts';
import type { Voicing } from '../theory/voice-leading.ts';
import { type Bar, playedBars, themeBusyness } from './chordal/bars.ts';
import { metricWeight, SIXTEENTH } from './chordal/metre.ts';
import { Params } from './chordal/params.ts';
import { barSlots, riseAhead } from './chordal/pattern-choice.ts';
import { ceilingUnderTheme, type VoicedHarmony, voicedHarmony, workingRange } from './chordal/voiced-harmony.ts';
import { finalChord, finalLoudness, loudness, NoteWriter } from './chordal/writer.ts';
import type { Generator, PartContext } from './part-context.ts';
import { TWO_BAR_HABITS, TWO_BAR_KINDS, type TwoBarHabit, type TwoBars } from './two-bar-patterns.ts';

/**
 * Figures told in two bars that keep to the clave from the piece's first bar to its last: a montuno, a mambo, guitars that interlock.
 *
 * params
 *  kind     'montuno' (default) | 'mambo' (horns; rests much) | 'afro-tenor' | 'afro-chop' | 'afro-horns' | 'highlife' | 'latin-pluck'
 *  density  −1–1 added to the section's energy, default 0
 *  room     0 | 1: stays below the theme, default 0
 */
export const twoBarFigure: Generator = (context) => {
  const params = new Params(context);
  const habit = TWO_BAR_HABITS[params.choice('kind', TWO_BAR_KINDS, 'montuno')];
  const density = params.number('density', -1, 1, 0);
  const leavesRoom = params.flag('room', false);
  params.finish();

  const writer = new NoteWriter(context);
  const range = workingRange(context);
  const harmony = voicedHarmony(context, (section) => ({
    low: range[0],
    high: leavesRoom ? ceilingUnderTheme(context, section, range) : range[1],
    voices: habit.voices,
    spacing: 'close',
    isRootless: false,
    topNear: Math.round(range[0] + (range[1] - range[0]) * 0.6),
  }));
  for (const bar of playedBars(context)) {
    playBar({ context, habit, harmony, writer, top: range[1] }, bar, patternOf(context, habit, { bar, density }));
  }

  const last = finalChord(context);
  if (last !== null && context.finalTick !== null) {
    for (const pitch of harmony.voicingAt(context.finalTick)) {
      writer.addFinal({ pitch, velocity: finalLoudness(context, habit.touch), articulation: 'accent' });
    }
  }

  return writer.finish();
};

type Player = {
  readonly context: PartContext;
  readonly habit: TwoBarHabit;
  readonly harmony: VoicedHarmony;
  readonly writer: NoteWriter;
  readonly top: Pitch;
};

/** The bar's half of its figure: a material keeps its figure, a second phrase has its own, the phrase's last pair turns to a third. */
function patternOf(context: PartContext, habit: TwoBarHabit, place: { readonly bar: Bar; readonly density: number }): string {
  const { bar } = place;
  const busy = 0.15 * themeBusyness(context, bar.startTick, bar.endTick);
  const wish = clamp(bar.energy + place.density - busy, 0, 0.999);
  const level = Math.floor(wish * habit.tiers.length);
  const tier = habit.tiers[level] ?? [];
  const order = context.rng.fork(`figure/${bar.section.material}/${level}`).shuffled(tier);
  const turn = bar.phraseBars > 2 && bar.phraseBar >= bar.phraseBars - 2 && bar.phrase % 2 === 1 ? 1 : 0;
  const figure: TwoBars | undefined = order[(bar.phrase + turn + (bar.visit > 1 ? 1 : 0)) % Math.max(1, order.length)];
  return figure?.[isThreeSide(context.brief, bar.index) ? 0 : 1] ?? '';
}

function playBar(player: Player, bar: Bar, pattern: string): void {
  const { context, habit, harmony } = player;
  const slots = barSlots(bar);
  const rng = bar.rng.fork('figure');
  // The way into a louder section is cleared for who leads there.
  const stop = bar.isSectionEnd && riseAhead(context, bar) > 0.15 && rng.chance(0.4) ? slots * 0.75 : slots;
  const isCompound = context.brief.meter === '6/8' || context.brief.meter === '12/8';
  [...pattern].forEach((sign, written) => {
    const slot = isCompound ? Math.floor(written / 4) * 6 + ([0, 2, 4, 4][written % 4] ?? 0) : written;
    if (sign === '.' || sign === '-' || slot >= stop || (isLower(sign) && written % 4 !== 0 && rng.chance(0.06))) {
      return;
    }

    const startTick = bar.startTick + slot * SIXTEENTH;
    const isNext = habit.isAhead && slot >= slots - 2 && bar.nextChord !== null && !bar.isSectionEnd;
    const pitches = pitchesOf(sign, harmony.voicingAt(isNext ? bar.endTick : startTick), player.top);
    const held = heldFrom(pattern, written);
    const durationTicks: Tick = (held > 1 ? held * 0.95 : habit.short) * SIXTEENTH;
    strike(player, bar, { pitches, startTick, durationTicks, weight: weightOf(context, sign, slot, rng) });
  });
}

function strike(
  player: Player,
  bar: Bar,
  blow: {
    readonly pitches: readonly Pitch[];
    readonly startTick: Tick;
    readonly durationTicks: Tick;
    readonly weight: number;
  },
): void {
  const velocity = loudness(bar, blow.weight * player.habit.touch, bar.rng.fork(`touch/${blow.startTick}`));
  for (const pitch of blow.pitches) {
    player.writer.add({ startTick: blow.startTick, durationTicks: blow.durationTicks, pitch, velocity });
  }
}

function weightOf(context: PartContext, sign: string, slot: number, rng: Rng): number {
  const accent = isLower(sign) ? 0.84 : 1.06;
  return accent * (0.94 + 0.08 * metricWeight(context.brief.meter, slot)) * rng.between(0.95, 1.05);
}

function isLower(sign: string): boolean {
  return sign !== 'O' && sign !== 'T' && sign !== 'C';
}

function heldFrom(pattern: string, slot: number): number {
  let end = slot + 1;
  while (pattern[end] === '-') {
    end += 1;
  }

  return end - slot;
}

/** What a sign strikes; an octave that the register has not is left out. */
function pitchesOf(sign: string, voicing: Voicing, top: Pitch): readonly Pitch[] {
  const bottom = voicing[0];
  const high = voicing[voicing.length - 1];
  if (bottom === undefined || high === undefined) {
    return [];
  }

  const octave = bottom + 12 <= top ? bottom + 12 : bottom;
  switch (sign) {
    case 'C':
      return voicing;
    case 'O':
      return [bottom, octave];
    case 'T':
      return [high - 12, high];
    case 'd':
      return voicing.slice(-2);
    case '3':
      return [octave];
    case '2':
      return [high];
    case '1':
      return [voicing[1] ?? high];
    default:
      return [bottom];
  }
}
