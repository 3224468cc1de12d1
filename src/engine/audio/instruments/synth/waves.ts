import { sineOf } from '../sine.ts';

/** The shapes an oscillator has. */
export type Wave = 'saw' | 'square' | 'triangle' | 'sine';

/** One of an oscillator's copies: its pitch against the note's, its loudness on either side, and where in its wave it stands. */
export type Copy = {
  readonly ratio: number;
  readonly wave: Wave;
  readonly left: number;
  readonly right: number;
  phase: number;
};

/** One loop a wave: a choice inside the loop would cost more than the wave. */
export function addWave(copy: Copy, step: number, left: Float64Array, right: Float64Array, count: number): void {
  switch (copy.wave) {
    case 'saw':
      addSaw(copy, step, left, right, count);
      return;
    case 'square':
      addSquare(copy, step, left, right, count);
      return;
    case 'triangle':
      addTriangle(copy, step, left, right, count);
      return;
    case 'sine':
      addSine(copy, step, left, right, count);
  }
}

function addSaw(copy: Copy, step: number, left: Float64Array, right: Float64Array, count: number): void {
  const toLeft = copy.left;
  const toRight = copy.right;
  const inverse = 1 / step;
  const top = 1 - step;
  let phase = copy.phase;
  for (let i = 0; i < count; i++) {
    let y = 2 * phase - 1;
    // PolyBLEP: rounds the jump over one sample on either side.
    if (phase < step) {
      const t = phase * inverse;
      y -= t + t - t * t - 1;
    } else if (phase > top) {
      const t = (phase - 1) * inverse;
      y -= t * t + t + t + 1;
    }

    left[i]! += y * toLeft;
    right[i]! += y * toRight;
    phase += step;
    if (phase >= 1) {
      phase -= 1;
    }
  }

  copy.phase = phase;
}

function addSquare(copy: Copy, step: number, left: Float64Array, right: Float64Array, count: number): void {
  const toLeft = copy.left;
  const toRight = copy.right;
  const inverse = 1 / step;
  let phase = copy.phase;
  for (let i = 0; i < count; i++) {
    const other = phase < 0.5 ? phase + 0.5 : phase - 0.5;
    const y = (phase < 0.5 ? 1 : -1) + blep(phase, step, inverse) - blep(other, step, inverse);
    left[i]! += y * toLeft;
    right[i]! += y * toRight;
    phase += step;
    if (phase >= 1) {
      phase -= 1;
    }
  }

  copy.phase = phase;
}

function addTriangle(copy: Copy, step: number, left: Float64Array, right: Float64Array, count: number): void {
  let phase = copy.phase;
  for (let i = 0; i < count; i++) {
    const y = phase < 0.5 ? 4 * phase - 1 : 3 - 4 * phase;
    left[i]! += y * copy.left;
    right[i]! += y * copy.right;
    phase += step;
    if (phase >= 1) {
      phase -= 1;
    }
  }

  copy.phase = phase;
}

function addSine(copy: Copy, step: number, left: Float64Array, right: Float64Array, count: number): void {
  let phase = copy.phase;
  for (let i = 0; i < count; i++) {
    const y = sineOf(phase);
    left[i]! += y * copy.left;
    right[i]! += y * copy.right;
    phase += step;
    if (phase >= 1) {
      phase -= 1;
    }
  }

  copy.phase = phase;
}

function blep(phase: number, step: number, inverse: number): number {
  if (phase < step) {
    const t = phase * inverse;
    return t + t - t * t - 1;
  }

  if (phase > 1 - step) {
    const t = (phase - 1) * inverse;
    return t * t + t + t + 1;
  }

  return 0;
}
