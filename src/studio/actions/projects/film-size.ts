/** The sides that an export may have, pixels, and how much longer one may be. KEEP IN STEP with exports/choose-output.ts */
const [SHORTEST, LONGEST] = [240, 1920];
const LONGEST_SHAPE = 3;

type Size = { readonly width: number; readonly height: number };

/**
 * The size at which footage is exported so that nothing is scaled that need not be: its own, its sides made even; what is
 * larger than 1920 pixels is made smaller. Null when no export has such a shape, or it would be tiny: then the nearest common format serves.
 */
export function filmSizeOf(width: number | null | undefined, height: number | null | undefined): Size | null {
  if (width === null || width === undefined || height === null || height === undefined) {
    return null;
  }

  const scale = Math.min(1, LONGEST / Math.max(width, height));
  const size = { width: even(width * scale), height: even(height * scale) };
  const [shorter, longer] = [Math.min(size.width, size.height), Math.max(size.width, size.height)];
  return shorter < SHORTEST || longer > LONGEST_SHAPE * shorter ? null : size;
}

function even(pixels: number): number {
  return 2 * Math.round(pixels / 2);
}
