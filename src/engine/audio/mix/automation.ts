import { clamp, gainFromDb, SAMPLE_RATE, type Sample } from '../../kernel/index.ts';
import type { Performance } from '../performance.ts';

/** Samples between two points of an automation curve. */
export const AUTOMATION_HOP = 64;

/** The score's hand on the whole level: gain in dB, linear between points, held before the first and after the last. */
export type DynamicsCurve = readonly { readonly sample: Sample; readonly gainDb: number }[];

/** What rides of level know of the piece; plain data, so that it crosses to workers. */
export type MixContext = {
  readonly renderSamples: Sample;
  /** How much of a loop's end is played ahead of its start; 0 for pieces that begin and end. All places count from the run-in's start. */
  readonly runInSamples: Sample;
  readonly kickSamples: readonly Sample[];
  /** In order, each with its place among the piece's own: a run-in plays some of them twice. */
  readonly sections: readonly (Performance['sections'][number] & { readonly place: number })[];
  /** Where a lead sounds, in order, gaps under a second closed. */
  readonly leadSpans: readonly { readonly startSample: Sample; readonly endSample: Sample }[];
  readonly beatSeconds: number;
  /** The score's own dynamics, over the finished mix. */
  readonly dynamics: DynamicsCurve;
};

/** Ease in and out between 0 and 1. */
function ease(t: number): number {
  const x = clamp(t, 0, 1);
  return x * x * (3 - 2 * x);
}

export function automationLength(samples: Sample): number {
  return Math.ceil(samples / AUTOMATION_HOP) + 1;
}

/** Multiplies a curve by the dips that kicks press into it: down within 4 ms before the hit, back up over most of a beat. */
export function pressDucks(curve: Float32Array, context: MixContext, depthDb: number): void {
  if (depthDb <= 0) {
    return;
  }

  const depth = 1 - gainFromDb(-depthDb);
  const attack = 0.004 * SAMPLE_RATE;
  const longest = 0.8 * context.beatSeconds * SAMPLE_RATE;
  const dips = new Float32Array(curve.length).fill(1);
  for (const kick of context.kickSamples) {
    const first = Math.max(0, Math.ceil((kick - attack) / AUTOMATION_HOP));
    const last = Math.min(curve.length - 1, Math.floor((kick + longest) / AUTOMATION_HOP));
    for (let index = first; index <= last; index++) {
      const away = index * AUTOMATION_HOP - kick;
      const pressed = away < 0 ? ease(1 + away / attack) : 1 - ease(away / longest);
      dips[index] = Math.min(dips[index]!, 1 - depth * pressed);
    }
  }

  for (let index = 0; index < curve.length; index++) {
    curve[index] = curve[index]! * dips[index]!;
  }
}

/** Multiplies a curve by a small step back wherever a lead sounds, eased over a third of a second. */
export function makeRoom(curve: Float32Array, context: MixContext, depthDb: number): void {
  if (depthDb <= 0) {
    return;
  }

  const depth = 1 - gainFromDb(-depthDb);
  const glide = 0.35 * SAMPLE_RATE;
  for (const { startSample, endSample } of context.leadSpans) {
    const first = Math.max(0, Math.ceil((startSample - glide) / AUTOMATION_HOP));
    const last = Math.min(curve.length - 1, Math.floor((endSample + glide) / AUTOMATION_HOP));
    for (let index = first; index <= last; index++) {
      const at = index * AUTOMATION_HOP;
      const inside = Math.min(ease(1 + (at - startSample) / glide), ease(1 + (endSample - at) / glide));
      curve[index] = curve[index]! * (1 - depth * inside);
    }
  }
}

/**
 * How far the piece's energy stands above or below its own mean, −1 to 1, along the piece. It changes just before a
 * section begins; ahead of a louder one it first sinks a little, so that the arrival is felt.
 */
export function energyRide(context: MixContext): Float32Array {
  const curve = new Float32Array(automationLength(context.renderSamples));
  const { sections } = context;
  const total = sections.reduce((sum, section) => sum + section.endSample - section.startSample, 0);
  if (total <= 0) {
    return curve;
  }

  const mean = sections.reduce((sum, section) => sum + section.energy * (section.endSample - section.startSample), 0) / total;
  const glide = 0.06 * SAMPLE_RATE;
  const breathIn = Math.min(2 * context.beatSeconds, 1.5) * SAMPLE_RATE;
  let place = 0;
  for (let index = 0; index < curve.length; index++) {
    const at = index * AUTOMATION_HOP;
    while (place + 1 < sections.length && at >= sections[place + 1]!.startSample) {
      place++;
    }

    const here = sections[place]!.energy - mean;
    const next = sections[place + 1];
    if (next === undefined) {
      curve[index] = here;
      continue;
    }

    const rise = next.energy - mean - here;
    const sinking = rise > 0.05 ? 0.3 * rise * ease(1 - (next.startSample - at) / breathIn) : 0;
    const arriving = ease(1 - (next.startSample - at) / glide);
    curve[index] = clamp(here - sinking + (rise + sinking) * arriving, -1, 1);
  }

  return curve;
}

/** The spans in which a line sounds, from its notes; gaps under a second are closed. */
export function soundingSpans(parts: Performance['parts']): MixContext['leadSpans'] {
  const notes = parts.flatMap((part) =>
    part.notes.map((note) => ({ startSample: note.startSample, endSample: note.startSample + note.durationSamples })),
  );
  notes.sort((left, right) => left.startSample - right.startSample || left.endSample - right.endSample);
  const spans: { startSample: number; endSample: number }[] = [];
  for (const note of notes) {
    const last = spans[spans.length - 1];
    if (last !== undefined && note.startSample - last.endSample < SAMPLE_RATE) {
      last.endSample = Math.max(last.endSample, note.endSample);
    } else {
      spans.push({ ...note });
    }
  }

  return spans;
}
