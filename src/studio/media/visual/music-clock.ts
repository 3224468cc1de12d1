import type { VisualMusic, VisualNote } from '../../../engine/export/index.ts';
import { clamp, exp } from '../../../engine/kernel/index.ts';

type Hit = { readonly seconds: number; readonly strength: number };

/** Where in the beat a moment lies. */
export type BeatPlace = {
  /** Counts from 0; −1 before the first beat. */
  readonly index: number;
  readonly seconds: number;
  /** 0 at the beat, towards 1 at the next. */
  readonly phase: number;
  readonly isDownbeat: boolean;
};

/** Answers what the music does at a moment: the only thing that moves a picture. All times in seconds. */
export class MusicClock {
  readonly music: VisualMusic;
  readonly durationSeconds: number;

  constructor(music: VisualMusic, durationSeconds: number) {
    this.music = music;
    this.durationSeconds = durationSeconds;
  }

  /** 1 at a full low hit, falling to a third within `fadeSeconds`. */
  kick(seconds: number, fadeSeconds: number): number {
    return envelope(this.music.kicks, seconds, fadeSeconds);
  }

  /** 1 at a full back-beat, falling to a third within `fadeSeconds`. */
  snare(seconds: number, fadeSeconds: number): number {
    return envelope(this.music.snares, seconds, fadeSeconds);
  }

  /** How long ago each low hit of the last `windowSeconds` was, latest first; hits within a third of a second after another are passed over. */
  kickAges(seconds: number, windowSeconds: number): number[] {
    const { kicks } = this.music;
    const ages: number[] = [];
    for (let index = lastAtOrBefore(kicks, seconds, (hit) => hit.seconds); index >= 0; index--) {
      const age = seconds - kicks[index]!.seconds;
      if (age >= windowSeconds) {
        break;
      }

      if (kicks[index]!.seconds - (kicks[index - 1]?.seconds ?? -1) > 0.33) {
        ages.push(age);
      }
    }

    return ages;
  }

  /** The beat that is sounding; beats go on at the last one's pace after the written music ends. */
  beat(seconds: number): BeatPlace {
    const { beats } = this.music;
    const index = lastAtOrBefore(beats, seconds, (beat) => beat.seconds);
    const beat = beats[index];
    if (beat === undefined) {
      return { index: -1, seconds: 0, phase: 0, isDownbeat: false };
    }

    const next = beats[index + 1]?.seconds ?? beat.seconds + (beat.seconds - (beats[index - 1]?.seconds ?? beat.seconds - 0.5));
    return {
      index,
      seconds: beat.seconds,
      phase: clamp((seconds - beat.seconds) / Math.max(0.05, next - beat.seconds), 0, 1),
      isDownbeat: beat.isDownbeat,
    };
  }

  /** Beats gone by, moving quickly right after each beat and resting before the next: for whatever should step with the music. */
  steps(seconds: number, share = 0.6): number {
    const { index, phase } = this.beat(seconds);
    const x = clamp(phase / share, 0, 1);
    const rest = 1 - x;
    return index + 1 - rest * rest * rest;
  }

  /** How far through its bar a moment lies, 0 at the downbeat, towards 1 at the next. */
  barPhase(seconds: number): number {
    const { beats } = this.music;
    const index = lastAtOrBefore(beats, seconds, (beat) => beat.seconds);
    let first = index;
    while (first > 0 && beats[first]?.isDownbeat === false) {
      first -= 1;
    }

    let next = index + 1;
    while (next < beats.length && beats[next]?.isDownbeat === false) {
      next += 1;
    }

    const start = beats[first]?.seconds ?? 0;
    const lastPace = (beats.at(-1)?.seconds ?? 0) - (beats.at(-2)?.seconds ?? -0.5);
    const end = beats[next]?.seconds ?? start + lastPace * Math.max(1, next - first);
    return clamp((seconds - start) / Math.max(0.1, end - start), 0, 0.9999);
  }

  /** The section's energy, 0–1, sliding over one second around each border. */
  energy(seconds: number): number {
    const { sections } = this.music;
    const index = Math.max(
      0,
      lastAtOrBefore(sections, seconds, (section) => section.startSeconds),
    );
    const here = sections[index];
    if (here === undefined) {
      return 0.5;
    }

    const before = sections[index - 1]?.energy ?? here.energy;
    const x = clamp((seconds - here.startSeconds) / 1, 0, 1);
    return before + (here.energy - before) * x * x * (3 - 2 * x);
  }

  /** Which chord sounds (its place in the list, at least 0) and for how long it has. */
  chord(seconds: number): {
    readonly index: number;
    readonly root: number;
    readonly isMinor: boolean;
    readonly sinceSeconds: number;
  } {
    const { chords } = this.music;
    const index = Math.max(
      0,
      lastAtOrBefore(chords, seconds, (chord) => chord.seconds),
    );
    const chord = chords[index];
    return { index, root: chord?.root ?? 0, isMinor: chord?.isMinor ?? false, sinceSeconds: seconds - (chord?.seconds ?? 0) };
  }

  /** Calls `visit` for each note of the tune that began within the last `windowSeconds`, oldest first; `index` is the note's place in the tune. */
  eachRecentNote(
    seconds: number,
    windowSeconds: number,
    visit: (note: VisualNote, index: number, ageSeconds: number) => void,
  ): void {
    const { notes } = this.music;
    const last = lastAtOrBefore(notes, seconds, (note) => note.startSeconds);
    let first = last;
    while (first > 0 && seconds - notes[first - 1]!.startSeconds < windowSeconds) {
      first -= 1;
    }

    for (let index = Math.max(0, first); index <= last; index++) {
      const age = seconds - notes[index]!.startSeconds;
      if (age < windowSeconds) {
        visit(notes[index]!, index, age);
      }
    }
  }
}

/** A fast rise and a slow fall: 0 at age 0, 1 at `rise`, then falling to a third every `fall`. */
export function bloom(ageSeconds: number, riseSeconds: number, fallSeconds: number): number {
  if (ageSeconds < 0) {
    return 0;
  }

  return ageSeconds < riseSeconds ? ageSeconds / riseSeconds : exp((riseSeconds - ageSeconds) / fallSeconds);
}

/** 0 before `from`, 1 after `to`, smooth between. */
export function smoothStep(from: number, to: number, value: number): number {
  const x = clamp((value - from) / (to - from), 0, 1);
  return x * x * (3 - 2 * x);
}

function envelope(hits: readonly Hit[], seconds: number, fadeSeconds: number): number {
  let strongest = 0;
  for (let index = lastAtOrBefore(hits, seconds, (hit) => hit.seconds); index >= 0; index--) {
    const age = seconds - hits[index]!.seconds;
    if (age > 5 * fadeSeconds) {
      break;
    }

    // Two frames of rise: a jump in one looks like a fault.
    strongest = Math.max(strongest, hits[index]!.strength * bloom(age + 0.02, 0.04, fadeSeconds));
  }

  return strongest;
}

function lastAtOrBefore<T>(items: readonly T[], seconds: number, timeOf: (item: T) => number): number {
  let low = -1;
  let high = items.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (timeOf(items[middle]!) <= seconds) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }

  return low;
}
