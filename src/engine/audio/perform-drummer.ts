import { at, clamp, exp, log, Rng, TICKS_PER_QUARTER, type Tick } from '../kernel/index.ts';
import { DRUMMERS, playGrid, type DrumVoice, type GridHit, type HitChance } from '../learned/index.ts';
import { DRUM, swingOf, type Note, type Part, type Score } from '../score/index.ts';
import { accentAt, articulationGain, phraseShape } from './perform-dynamics.ts';
import type { Player } from './perform-player.ts';

/** What a human drummer does to one hit. */
export type DrummedHit = {
  /** Late (or early) against the swung grid, seconds, before the role's lean. */
  readonly seconds: number;
  /** Loudness as it is struck, 0–1. */
  readonly velocity: number;
};

const SIXTEENTH = TICKS_PER_QUARTER / 4;
/**
 * Lateness in 1/24 sixteenth that stands for the groove's looseness. Human hits stray 3.86 from their own swing (printed by
 * training/drums/export.py); a third more than the looseness brings out the pocket without loosening the beat.
 */
const LOOSENESS_UNIT = 2.9;
/** How fast a band's common sense of time forgets where it was, sixteenths. */
const POCKET_SIXTEENTHS = 20;

const VOICES: ReadonlyMap<number, DrumVoice> = new Map<number, DrumVoice>([
  [DRUM.kick, 'kick'],
  [DRUM.snare, 'snare'],
  [DRUM.snareAlt, 'snare'],
  [DRUM.clap, 'snare'],
  [DRUM.sideStick, 'side-stick'],
  [DRUM.closedHat, 'closed-hat'],
  [DRUM.pedalHat, 'pedal-hat'],
  [DRUM.openHat, 'open-hat'],
  [DRUM.lowTom, 'low-tom'],
  [DRUM.midTom, 'mid-tom'],
  [DRUM.highTom, 'high-tom'],
  [DRUM.crash, 'crash'],
  [DRUM.crashAlt, 'crash'],
  [DRUM.china, 'crash'],
  [DRUM.splash, 'crash'],
  [DRUM.ride, 'ride'],
  [DRUM.rideBell, 'ride-bell'],
]);

/** How much of the learned loudness goes into a voice's own; the rest is as written. Cymbal crashes and tom fills follow the writing. */
const TRUST: ReadonlyMap<DrumVoice, number> = new Map<DrumVoice, number>([
  ['closed-hat', 0.85],
  ['ride', 0.85],
  ['pedal-hat', 0.7],
  ['open-hat', 0.6],
  ['kick', 0.75],
  ['snare', 0.65],
  ['side-stick', 0.65],
  ['ride-bell', 0.5],
  ['low-tom', 0.4],
  ['mid-tom', 0.4],
  ['high-tom', 0.4],
  ['crash', 0.3],
]);

/**
 * The band's common sense of time at a tick, about −2 to 2 with standard deviation 1: it wanders slowly and trembles. Drawn
 * from the score's seed alone, so that a kick and a bass that never saw each other lean the same way.
 */
export function pocketOf(score: Score): (tick: Tick) => number {
  const rng = new Rng(score.seed).fork('perform').fork('pocket');
  const keep = 1 - 1 / POCKET_SIXTEENTHS;
  const places: number[] = [];
  let drift = rng.gaussian(1);
  return (tick) => {
    const place = Math.max(0, Math.round(tick / SIXTEENTH));
    while (places.length <= place) {
      drift = drift * keep + rng.gaussian(Math.sqrt(1 - keep * keep));
      places.push(clamp(0.75 * drift + rng.gaussian(0.65), -2.5, 2.5));
    }

    return at(places, place);
  };
}

/**
 * How a human drummer plays a part: each hit's loudness and place in time from the learned humaniser, in the frame that the
 * style gives. Swing stays the groove's, looseness scales how far hits stray, and a voice keeps its written mean loudness by
 * section. Hits with voices that no drum kit has (taikos, shakers) are left out of the answer.
 */
