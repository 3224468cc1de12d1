import {
  addDoubles,
  addIntegers,
  addPairs,
  type Code,
  firstOf,
  integer,
  largerDouble,
  loadDouble,
  loadDoubles,
  loadInteger,
  loadPair,
  magnitude,
  multiplyDoubles,
  multiplyPairs,
  repeat,
  secondOf,
  storeDouble,
  storePair,
  subtractDoubles,
  subtractIntegers,
  both,
} from '../../lanes/instructions.ts';
import { LaneProgram, type Range, type Variables } from '../../lanes/lane-program.ts';

/** How one trip around the string filters: `y = b x + a y₋₁`, and how long the trip must be in all. */
export type Loop = { readonly b: number; readonly a: number; readonly filterDelay: number };

/** A stretch of a string's swing; `stroke` is the force on its first frames. */
export type Swing = {
  readonly from: number;
  readonly to: number;
  readonly trip: number;
  readonly loop: Loop;
  readonly stroke: Float64Array;
};

/** Most frames of a stretch. */
const MOST_FRAMES = 64;
/** Frames that are looked back on: a trip may be this long, less four. */
const REACH = 4096;
/** Both planes side by side, 16 bytes a frame; written from `REACH` to the end, then moved back by `REACH`. */
const LINE_FRAMES = 2 * REACH;
const FRAME_BYTES = 16;
const FORCE_AT = LINE_FRAMES * FRAME_BYTES;
const OUT_AT = FORCE_AT + 8 * MOST_FRAMES;
/** Four taps, b, a, what of the stroke goes to each plane, and the loss filter's state: pairs of across and along. */
const PAIRS_AT = OUT_AT + 8 * MOST_FRAMES;
/** What the pickup takes away: of the nearer frame and of the one before. */
const PICKUP_AT = PAIRS_AT + 8 * FRAME_BYTES;
/** Trips across and along, and the way to the pickup, in bytes. */
const WAYS_AT = PICKUP_AT + 16;

/**
 * The two planes in which a string swings: a delay line each with third-order Lagrange interpolation and a one-pole loss. One
 * piece of memory serves all strings, so a string plays to its end before the next begins; `still` takes it over.
 */
export class StringSwing {
  readonly #beat: number;
  readonly #pickupPlace: number | null;
  readonly #planes: Planes;
  #write = REACH;

  constructor({ beatCents, pickupPlace }: { readonly beatCents: number; readonly pickupPlace: number | null }) {
    this.#beat = 1 + beatCents * 0.000578;
    this.#pickupPlace = pickupPlace;
    this.#planes = planes();
  }

  /** Brings the string to rest. */
  still(): void {
    this.#planes.line.fill(0);
    this.#planes.pairs.fill(0);
    this.#write = REACH;
  }

