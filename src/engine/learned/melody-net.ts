import { at } from '../kernel/index.ts';
import {
  INTERVALS,
  LOOKBACKS,
  MELODY_SOURCES,
  type MelodyPlan,
  PITCH_WINDOW,
  PITCHES,
  type PlannedEvent,
  readLine,
  readPlan,
  SOURCE_ROW,
} from './melody-events.ts';
import { LINES, multiply, rectify, stepGru } from './network.ts';
import { readWeights, type Tensor, tensorOf } from './read-weights.ts';
import { MELODY_NET } from './weights/melody-net.ts';

/** Rows of the table that one line can touch at one note. */
const MOST_ROWS = 4 + 2 * LOOKBACKS.length;
const COPIES = PITCHES + INTERVALS + 12;
const HEADS = COPIES + 2 * LOOKBACKS.length;

/** The net's layers, unpacked once a process; what a row of the table says to the gates is computed when it is first asked for. */
class MelodyNet {
  readonly units: number;
  readonly recall: { readonly matrix: Tensor; readonly bias: Tensor };
  readonly inner: { readonly matrix: Tensor; readonly bias: Tensor };
  readonly heads: { readonly matrix: Tensor; readonly bias: Tensor };
  readonly inputBias: Float32Array;
  private readonly table: Tensor;
  private readonly inputToGates: Tensor;
  private readonly said = new Map<number, Float64Array>();

  constructor() {
    const tensors = readWeights(MELODY_NET);
    this.table = tensorOf(tensors, 'table');
    this.inputToGates = tensorOf(tensors, 'inputToGates');
    this.inputBias = tensorOf(tensors, 'inputBias').values;
    this.recall = { matrix: tensorOf(tensors, 'unitsToGates'), bias: tensorOf(tensors, 'unitsBias') };
    this.inner = { matrix: tensorOf(tensors, 'inner'), bias: tensorOf(tensors, 'innerBias') };
    this.heads = { matrix: tensorOf(tensors, 'heads'), bias: tensorOf(tensors, 'headsBias') };
    this.units = this.recall.matrix.columns;
  }

  /** What a row of the table says to the gates. */
  rowToGates(row: number): Float64Array {
    const known = this.said.get(row);
    if (known !== undefined) {
      return known;
    }

    const { rows, columns, values } = this.inputToGates;
    const said = new Float64Array(rows);
    const from = row * columns;
    for (let gate = 0; gate < rows; gate++) {
      let sum = 0;
      for (let column = 0; column < columns; column++) {
        sum += values[gate * columns + column]! * this.table.values[from + column]!;
      }

      said[gate] = sum;
    }

    this.said.set(row, said);
    return said;
  }
}

const loaded: { net: MelodyNet | null } = { net: null };

function melodyNet(): MelodyNet {
  loaded.net ??= new MelodyNet();
  return loaded.net;
}

/**
 * Sings a plan note by note: `score` says how well every pitch would follow in each line, `sing` settles one. A session
 * starts with one line; `spread` makes it `LINES` lines with the same past.
 */
export class MelodySession {
  private readonly net = melodyNet();
  private readonly events: readonly PlannedEvent[];
  private readonly sources: Float64Array;
  private readonly rows = new Int32Array(MOST_ROWS);
  private lines: number[][] = [[]];
  private memory: Float64Array;
  private given: Float64Array;
  private recalled: Float64Array;
  private innerCells: Float64Array;
  private headCells: Float64Array;
  private scores: Float64Array;

  constructor(plan: MelodyPlan) {
    const { units, inner } = this.net;
    this.events = readPlan(plan);
    this.sources = new Float64Array(3 * units);
    for (const { source, weight } of plan.sources) {
      add(this.sources, this.net.rowToGates(SOURCE_ROW + MELODY_SOURCES.indexOf(source)), weight);
    }

    this.memory = new Float64Array(units);
    this.given = new Float64Array(3 * units);
    this.recalled = new Float64Array(3 * units);
    this.innerCells = new Float64Array(inner.matrix.rows);
    this.headCells = new Float64Array(HEADS);
    this.scores = new Float64Array(PITCHES);
  }

  /** How many lines are sung: 1, or `LINES` after `spread`. */
  get lineCount(): number {
    return this.lines.length;
  }

  /** What line `line` has sung, semitones from the tonic. */
  sung(line: number): readonly number[] {
    return at(this.lines, line);
  }

