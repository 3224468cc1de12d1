import type { Tick } from '../../kernel/index.ts';
import type { Pulse } from '../parts/part-context.ts';

/** The pulse of a piece, up to its end. */
export function trimPulse(pulse: Pulse, endTick: Tick): Pulse {
  return {
    ...pulse,
    kickTicks: pulse.kickTicks.filter((tick) => tick < endTick),
    backbeatTicks: pulse.backbeatTicks.filter((tick) => tick < endTick),
    pushes: pulse.pushes.filter(({ barTick }) => barTick < endTick),
    stops: pulse.stops.filter((stop) => stop.endTick < endTick),
  };
}
