import { instrumentById } from '../../brief/index.ts';
import type { Tick } from '../../kernel/index.ts';
import { plainPlan } from '../band/player.ts';
import { finishPart } from '../finish-part.ts';
import type { Part } from '../score.ts';

/** A part whose notes were changed, brought into order again: inside the piece and the instrument's range, nothing struck twice at once. */
export function settlePart(part: Part, endTick: Tick): Part {
  const instrument = instrumentById(part.instrument);
  const plan = plainPlan(part.id, { role: part.role, generator: 'settled', params: {} }, instrument);
  return finishPart({ ...plan, levelDb: part.levelDb }, instrument, part, { endTick, finalTick: null });
}