  /** Goes on with `LINES` lines that share the past of the one sung so far. */
  spread(): void {
    if (this.lines.length === LINES) {
      return;
    }

    this.lines = Array.from({ length: LINES }, () => [...at(this.lines, 0)]);
    const memory = new Float64Array(this.memory.length * LINES);
    this.memory.forEach((value, i) => memory.fill(value, i * LINES, (i + 1) * LINES));
    this.memory = memory;
    this.given = new Float64Array(this.given.length * LINES);
    this.recalled = new Float64Array(this.recalled.length * LINES);
    this.innerCells = new Float64Array(this.innerCells.length * LINES);
    this.headCells = new Float64Array(this.headCells.length * LINES);
    this.scores = new Float64Array(PITCHES * LINES);
  }

  /** Lets every line go on from the past of the line that `from` names in its place. */
  rearrange(from: readonly number[]): void {
    const count = this.lines.length;
    this.lines = from.map((line) => [...at(this.lines, line)]);
    const before = this.memory.slice();
    for (let cell = 0; cell < before.length; cell += count) {
      for (let line = 0; line < count; line++) {
        this.memory[cell + line] = before[cell + from[line]!]!;
      }
    }
  }

  /** Hears the plan at the next note; call once for each note, before `scoresOf` and `sing`. */
  listen(): void {
    const { net, lines } = this;
    const event = at(this.events, at(lines, 0).length);
    this.tellGates(event);
    multiply(net.recall, this.memory, this.recalled, lines.length);
    stepGru(this.given, this.recalled, this.memory);
  }

  /**
   * Scores in nats (larger is likelier, not normalised) of every pitch from two octaves below the tonic to two above, for each
   * line in turn; valid until the next call. Need not be called where a pitch is settled already.
   */
  score(): Float64Array {
    const { net, lines } = this;
    multiply(net.inner, this.memory, this.innerCells, lines.length);
    rectify(this.innerCells);
    multiply(net.heads, this.innerCells, this.headCells, lines.length);
    lines.forEach((_, line) => this.addHeads(line));
    return this.scores;
  }

  /** Settles the pitch of a line at this note, semitones from the tonic within two octaves. */
  sing(line: number, step: number): void {
    at(this.lines, line).push(step);
  }

  private tellGates(event: PlannedEvent): void {
    const { net, lines, given } = this;
    const count = lines.length;
    const shared = new Float64Array(3 * net.units);
    add(shared, net.inputBias, 1);
    add(shared, this.sources, 1);
    for (const row of event.rows) {
      add(shared, net.rowToGates(row), 1);
    }

    for (let line = 0; line < count; line++) {
      const used = readLine(at(lines, line), event, this.rows);
      for (let cell = 0; cell < shared.length; cell++) {
        given[cell * count + line] = shared[cell]!;
      }

      for (let i = 0; i < used; i++) {
        const said = net.rowToGates(this.rows[i]!);
        for (let cell = 0; cell < said.length; cell++) {
          given[cell * count + line]! += said[cell]!;
        }
      }
    }
  }

  /** A pitch's score: its place in the key, its interval, its place over the chord, and what it copies. KEEP IN STEP with training/melody/net.py. */
  private addHeads(line: number): void {
    const { headCells, scores, lines } = this;
    const count = lines.length;
    const sung = at(lines, line);
    const event = at(this.events, sung.length);
    const before = sung.at(-1);
    const base = line * PITCHES;
    for (let pitch = 0; pitch < PITCHES; pitch++) {
      const step = pitch - PITCH_WINDOW;
      let score = headCells[pitch * count + line]!;
      if (before !== undefined) {
        const interval = Math.max(-13, Math.min(13, step - before)) + 13;
        score += headCells[(PITCHES + interval) * count + line]!;
      }

      if (event.chordRoot !== null) {
        score += headCells[(PITCHES + INTERVALS + ((step - event.chordRoot + 36) % 12)) * count + line]!;
      }

      scores[base + pitch] = score;
    }

    event.models.forEach((model, i) => {
      if (model < 0) {
        return;
      }

      scores[base + sung[model]! + PITCH_WINDOW]! += headCells[(COPIES + i) * count + line]!;
      if (model > 0 && before !== undefined) {
        const moved = sung[model]! - sung[model - 1]!;
        const alike = headCells[(COPIES + LOOKBACKS.length + i) * count + line]!;
        this.addAlike(base, before, moved, alike);
      }
    });
  }

  /** Rewards the pitches that lie a given interval from the note before; beyond an octave all of that direction. */
  private addAlike(base: number, before: number, moved: number, reward: number): void {
    for (let pitch = 0; pitch < PITCHES; pitch++) {
      const step = pitch - PITCH_WINDOW - before;
      if (step === moved || (Math.abs(moved) > 12 && step * moved > 0 && Math.abs(step) > 12)) {
        this.scores[base + pitch]! += reward;
      }
    }
  }
}

function add(sum: Float64Array, values: Float64Array | Float32Array, weight: number): void {
  for (let i = 0; i < sum.length; i++) {
    sum[i]! += weight * values[i]!;
  }
}
