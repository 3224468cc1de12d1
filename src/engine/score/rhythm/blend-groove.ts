import { clamp } from '../../kernel/index.ts';
import type { Groove } from '../score.ts';
import type { Style } from '../styles/style.ts';

/** The main style's groove, its swing and looseness drawn towards the blended styles'. */
export function blendGroove(groove: Groove, blended: readonly { readonly style: Style; readonly weight: number }[]): Groove {
  let { swing, loosenessMs } = groove;
  for (const { style, weight } of blended) {
    const pull = clamp(weight, 0, 1) * (style.groove.swingUnit === groove.swingUnit ? 0.7 : 0);
    swing += (style.groove.swing - swing) * pull;
    loosenessMs += (style.groove.loosenessMs - loosenessMs) * clamp(weight, 0, 1) * 0.7;
  }

  return { ...groove, swing, loosenessMs };
}