export function drummedHits(
  part: Part,
  task: { readonly score: Score; readonly player: Player; readonly rng: Rng },
): ReadonlyMap<Note, DrummedHit> {
  const { score, player, rng } = task;
  const kit = part.notes.flatMap((note) => {
    const voice = VOICES.get(note.pitch);
    return voice === undefined ? [] : [{ note, voice }];
  });
  if (kit.length === 0) {
    return new Map();
  }

  const swing = swingOf(score);
  const shape = phraseShape(score, player, rng.fork('phrasing'));
  const written = kit.map(
    ({ note }) => note.velocity * accentAt(score, note.startTick) * shape(note.startTick) * articulationGain(note.articulation),
  );
  const grid = kit.map(({ note, voice }, index): GridHit => {
    const isGhost = note.articulation === 'ghost';
    return { step: stepOf(score, swing(note.startTick)), voice, isGhost, loudness: 127 * clamp(at(written, index), 0, 1) };
  });
  const pocket = pocketOf(score);
  const draw = rng.fork('drummer');
  const chances = kit.map(({ note, voice }): HitChance => {
    const velocity = draw.next();
    const own = draw.next();
    return { velocity, timing: voice === 'kick' ? quantileOf(pocket(note.startTick)) : own };
  });
  const setting = {
    genre: score.groove.drummer ?? 'unknown',
    drummer: rng.fork('who').integer(0, DRUMMERS - 1),
    bpm: score.tempoMap[0]?.bpm ?? 110,
  } as const;
  const human = playGrid(grid, setting, { chances });

  const gains = gainsOf(score, { kit, written, loudness: human.map((hit) => hit.loudness) });
  const secondsPerStep = score.groove.loosenessMs / 1000 / LOOSENESS_UNIT;
  const hits = new Map<Note, DrummedHit>();
  let slip = 0;
  kit.forEach(({ note, voice }, index) => {
    // Rolls faster than sixteenths are one motion: their strokes keep the lateness of the stroke before.
    const isOnGrid = Math.round(swing(note.startTick)) % (SIXTEENTH / 2) === 0 || note.startTick % SIXTEENTH === 0;
    slip = isOnGrid ? at(human, index).late : slip * 0.8;
    // The foot is the band's clock: it strays less than the hands, so that a bass can stay with it.
    const firmness = voice === 'kick' ? 0.75 : 1;
    hits.set(note, { seconds: slip * firmness * secondsPerStep, velocity: underCeiling(at(gains, index)) });
  });
  return hits;
}

/** Loudness under a soft ceiling: no arm strikes at full force twice alike, so what is asked above 0.85 bends towards 1. */
function underCeiling(velocity: number): number {
  const room = 0.15;
  const knee = 1 - room;
  return velocity <= knee ? Math.max(0.02, velocity) : 1 - room * exp((knee - velocity) / room);
}

/** The grid's step of a swung tick: sixteenths with 16 (or, for long metres, 32) to a bar. */
function stepOf(score: Score, tick: Tick): number {
  const bar = Math.floor(tick / score.barTicks);
  const places = Math.ceil(score.barTicks / SIXTEENTH / 16) * 16;
  return bar * places + Math.min(places - 1, Math.round((tick - bar * score.barTicks) / SIXTEENTH));
}

/** The normal distribution's share below `z` (logistic approximation of Bowling et al., off by less than 0.01). */
function quantileOf(z: number): number {
  return 1 / (1 + exp(-1.702 * z));
}

/** Written and learned loudness joined, voice by voice and section by section: the mean is the writer's, the play around it the drummer's. */
function gainsOf(
  score: Score,
  task: {
    readonly kit: readonly { readonly note: Note; readonly voice: DrumVoice }[];
    readonly written: readonly number[];
    readonly loudness: readonly number[];
  },
): readonly number[] {
  const names = task.kit.map(({ note, voice }) => {
    const section = score.sections.findIndex((each) => note.startTick < each.endTick);
    // Ghosts and written accents are strokes of their own kind: a bomb stays a bomb.
    return `${section} ${voice} ${note.articulation === 'ghost' || note.articulation === 'accent' ? note.articulation : 'plain'}`;
  });
  const sums = new Map<string, { written: number; learned: number; count: number }>();
  names.forEach((name, index) => {
    const sum = sums.get(name) ?? { written: 0, learned: 0, count: 0 };
    sum.written += log(Math.max(0.02, at(task.written, index)));
    sum.learned += log(at(task.loudness, index));
    sum.count += 1;
    sums.set(name, sum);
  });
  return task.kit.map(({ voice }, index) => {
    const sum = sums.get(at(names, index)) ?? { written: 0, learned: 0, count: 1 };
    const trust = TRUST.get(voice) ?? 0.5;
    const mean = sum.written / sum.count;
    const own = log(Math.max(0.02, at(task.written, index))) - mean;
    const learned = clamp(log(at(task.loudness, index)) - sum.learned / sum.count, -0.9, 0.45);
    // What is written far from its voice's mean is meant: a bomb, the top of a crescendo.
    const intent = clamp((Math.abs(own) - 0.4) / 0.35, 0, 1);
    return exp(mean + (1 - trust * (1 - intent)) * own + trust * (1 - 0.6 * intent) * learned);
  });
}
