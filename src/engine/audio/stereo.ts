/** Two channels of equal length at `SAMPLE_RATE`, nominal range −1 to 1. */
export type Stereo = { readonly left: Float32Array; readonly right: Float32Array };

/** Silence of the given length in samples. */
export function silence(samples: number): Stereo {
  return { left: new Float32Array(samples), right: new Float32Array(samples) };
}
