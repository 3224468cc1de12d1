import { DRUM } from '../../score.ts';
import { type CriticTerm, percent, within } from '../critic-term.ts';
import { barPatterns, meanOf, overlap, type Study } from '../study.ts';

/**
 * Whether it grooves: bars of the drums (without them, of who accompanies) resemble their neighbours without being copies,
 * bass and kick meet, and strokes fall where the metre has places.
 */
export const groove: CriticTerm = {
  name: 'groove',
  weight: 1.4,
  listen: (study) => {
    const player = study.drums ?? accompanist(study);
    if (player === null || player.notes.length < 12) {
      return null;
    }

    const patterns = barPatterns(player, study);
    const rhythms = patterns.map(
      (pattern) => new Set([...pattern].map((stroke) => (study.drums === null ? stroke.split('/')[0] : stroke))),
    );
    const pairs = rhythms.slice(1).flatMap((pattern, i) => {
      const before = rhythms[i];
      return before === undefined || before.size === 0 || pattern.size === 0 ? [] : [overlap(before, pattern)];
    });
    const alike = meanOf(pairs, 0.7);
    const copies = pairs.filter((pair) => pair > 0.995).length / Math.max(1, pairs.length);
    const lock = lockOf(study);
    const onGrid = player.notes.filter(isOnGrid).length / player.notes.length;
    const mark =
      0.45 * within(alike, [0.45, 0.93], 0.15) +
      0.15 * within(copies, [0, 0.7], 0.15) +
      0.2 * within(lock ?? 1, [0.4, 1], 0.15) +
      0.2 * within(onGrid, [0.85, 1], 0.15);
    return {
      mark,
      says: `bars share ${percent(alike)} with the one before, ${percent(copies)} are copies${lock === null ? '' : `, bass and kick meet ${percent(lock)}`}`,
    };
  },
};

function accompanist({ pitched }: Study): Study['drums'] {
  return (
    pitched.find(({ role }) => role === 'chords' || role === 'arpeggio') ?? pitched.find(({ role }) => role === 'bass') ?? null
  );
}

/** Sixteenths and triplets of the quarter, give or take a hand. */
function isOnGrid({ startTick }: { readonly startTick: number }): boolean {
  const place = startTick % 960;
  return [0, 240, 320, 480, 640, 720, 960].some((grid) => Math.abs(place - grid) <= 45);
}

/** Of the kicks' and the bass's places the better-met part: a busy bass need not be kicked throughout. */
function lockOf({ drums, bass }: Study): number | null {
  const kicks = drums?.notes.filter(({ pitch }) => pitch === DRUM.kick) ?? [];
  if (bass === null || kicks.length < 4) {
    return null;
  }

  const meets = (one: readonly { readonly startTick: number }[], other: readonly { readonly startTick: number }[]): number => {
    const places = new Set(other.map(({ startTick }) => Math.round(startTick / 120)));
    return one.filter(({ startTick }) => places.has(Math.round(startTick / 120))).length / Math.max(1, one.length);
  };
  return Math.max(meets(bass.notes, kicks), meets(kicks, bass.notes));
}