  /** Adds a stretch of at most `MOST_FRAMES` to `out`; gives its peak. */
  add(out: Float32Array, { from, to, trip, loop, stroke }: Swing): number {
    const { program, line, force, sound, pairs, pickup, ways } = this.#planes;
    const count = to - from;
    if (this.#write + count > LINE_FRAMES) {
      line.copyWithin(0, 2 * (this.#write - REACH), 2 * this.#write);
      this.#write = REACH;
    }

    const across = Math.floor(trip);
    const along = Math.floor(trip * this.#beat);
    setTaps(pairs, 0, trip - across + 1);
    setTaps(pairs, 1, trip * this.#beat - along + 1);
    const { b, a } = loop;
    pairs[8] = b;
    // The plane along the top loses its energy slower and sounds softer: the decay has two stages.
    pairs[9] = 1 - (1 - b - a) * 0.62 - a;
    pairs[10] = a;
    pairs[11] = a;
    pairs[12] = 1;
    pairs[13] = 0.45;
    // Between two frames, or a vibrato would make the pickup jump from one to the next.
    const place = Math.max(1, trip * (this.#pickupPlace ?? 0));
    const whole = Math.floor(place);
    pickup[1] = this.#pickupPlace === null ? 0 : 0.85 * (place - whole);
    pickup[0] = this.#pickupPlace === null ? 0 : 0.85 - pickup[1];
    ways[0] = across * FRAME_BYTES;
    ways[1] = along * FRAME_BYTES;
    ways[2] = whole * FRAME_BYTES;
    force.set(stroke);
    force.fill(0, stroke.length, count);

    const peak = program.run(this.#write * FRAME_BYTES, (this.#write + count) * FRAME_BYTES);
    this.#write += count;
    for (let i = 0; i < count; i++) {
      out[from + i]! += sound[i]!;
    }

    return peak;
  }
}

/** Third-order Lagrange interpolation between the frames `delay − 1` … `delay + 2` ago. */
function setTaps(pairs: Float64Array, plane: 0 | 1, d: number): void {
  pairs[plane] = (-(d - 1) * (d - 2) * (d - 3)) / 6;
  pairs[2 + plane] = (d * (d - 2) * (d - 3)) / 2;
  pairs[4 + plane] = (-d * (d - 1) * (d - 3)) / 2;
  pairs[6 + plane] = (d * (d - 1) * (d - 2)) / 6;
}

type Planes = {
  readonly program: LaneProgram;
  readonly line: Float64Array;
  readonly force: Float64Array;
  readonly sound: Float64Array;
  readonly pairs: Float64Array;
  readonly pickup: Float64Array;
  readonly ways: Int32Array;
};

let known: Planes | null = null;

function planes(): Planes {
  if (known === null) {
    const program = new LaneProgram(3, swing);
    known = {
      program,
      line: program.doubles(0, 2 * LINE_FRAMES),
      force: program.doubles(FORCE_AT, MOST_FRAMES),
      sound: program.doubles(OUT_AT, MOST_FRAMES),
      pairs: program.doubles(PAIRS_AT, 16),
      pickup: program.doubles(PICKUP_AT, 2),
      ways: program.integers(WAYS_AT, 3),
    };
  }

  return known;
}

/** The loop itself: `from` and `to` are the places of the first frame to write and of the one after the last. Gives the peak. */
function swing(variables: Variables, { from, to }: Range): Code {
  const start = integer(0);
  const pairs = Array.from({ length: 8 }, () => variables.pair());
  const [h0, h1, h2, h3, b, a, share, low] = pairs;
  const near = variables.double();
  const far = variables.double();
  const acrossWay = variables.integer();
  const alongWay = variables.integer();
  const pickupWay = variables.integer();
  const at = variables.integer();
  const across = variables.integer();
  const along = variables.integer();
  const heard = variables.integer();
  const frame = variables.integer();
  const pushed = variables.pair();
  const y = variables.double();
  const peak = variables.double();
  // Places are counted from two frames before the trip's own, since offsets cannot be negative.
  const back = integer(2 * FRAME_BYTES);
  const tap = (frames: number): Code => {
    const offset = (2 + frames) * FRAME_BYTES;
    return loadDoubles(across.value, offset, along.value, offset + 8);
  };
  return [
    ...pairs.flatMap((pair, index) => pair.set(loadPair(start, PAIRS_AT + FRAME_BYTES * index))),
    ...near.set(loadDouble(start, PICKUP_AT)),
    ...far.set(loadDouble(start, PICKUP_AT + 8)),
    ...acrossWay.set(addIntegers(loadInteger(start, WAYS_AT), back)),
    ...alongWay.set(addIntegers(loadInteger(start, WAYS_AT + 4), back)),
    ...pickupWay.set(addIntegers(loadInteger(start, WAYS_AT + 8), integer(FRAME_BYTES))),
    ...repeat(at, { from, to, step: FRAME_BYTES }, [
      ...across.set(subtractIntegers(at.value, acrossWay.value)),
      ...along.set(subtractIntegers(at.value, alongWay.value)),
      ...heard.set(subtractIntegers(at.value, pickupWay.value)),
      ...low!.set(
        addPairs(
          multiplyPairs(
            b!.value,
            addPairs(
              addPairs(
                addPairs(multiplyPairs(h0!.value, tap(1)), multiplyPairs(h1!.value, tap(0))),
                multiplyPairs(h2!.value, tap(-1)),
              ),
              multiplyPairs(h3!.value, tap(-2)),
            ),
          ),
          multiplyPairs(a!.value, low!.value),
        ),
      ),
      ...pushed.set(addPairs(low!.value, multiplyPairs(share!.value, both(loadDouble(frame.value, FORCE_AT))))),
      ...storePair(at.value, 0, pushed.value),
      ...y.set(
        subtractDoubles(
          addDoubles(firstOf(pushed.value), secondOf(low!.value)),
          addDoubles(
            multiplyDoubles(near.value, loadDouble(heard.value, FRAME_BYTES)),
            multiplyDoubles(far.value, loadDouble(heard.value, 0)),
          ),
        ),
      ),
      ...storeDouble(frame.value, OUT_AT, y.value),
      ...peak.set(largerDouble(peak.value, magnitude(y.value))),
      ...frame.set(addIntegers(frame.value, integer(8))),
    ]),
    ...storePair(start, PAIRS_AT + FRAME_BYTES * 7, low!.value),
    ...peak.value,
  ];
}
