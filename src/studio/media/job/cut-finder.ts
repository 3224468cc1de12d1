/** Width and height of the small pictures that are compared. */
export const SMALL_PICTURE = { width: 48, height: 27 } as const;
const PIXELS = SMALL_PICTURE.width * SMALL_PICTURE.height;
const BINS = 8;

/** Pictures before and after a change that are looked at to tell a cut from a flash, a fade or a fast move. */
const REACH = 8;
/** How different two pictures must be for a cut, 0–1, and against the changes around it. */
const LEAST_CHANGE = 0.22;
const AGAINST_OTHERS = 2.6;
/** Pictures on either side of a flash are this alike. */
const ALIKE = 0.12;
/** The shortest shot, in milliseconds: two cuts nearer than that are one. */
const SHORTEST_SHOT_MS = 100;
/** Below this spread of brightness (0–255) a picture has no shapes to compare. */
const FLAT = 3;

type Small = {
  readonly ms: number;
  /** Brightness of each pixel, and of each of the three colours how often each of eight strengths is there. */
  readonly luma: Float32Array;
  readonly mean: number;
  readonly spread: number;
  readonly colours: Float32Array;
};

/**
 * Finds the hard cuts of a film from small pictures of all its frames, one after the other. A cut is a change much larger than those around
 * it after which the film does not come back to what it showed: pans and fades change a little all the time, a flash comes back.
 */
export class CutFinder {
  readonly #cuts: number[] = [];
  /** The last pictures, and of each the change from the one before it. */
  #pictures: Small[] = [];
  #changes: number[] = [];
  /** Place in `#pictures` of the next change to be judged. */
  #next = 1;

  /** `rgba`: a picture of `SMALL_PICTURE` size; `ms`: when it is shown. */
  add(rgba: Uint8Array, ms: number): void {
    const picture = smallOf(rgba, ms);
    const before = this.#pictures.at(-1);
    this.#changes.push(before === undefined ? 0 : differenceOf(before, picture));
    this.#pictures.push(picture);
    while (this.#next + REACH < this.#pictures.length) {
      this.#judge();
    }

    const old = this.#next - REACH - 1;
    if (old > 0) {
      this.#pictures = this.#pictures.slice(old);
      this.#changes = this.#changes.slice(old);
      this.#next -= old;
    }
  }

  /** The first picture of each shot after the first, in milliseconds. */
  finish(): readonly number[] {
    while (this.#next < this.#pictures.length) {
      this.#judge();
    }

    return this.#cuts;
  }

  #judge(): void {
    const place = this.#next;
    this.#next += 1;
    const change = this.#changes[place]!;
    const picture = this.#pictures[place];
    if (picture === undefined || change < LEAST_CHANGE || picture.ms - (this.#cuts.at(-1) ?? 0) < SHORTEST_SHOT_MS) {
      return;
    }

    const around = this.#changes
      .slice(Math.max(1, place - REACH), place + REACH + 1)
      .filter((_, index) => index !== Math.min(REACH, place - 1))
      .sort((left, right) => left - right);
    // The third largest: a flash or another cut nearby must not hide this one.
    const usual = around.at(-3) ?? 0;
    if (change > AGAINST_OTHERS * usual && !this.#comesBack(place)) {
      this.#cuts.push(picture.ms);
    }
  }

  /** Whether the film shows again, a few pictures later, what it showed before: or did so a few pictures ago (the end of a flash). */
  #comesBack(place: number): boolean {
    const before = this.#pictures[place - 1]!;
    const later = this.#pictures.slice(place + 1, place + REACH + 1);
    const [now, earlier] = [this.#pictures[place]!, this.#pictures.slice(Math.max(0, place - REACH), place - 1)];
    return (
      later.some((picture) => differenceOf(before, picture) < ALIKE) ||
      earlier.some((picture) => differenceOf(picture, now) < ALIKE)
    );
  }
}

function smallOf(rgba: Uint8Array, ms: number): Small {
  const luma = new Float32Array(PIXELS);
  const colours = new Float32Array(3 * BINS);
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < PIXELS; i++) {
    const [red, green, blue] = [rgba[4 * i]!, rgba[4 * i + 1]!, rgba[4 * i + 2]!];
    const value = 0.299 * red + 0.587 * green + 0.114 * blue;
    luma[i] = value;
    sum += value;
    squares += value * value;
    colours[red >> 5]! += 1 / PIXELS;
    colours[BINS + (green >> 5)]! += 1 / PIXELS;
    colours[2 * BINS + (blue >> 5)]! += 1 / PIXELS;
  }

  const mean = sum / PIXELS;
  return { ms, luma, mean, spread: Math.sqrt(Math.max(0, squares / PIXELS - mean * mean)), colours };
}

/** 0 for the same picture, about 1 for one that has nothing in common with it: shapes, brightness and colours. */
function differenceOf(one: Small, other: Small): number {
  let product = 0;
  let apart = 0;
  for (let i = 0; i < PIXELS; i++) {
    product += (one.luma[i]! - one.mean) * (other.luma[i]! - other.mean);
    apart += Math.abs(one.luma[i]! - other.luma[i]!);
  }

  let shared = 0;
  for (let i = 0; i < 3 * BINS; i++) {
    shared += Math.min(one.colours[i]!, other.colours[i]!);
  }

  const isFlat = one.spread < FLAT || other.spread < FLAT;
  const shapes = isFlat ? 0 : 1 - Math.max(0, product / (PIXELS * one.spread * other.spread));
  const brightness = Math.min(1, apart / PIXELS / 64);
  const colours = 1 - shared / 3;
  return isFlat ? 0.5 * brightness + 0.5 * colours : 0.4 * shapes + 0.3 * brightness + 0.3 * colours;
}
