import { canonicalJson } from '../kernel/index.ts';
import type { Brief, BriefHints, ReceiptLine } from './brief.ts';
import { chooseBrief } from './choosing/choose-brief.ts';
import { NO_WISHES } from './choosing/wishes.ts';
import { MOODS } from './vocabulary/moods.ts';
import { STYLES } from './vocabulary/styles.ts';

export function readBrief(
  prompt: string,
  hints: BriefHints = {},
): { readonly brief: Brief; readonly receipt: readonly ReceiptLine[] } {
  const lower = prompt.toLowerCase();
  const seed = hints.seed ?? seedOf(canonicalJson([prompt, hints]));
  const styles = STYLES.filter(
    (style) => lower.includes(style.id) || lower.includes(style.name.toLowerCase()) || hints.style === style.id,
  );
  const moods = MOODS.filter((mood) => lower.includes(mood.word)).map((mood) => ({ mood: mood.word, weight: 1 }));
  const seconds = /(\d+)\s*-?(?:s|sec|seconds?)\b/.exec(lower)?.[1];
  const bpm = /(\d+)\s*bpm/.exec(lower)?.[1];
  const tempoBpm = hints.tempoBpm ?? (bpm === undefined ? null : Number(bpm));
  const brief = chooseBrief(prompt, seed, {
    ...NO_WISHES,
    styles: styles.map(({ id }) => ({ style: id, weight: 1, tempoRange: null, mode: null, meter: null, instruments: [] })),
    moods,
    durationSeconds: hints.durationSeconds ?? (seconds === undefined ? null : Number(seconds)),
    tempo: tempoBpm === null ? null : { kind: 'exact', bpm: tempoBpm },
    without: hints.without ?? (lower.includes('no drums') ? ['drums'] : []),
    loop: hints.loop ?? lower.includes('loop'),
    title: hints.title ?? null,
  });
  return { brief, receipt: [] };
}

function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }

  return hash >>> 0;
}
