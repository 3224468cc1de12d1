import {
  type Code,
  integer,
  loadDouble,
  loadInteger,
  repeat,
  subtractIntegers,
  type Variable,
} from '../../lanes/instructions.ts';
import { shiftLeft, storeInteger } from '../../lanes/integer-instructions.ts';
import type { Variables } from '../../lanes/lane-program.ts';
import {
  addFours,
  addQuads,
  evensOf,
  fours,
  foursOf,
  loadQuad,
  loadTwoBeside,
  maskFours,
  multiplyFours,
  multiplyQuads,
  oddsOf,
  oneOfFours,
  quad,
  quadOf,
  quadOfFours,
  shiftFoursLeft,
  shiftFoursRight,
  storeQuad,
  subtractQuads,
} from '../../lanes/quad-instructions.ts';

/** Bytes of an oscillator: phase, step, place of its table, and the logarithm of the table's length; then its gains, left and right. */
export const OSCILLATOR_BYTES = 32;

/** Where sums lie, and bytes of a channel's block. */
export type Sums = { readonly leftAt: number; readonly rightAt: number; readonly blockBytes: number };

/** Adds the oscillator at `place` to the sums, four frames at a time: phase is a whole number that runs over, its upper bits the place in the table. */
export function addOscillator(variables: Variables, place: Variable, at: Variable, sums: Sums): Code {
  const { leftAt, rightAt, blockBytes } = sums;
  const step = variables.integer();
  const bits = variables.integer();
  const rest = variables.integer();
  const [phases, stride, table, left, right, places, first, second, y] = Array.from({ length: 9 }, () => variables.pair());
  const placeOf = (which: number): Code => oneOfFours(places!.value, which);
  const sum = (offset: number, gain: Variable): Code =>
    storeQuad(at.value, offset, addQuads(loadQuad(at.value, offset), multiplyQuads(gain.value, y!.value)));
  return [
    ...step.set(loadInteger(place.value, 4)),
    ...table!.set(foursOf(loadInteger(place.value, 8))),
    ...bits.set(loadInteger(place.value, 12)),
    // Places are counted in bytes, hence two bits fewer to shift away.
    ...rest.set(subtractIntegers(integer(30), bits.value)),
    ...phases!.set(addFours(foursOf(loadInteger(place.value, 0)), multiplyFours(foursOf(step.value), fours([0, 1, 2, 3])))),
    ...stride!.set(foursOf(shiftLeft(step.value, integer(2)))),
    ...left!.set(quadOf(loadDouble(place.value, 16))),
    ...right!.set(quadOf(loadDouble(place.value, 24))),
    ...repeat(at, { from: integer(0), to: integer(blockBytes), step: 16 }, [
      ...places!.set(addFours(table!.value, maskFours(shiftFoursRight(phases!.value, rest.value), fours([-4, -4, -4, -4])))),
      ...first!.set(loadTwoBeside(placeOf(0), placeOf(1))),
      ...second!.set(loadTwoBeside(placeOf(2), placeOf(3))),
      ...y!.set(evensOf(first!.value, second!.value)),
      ...y!.set(
        addQuads(
          y!.value,
          multiplyQuads(
            subtractQuads(oddsOf(first!.value, second!.value), y!.value),
            multiplyQuads(
              quadOfFours(shiftFoursRight(shiftFoursLeft(phases!.value, bits.value), integer(8))),
              quad(1 / 16777216),
            ),
          ),
        ),
      ),
      ...sum(leftAt, left!),
      ...sum(rightAt, right!),
      ...phases!.set(addFours(phases!.value, stride!.value)),
    ]),
    ...storeInteger(place.value, 0, oneOfFours(phases!.value, 0)),
  ];
}
