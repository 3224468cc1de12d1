import { at } from '../kernel/index.ts';

/** What a drummer can strike, in the order in which hits of one step are decided. KEEP IN STEP with training/drums/features.py. */
export const DRUM_VOICES = [
  'kick',
  'snare',
  'closed-hat',
  'open-hat',
  'low-tom',
  'mid-tom',
  'high-tom',
  'crash',
  'ride',
  'pedal-hat',
  'side-stick',
  'ride-bell',
] as const;
export type DrumVoice = (typeof DRUM_VOICES)[number];

/** Traditions that the humaniser heard; `unknown` where none of them fits. */
export const DRUMMER_GENRES = [
  'rock',
  'funk',
  'jazz',
  'latin',
  'hiphop',
  'soul',
  'afrocuban',
  'punk',
  'neworleans',
  'country',
  'pop',
  'reggae',
  'other',
  'unknown',
] as const;
export type DrummerGenre = (typeof DRUMMER_GENRES)[number];

/** Drummers of the corpus with hours enough to be told apart, then all others and nobody in particular. */
export const DRUMMERS = 7;

/** One planned hit. */
export type GridHit = {
  /** Sixteenths from the start of the grid; bars are 16 steps long, shorter metres leave the rest empty. */
  readonly step: number;
  readonly voice: DrumVoice;
  /** A barely touched snare or rim. */
  readonly isGhost: boolean;
  /** How loud the plan wants it, 0–127; only the bar's mean over plain hits is looked at. */
  readonly loudness: number;
};

/** Steps of loudness (8 MIDI velocities each) and of time (1/24 sixteenth each, 8 is on the grid). */
export const VELOCITY_STEPS = 16;
export const DEVIATION_STEPS = 17;

// Blocks of rows in the table of inputs. KEEP IN STEP with `BLOCKS` in training/drums/features.py.
const BLOCKS = [
  ['voice', 12],
  ['place', 16],
  ['phraseBar', 4],
  ['voiceInBeat', 48],
  ['genre', 14],
  ['drummer', 7],
  ['tempo', 6],
  ['energy', 5],
  ['density', 5],
  ['ghost', 2],
  ['again', 2],
  ['with', 12],
  ['before', 12],
  ['after', 12],
  ['before2', 12],
  ['after2', 12],
  ['gapBack', 8],
  ['gapAhead', 8],
  ['rollAhead', 6],
  ['rollBack', 6],
  ['lastVelocity', 17],
  ['lastDeviation', 18],
  ['voiceVelocity', 17],
  ['voiceDeviation', 18],
  ['barVelocity', 17],
  ['barDeviation', 18],
  ['halfVelocity', 17],
  ['stepVelocity', 17],
  ['stepDeviation', 18],
] as const;
type Block = (typeof BLOCKS)[number][0];

const START = new Map<Block, number>();
/** Rows in the table of inputs. */
export const INPUT_ROWS = BLOCKS.reduce((start, [name, size]) => {
  START.set(name, start);
  return start + size;
}, 0);

const rowOf = (block: Block, value: number): number => (START.get(block) ?? 0) + value;

const SNARE_LIKE: ReadonlySet<DrumVoice> = new Set<DrumVoice>(['snare', 'low-tom', 'mid-tom', 'high-tom', 'side-stick']);
const LONGEST_GAPS = [1, 2, 3, 4, 6, 8, 16];
const BAR_STEPS = 16;

/** Who plays: a tradition, one of the corpus's drummers (0 to `DRUMMERS` − 1, the last is nobody in particular) and the tempo. */
export type DrummerSetting = { readonly genre: DrummerGenre; readonly drummer: number; readonly bpm: number };

/** A grid in the order in which its hits are decided, with the rows that depend on the plan alone. */
export type ReadGrid = {
  readonly hits: readonly GridHit[];
  /** The place of each of `hits` in the list that was given. */
  readonly order: readonly number[];
  readonly rows: readonly (readonly number[])[];
  /** Whether the same voice was struck on the same step just before (a flam, a drag). */
  readonly isAgain: readonly boolean[];
};

