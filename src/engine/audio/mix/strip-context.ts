import type { MixContext } from './automation.ts';
import type { StripSettings } from './strip-settings.ts';

/** What one strip hears of the piece about it: nothing of what its settings do not follow, so that changes elsewhere leave it alone. */
export function stripContext(settings: StripSettings, context: MixContext): MixContext {
  const { rideDb, roomForLeadDb, duckDb } = settings;
  return {
    renderSamples: context.renderSamples,
    runInSamples: 0,
    kickSamples: duckDb > 0 ? context.kickSamples : [],
    sections: rideDb === 0 ? [] : context.sections,
    leadSpans: roomForLeadDb > 0 ? context.leadSpans : [],
    beatSeconds: context.beatSeconds,
    dynamics: [],
  };
}
