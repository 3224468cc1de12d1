import { cos, exp, SAMPLE_RATE, sin, TAU } from '../../../kernel/index.ts';
import { Biquad, designBiquad } from '../../dsp/biquad.ts';
import type { Stereo } from '../../stereo.ts';

/** Turns a second, slow and fast, of the horn above and the drum below; the light horn follows the switch sooner. */
const HORN = { slow: 0.78, fast: 6.6, seconds: 0.55 };
const DRUM = { slow: 0.66, fast: 5.7, seconds: 2.4 };
const CROSSOVER_HZ = 800;
/** The horn's mouth goes round at about 18 cm: half a thousandth of a second nearer and farther. */
const SWAY_SAMPLES = 0.00046 * SAMPLE_RATE;
const BLOCK = 32;
const LINE = 256;

/**
 * A rotating loudspeaker heard by two microphones left and right of it: takes `left` as its input and fills both channels. `speeds` says for
 * each second whether it is switched slow (0) or fast (1).
 */
export function rotarySpeaker({ left, right }: Stereo, speeds: readonly number[]): void {
  const low = new Biquad(designBiquad({ kind: 'low-pass', hz: CROSSOVER_HZ, q: 0.5, gainDb: 0 }));
  const high = new Biquad(designBiquad({ kind: 'high-pass', hz: CROSSOVER_HZ, q: 0.5, gainDb: 0 }));
  const drum = left.slice();
  const horn = left;
  low.process(drum, 0, drum.length);
  high.process(horn, 0, horn.length);
  const line = new Float64Array(LINE);
  let hornHz = HORN.slow;
  let drumHz = DRUM.slow;
  let hornTurn = 0;
  let drumTurn = 0.3;
  const hornPull = 1 - exp(-BLOCK / (HORN.seconds * SAMPLE_RATE));
  const drumPull = 1 - exp(-BLOCK / (DRUM.seconds * SAMPLE_RATE));
  let before = micsAt(hornTurn, drumTurn);

  for (let at = 0; at < left.length; at += BLOCK) {
    const speed = speeds[Math.floor(at / SAMPLE_RATE)] ?? 0;
    hornHz += hornPull * (HORN.slow + (HORN.fast - HORN.slow) * speed - hornHz);
    drumHz += drumPull * (DRUM.slow + (DRUM.fast - DRUM.slow) * speed - drumHz);
    hornTurn += (hornHz * BLOCK) / SAMPLE_RATE;
    drumTurn += (drumHz * BLOCK) / SAMPLE_RATE;
    hornTurn -= Math.floor(hornTurn);
    drumTurn -= Math.floor(drumTurn);
    const after = micsAt(hornTurn, drumTurn);
    const end = Math.min(left.length, at + BLOCK);
    for (let i = at; i < end; i++) {
      const place = (i - at) / BLOCK;
      line[i & (LINE - 1)] = horn[i]!;
      const body = drum[i]!;
      const delayLeft = before.delayLeft + (after.delayLeft - before.delayLeft) * place;
      const delayRight = before.delayRight + (after.delayRight - before.delayRight) * place;
      const hornLeft = readBack(line, i, delayLeft) * (before.hornLeft + (after.hornLeft - before.hornLeft) * place);
      const hornRight = readBack(line, i, delayRight) * (before.hornRight + (after.hornRight - before.hornRight) * place);
      left[i] = hornLeft + body * (before.drumLeft + (after.drumLeft - before.drumLeft) * place);
      right[i] = hornRight + body * (before.drumRight + (after.drumRight - before.drumRight) * place);
    }

    before = after;
  }
}

type Mics = {
  readonly delayLeft: number;
  readonly delayRight: number;
  readonly hornLeft: number;
  readonly hornRight: number;
  readonly drumLeft: number;
  readonly drumRight: number;
};

/** What the microphones, a third of a turn apart, hear of mouths at these places. */
function micsAt(hornTurn: number, drumTurn: number): Mics {
  const hornLeft = cos(TAU * hornTurn);
  const hornRight = cos(TAU * (hornTurn - 0.36));
  return {
    delayLeft: SWAY_SAMPLES * (1.2 - hornLeft),
    delayRight: SWAY_SAMPLES * (1.2 - hornRight),
    hornLeft: 0.72 + 0.28 * hornLeft,
    hornRight: 0.72 + 0.28 * hornRight,
    drumLeft: 0.88 + 0.12 * sin(TAU * drumTurn),
    drumRight: 0.88 + 0.12 * sin(TAU * (drumTurn + 0.3)),
  };
}

function readBack(line: Float64Array, index: number, delay: number): number {
  const whole = Math.floor(delay);
  const part = delay - whole;
  const near = line[(index - whole) & (LINE - 1)]!;
  return near + part * (line[(index - whole - 1) & (LINE - 1)]! - near);
}
