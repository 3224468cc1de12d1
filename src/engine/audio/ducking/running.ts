/** The mean of the values within `reach` places either way. */
export function runningMean(values: ArrayLike<number>, reach: number): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) {
    sums[i + 1] = sums[i]! + values[i]!;
  }

  return Float64Array.from({ length: values.length }, (_, i) => {
    const [from, to] = [Math.max(0, i - reach), Math.min(values.length, i + reach + 1)];
    return (sums[to]! - sums[from]!) / (to - from);
  });
}

/** The value that a part (0–1) of the values within `reach` places either way lie below, found every `step` places and straight between. */
export function runningPercentile(
  values: Float32Array,
  { reach, step, part }: { readonly reach: number; readonly step: number; readonly part: number },
): Float64Array {
  const points = Float64Array.from({ length: Math.ceil(values.length / step) + 1 }, (_, place) =>
    percentileOf(values.subarray(Math.max(0, place * step - reach), place * step + reach + 1), part),
  );
  return Float64Array.from({ length: values.length }, (_, i) => {
    const place = Math.floor(i / step);
    const before = points[place]!;
    return before + (points[place + 1]! - before) * (i / step - place);
  });
}

/** The value that a part (0–1) of the values lie below; 0 of none. */
export function percentileOf(values: Float32Array, part: number): number {
  const sorted = values.slice().sort();
  return sorted[Math.floor(part * (sorted.length - 1))] ?? 0;
}
