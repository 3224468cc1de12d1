/** A stretch of time, samples `[startSample, endSample)`. */
export type Stretch = { readonly startSample: number; readonly endSample: number };

/** Stretches in order of their start, those nearer than `gapSamples` to one another made one. */
export function mergeStretches(stretches: readonly Stretch[], gapSamples: number): Stretch[] {
  const merged: Stretch[] = [];
  for (const stretch of stretches.toSorted(
    (left, right) => left.startSample - right.startSample || left.endSample - right.endSample,
  )) {
    const last = merged.at(-1);
    if (last !== undefined && stretch.startSample - last.endSample < gapSamples) {
      merged[merged.length - 1] = { ...last, endSample: Math.max(last.endSample, stretch.endSample) };
    } else {
      merged.push(stretch);
    }
  }

  return merged;
}
