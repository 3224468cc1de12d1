import { clamp, type Pitch, type Tick } from '../../../kernel/index.ts';
import type { Section } from '../../score.ts';
import { type Voicing, type VoicingWish, voiceChords } from '../../theory/voice-leading.ts';
import type { PartContext } from '../part-context.ts';

/** The chords of the piece laid out for one part: ask for the voicing at a tick. */
export type VoicedHarmony = { readonly voicingAt: (tick: Tick) => Voicing };

/** Voices all chords of the sections a part plays in, neighbouring sections with the same wish in one run, so that hands move little. */
export function voicedHarmony(context: PartContext, wishOf: (section: Section) => VoicingWish): VoicedHarmony {
  const starts: Tick[] = [];
  const voicings: Voicing[] = [];
  let run: { readonly key: string; readonly wish: VoicingWish; readonly startTick: Tick; endTick: Tick } | null = null;
  const close = (): void => {
    if (run !== null) {
      const { startTick, endTick, wish } = run;
      const spans = context.chords.filter((chord) => chord.startTick < endTick && chord.endTick > startTick);
      voiceChords(spans, wish).forEach((voicing, index) => {
        starts.push(Math.max(startTick, spans[index]?.startTick ?? startTick));
        voicings.push(voicing);
      });
    }
  };

  for (const section of context.sections) {
    if (!context.plays(section)) {
      continue;
    }

    const wish = wishOf(section);
    const key = `${wish.low} ${wish.high} ${wish.voices} ${wish.spacing} ${wish.isRootless} ${wish.hasBass} ${wish.topNear}`;
    if (run !== null && run.key === key && run.endTick === section.startTick) {
      run.endTick = section.endTick;
    } else {
      close();
      run = { key, wish, startTick: section.startTick, endTick: section.endTick };
    }
  }

  close();
  return {
    voicingAt: (tick) => {
      let index = starts.findIndex((start) => start > tick) - 1;
      if (index === -2) {
        index = starts.length - 1;
      }

      return voicings[Math.max(0, index)] ?? [];
    },
  };
}

/** The pitch range that a plan's register and the instrument have in common; the register shifted by octaves where they have too little. */
export function workingRange(context: PartContext): readonly [low: Pitch, high: Pitch] {
  const { low, high } = context.instrument;
  const [wantedLow, wantedHigh] = context.plan.register;
  const width = Math.min(wantedHigh - wantedLow, high - low);
  let shift = 0;
  while (wantedLow + shift < low && wantedLow + shift + 12 + width <= high + 6) {
    shift += 12;
  }

  while (wantedHigh + shift > high && wantedHigh + shift - 12 - width >= low - 6) {
    shift -= 12;
  }

  const bottom = clamp(wantedLow + shift, low, high - 1);
  return [bottom, clamp(Math.max(wantedHigh + shift, bottom + 7), bottom + 1, high)];
}

/** The highest pitch an accompaniment should reach in a section so that the theme stays on top: a tone below the theme's usual depth. */
export function ceilingUnderTheme(context: PartContext, section: Section, range: readonly [low: Pitch, high: Pitch]): Pitch {
  const pitches = context.theme
    .filter((note) => note.startTick >= section.startTick && note.startTick < section.endTick)
    .map((note) => note.pitch);
  if (pitches.length === 0) {
    return range[1];
  }

  const deep = [...pitches].sort((left, right) => left - right)[Math.floor(pitches.length * 0.15)] ?? range[1];
  return Math.min(range[1], Math.max(deep - 1, range[0] + 14));
}

/** A voicing with every note that would reach `floor` moved an octave down, or left out where something sounds there already. */
export function keepBelow(voicing: Voicing, floor: Pitch | null, low: Pitch): Voicing {
  if (floor === null) {
    return voicing;
  }

  const kept = new Set(voicing.filter((pitch) => pitch < floor));
  for (const pitch of voicing) {
    const lower = pitch - 12;
    if (pitch >= floor && lower >= low && lower < floor && ![...kept].some((other) => Math.abs(other - lower) <= 1)) {
      kept.add(lower);
    }
  }

  return kept.size === 0 ? voicing.slice(0, 1) : [...kept].sort((left, right) => left - right);
}