/** Sorts a grid and reads from it what the net asks of the plan: place, neighbours, density, what rolls ahead. */
export function readGrid(given: readonly GridHit[], setting: DrummerSetting): ReadGrid {
  const order = given
    .map((hit, index) => ({ index, step: hit.step, voice: DRUM_VOICES.indexOf(hit.voice) }))
    .sort((left, right) => left.step - right.step || left.voice - right.voice || left.index - right.index)
    .map(({ index }) => index);
  const hits = order.map((index) => at(given, index));
  const near = neighboursOf(hits);
  const isAgain = hits.map(
    (hit, index) => index > 0 && hits[index - 1]?.step === hit.step && hits[index - 1]?.voice === hit.voice,
  );
  const rows = hits.map((hit, index) => planRows(hit, { near, setting, isAgain: isAgain[index] === true }));
  return { hits, order, rows, isAgain };
}

type Neighbours = {
  readonly atStep: ReadonlyMap<number, readonly GridHit[]>;
  readonly bars: ReadonlyMap<number, { readonly energy: number; readonly density: number }>;
  readonly stepsOfVoice: ReadonlyMap<DrumVoice, readonly number[]>;
};

function neighboursOf(hits: readonly GridHit[]): Neighbours {
  const atStep = new Map<number, GridHit[]>();
  const inBar = new Map<number, GridHit[]>();
  const stepsOfVoice = new Map<DrumVoice, number[]>();
  for (const hit of hits) {
    listIn(atStep, hit.step).push(hit);
    listIn(inBar, Math.floor(hit.step / BAR_STEPS)).push(hit);
    const steps = listIn(stepsOfVoice, hit.voice);
    if (steps.at(-1) !== hit.step) {
      steps.push(hit.step);
    }
  }

  const bars = new Map<number, { readonly energy: number; readonly density: number }>();
  for (const [bar, those] of inBar) {
    const plain = those.filter((hit) => !hit.isGhost);
    const counted = plain.length > 0 ? plain : those;
    const mean = counted.reduce((sum, hit) => sum + hit.loudness, 0) / counted.length;
    bars.set(bar, { energy: bucketOf(mean, [50, 62, 74, 88]), density: bucketOf(those.length, [8, 14, 20, 27]) });
  }

  return { atStep, bars, stepsOfVoice };
}

function planRows(
  hit: GridHit,
  task: { readonly near: Neighbours; readonly setting: DrummerSetting; readonly isAgain: boolean },
): number[] {
  const { near, setting } = task;
  const voice = DRUM_VOICES.indexOf(hit.voice);
  const bar = near.bars.get(Math.floor(hit.step / BAR_STEPS)) ?? { energy: 2, density: 2 };
  const steps = near.stepsOfVoice.get(hit.voice) ?? [];
  const place = placeIn(steps, hit.step);
  const previous = steps[place - 1];
  const next = steps[place + 1];
  const rows = [
    rowOf('voice', voice),
    rowOf('place', hit.step % BAR_STEPS),
    rowOf('phraseBar', Math.floor(hit.step / BAR_STEPS) % 4),
    rowOf('voiceInBeat', voice * 4 + (hit.step % 4)),
    rowOf('genre', DRUMMER_GENRES.indexOf(setting.genre)),
    rowOf('drummer', setting.drummer),
    rowOf('tempo', bucketOf(setting.bpm, [75, 92, 108, 125, 150])),
    rowOf('energy', bar.energy),
    rowOf('density', bar.density),
    rowOf('ghost', hit.isGhost ? 1 : 0),
    rowOf('again', task.isAgain ? 1 : 0),
    rowOf('gapBack', gapBucket(previous === undefined ? null : hit.step - previous)),
    rowOf('gapAhead', gapBucket(next === undefined ? null : next - hit.step)),
    rowOf('rollAhead', Math.min(5, snaresFrom(near, hit.step))),
    rowOf('rollBack', Math.min(5, snaresFrom(near, hit.step - 4))),
  ];
  pushVoices(rows, { block: 'with', hits: near.atStep.get(hit.step), except: voice });
  pushVoices(rows, { block: 'before', hits: near.atStep.get(hit.step - 1), except: null });
  pushVoices(rows, { block: 'after', hits: near.atStep.get(hit.step + 1), except: null });
  pushVoices(rows, { block: 'before2', hits: near.atStep.get(hit.step - 2), except: null });
  pushVoices(rows, { block: 'after2', hits: near.atStep.get(hit.step + 2), except: null });
  return rows;
}

