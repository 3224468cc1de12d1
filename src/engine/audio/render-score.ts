import { SAMPLE_RATE } from '../kernel/index.ts';
import type { Score } from '../score/index.ts';
import { master, type Mastered, planMaster } from './master.ts';
import { MixBus, soundRoom } from './mix/mix-bus.ts';
import { planMix } from './mix/plan-mix.ts';
import { processStrip } from './mix/process-strip.ts';
import { perform } from './perform.ts';
import { renderStem } from './render-stem.ts';
import type { SoundBank } from './sound-bank.ts';

/** A finished piece: 48 kHz stereo, and how loud it is. */
export type RenderedScore = Mastered & { readonly sampleRate: typeof SAMPLE_RATE };

/**
 * Plays, mixes and masters a score in one thread, to the same samples as the worker threads do: for browsers and for whoever has threads
 * of his own. `onProgress` hears 0 to 1, part by part.
 */
export function renderScore(
  score: Score,
  bank: SoundBank,
  { onProgress = () => undefined }: { readonly onProgress?: (done: number) => void } = {},
): RenderedScore {
  const performed = perform(score);
  const plan = planMix(score, performed);
  const bus = new MixBus(plan);
  // Mixing and mastering take about as long as two parts.
  const steps = performed.parts.length + 2;
  for (const [place, part] of performed.parts.entries()) {
    const strip = plan.strips.find(({ partId }) => partId === part.id);
    if (part.notes.length === 0 || strip === undefined) {
      bus.skipStrip(part.id);
    } else {
      bus.addStrip(processStrip(renderStem(part, bank, performed.renderSamples), strip, plan.context));
    }

    onProgress((place + 1) / steps);
  }

  const send = bus.takeRoom();
  bus.soundEchoes();
  const mix = bus.finish(send === null ? null : soundRoom(send, plan));
  onProgress((steps - 1) / steps);
  const mastered = master(mix, planMaster(score, performed, plan));
  onProgress(1);
  return { ...mastered, sampleRate: SAMPLE_RATE };
}
