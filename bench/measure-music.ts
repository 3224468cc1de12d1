import { performance } from 'node:perf_hooks';
import { readBrief, STYLE_IDS } from '../src/engine/brief/index.ts';
import { compose, reviseMusic, type Score } from '../src/engine/score/index.ts';
import type { AudioRenderer } from '../src/studio/ports/audio-renderer.ts';
import { atMost, type Figure, plain } from './figure.ts';

const PROMPT = 'upbeat acoustic background music';

function scoreOf(prompt: string, durationSeconds: number): Score {
  return compose(readBrief(prompt, { durationSeconds, seed: 1 }).brief);
}

/** Composing alone, warm: the middle one of all styles. */
export function measureComposing(): Figure[] {
  return [30, 120, 600].map((seconds) => {
    scoreOf(PROMPT, seconds);
    const times = STYLE_IDS.map((style) => {
      const startedMs = performance.now();
      scoreOf(style, seconds);
      return performance.now() - startedMs;
    });
    times.sort((left, right) => left - right);
    return plain(`compose ${seconds} s (median of ${STYLE_IDS.length} styles)`, times[Math.floor(times.length / 2)] ?? 0, 'ms');
  });
}

type SoundWish = { readonly label: string; readonly seconds: readonly number[]; readonly signal: AbortSignal };
const BARS: { readonly [seconds: number]: number } = { 30: 1.5, 120: 5 };

/** Composing, rendering and mastering in a process that is already warm. */
export async function measureSound(renderer: AudioRenderer, { label, seconds, signal }: SoundWish): Promise<Figure[]> {
  const render = async (score: Score) => renderer.render({ score, stems: false, signal, onProgress: () => undefined });
  await render(scoreOf(PROMPT, 30));
  const secondMs = performance.now();
  await render(scoreOf(PROMPT, 30));
  const figures: Figure[] = [plain(`30 s, second piece of a process, ${label}`, (performance.now() - secondMs) / 1000, 's')];
  // Node has compiled all of it for good after a few pieces only.
  await render(scoreOf(PROMPT, 30));

  for (const length of seconds) {
    const startedMs = performance.now();
    const cpuBefore = process.cpuUsage();
    const score = scoreOf(PROMPT, length);
    const { timings } = await render(score);
    const wholeSeconds = (performance.now() - startedMs) / 1000;
    const cpu = process.cpuUsage(cpuBefore);
    const isOneThread = label.startsWith('1 ');
    figures.push(
      atMost(
        `${length} s composed, rendered, mastered, warm, ${label}`,
        wholeSeconds,
        's',
        isOneThread ? null : (BARS[length] ?? null),
      ),
      plain(`processor time of all threads for that, ${label}`, (cpu.user + cpu.system) / 1e6, 's'),
      plain(`render of ${length} s, ${label}`, (length * 1000) / timings.renderMs, '× real time'),
      plain(`master of ${length} s, ${label}`, timings.masterMs, 'ms'),
    );
  }

  return figures;
}

/** One part written anew in a finished piece: with what the renderer holds of it, and without. `renderer` keeps finished parts. */
export async function measureRevision(renderer: AudioRenderer, signal: AbortSignal): Promise<Figure[]> {
  const { brief } = readBrief(PROMPT, { durationSeconds: 30, seed: 1 });
  const score = compose(brief);
  const seconds = async (wanted: Score): Promise<number> => {
    const startedMs = performance.now();
    await renderer.render({ score: wanted, stems: false, signal, onProgress: () => undefined });
    return (performance.now() - startedMs) / 1000;
  };
  await seconds(scoreOf('calm piano', 30));

  const whole = await seconds(score);
  const startedMs = performance.now();
  const revised = reviseMusic({ brief, score }, [{ kind: 'new-bass' }]);
  const writtenSeconds = (performance.now() - startedMs) / 1000;
  return [
    plain('30 s rendered and mastered, nothing known of it', whole, 's'),
    plain('30 s, its bass written anew: revised, rendered and mastered', writtenSeconds + (await seconds(revised.score)), 's'),
  ];
}