function pushVoices(
  rows: number[],
  task: { readonly block: Block; readonly hits: readonly GridHit[] | undefined; readonly except: number | null },
): void {
  let last = -1;
  for (const hit of task.hits ?? []) {
    const voice = DRUM_VOICES.indexOf(hit.voice);
    if (voice !== task.except && voice !== last) {
      rows.push(rowOf(task.block, voice));
    }

    last = voice;
  }
}

/** Snares and toms in the beat that begins at `step`: what tells a fill from a beat. */
function snaresFrom(near: Neighbours, step: number): number {
  let count = 0;
  for (let each = step; each < step + 4; each++) {
    for (const hit of near.atStep.get(each) ?? []) {
      count += SNARE_LIKE.has(hit.voice) ? 1 : 0;
    }
  }

  return count;
}

/** What a hit became: its step of loudness and of time. */
export type Struck = { readonly step: number; readonly velocity: number; readonly deviation: number };

/** Remembers what was struck, and says it to the net as rows. */
export class DrumPast {
  #last: Struck | null = null;
  readonly #lastOfVoice = new Map<DrumVoice, Struck>();
  readonly #struck = new Map<string, Struck>();

  /** Appends to `rows` what this hit should know of the ones before it. */
  pushRows(hit: GridHit, rows: number[]): void {
    const sameStep = this.#last !== null && this.#last.step === hit.step ? this.#last : null;
    pushStruck(rows, ['lastVelocity', 'lastDeviation'], this.#last);
    pushStruck(rows, ['voiceVelocity', 'voiceDeviation'], this.#lastOfVoice.get(hit.voice) ?? null);
    pushStruck(rows, ['barVelocity', 'barDeviation'], this.#struck.get(`${hit.voice} ${hit.step - 16}`) ?? null);
    pushStruck(rows, ['stepVelocity', 'stepDeviation'], sameStep);
    rows.push(rowOf('halfVelocity', this.#struck.get(`${hit.voice} ${hit.step - 8}`)?.velocity ?? VELOCITY_STEPS));
  }

  remember(hit: GridHit, struck: Struck): void {
    this.#last = struck;
    this.#lastOfVoice.set(hit.voice, struck);
    this.#struck.set(`${hit.voice} ${hit.step}`, struck);
  }
}

function pushStruck(rows: number[], [velocity, deviation]: readonly [Block, Block], struck: Struck | null): void {
  rows.push(rowOf(velocity, struck?.velocity ?? VELOCITY_STEPS), rowOf(deviation, struck?.deviation ?? DEVIATION_STEPS));
}

function listIn<K, V>(lists: Map<K, V[]>, key: K): V[] {
  const found = lists.get(key);
  if (found !== undefined) {
    return found;
  }

  const list: V[] = [];
  lists.set(key, list);
  return list;
}

function placeIn(steps: readonly number[], step: number): number {
  let low = 0;
  let high = steps.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(steps, middle) < step) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }

  return low;
}

function bucketOf(value: number, edges: readonly number[]): number {
  let bucket = 0;
  for (const edge of edges) {
    bucket += value >= edge ? 1 : 0;
  }

  return bucket;
}

function gapBucket(gap: number | null): number {
  return gap === null ? 7 : LONGEST_GAPS.filter((longest) => gap > longest).length;
}
