import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { briefFor } from '../../../test/random-briefs.ts';
import { DiskOneShots, readBank } from '../../studio/audio-worker/sample-files.ts';
import { compose, type MusicChange, reviseMusic, type Score } from '../score/index.ts';
import { perform } from './perform.ts';
import { renderStem } from './render-stem.ts';
import { loadSoundBank, type SoundBank } from './sound-bank.ts';
import type { Stem } from './stem.ts';

let bank: SoundBank;
beforeAll(async () => {
  bank = await loadSoundBank({ soundfont: readBank(), oneShots: new DiskOneShots() });
});

function hashOf({ sound }: Stem): string {
  const hash = createHash('sha256');
  const pieces = sound.kind === 'whole' ? [sound.audio] : sound.pieces.map(({ play }) => play());
  for (const { left, right } of pieces) {
    hash.update(left).update(right);
  }

  return hash.digest('hex');
}

function stemHashes(score: Score): Map<string, string> {
  const { parts, renderSamples } = perform(score);
  return new Map(parts.map((part) => [part.id, hashOf(renderStem(part, bank, renderSamples))]));
}

const CHANGES: readonly MusicChange[] = [
  { kind: 'without', what: ['drums'] },
  { kind: 'swap', from: 'melody', to: 'flute' },
  { kind: 'new-bass' },
  { kind: 'build-up', atSeconds: 5 },
  { kind: 'dynamics', fromSeconds: 4, toSeconds: null, byDb: -6 },
  { kind: 'balance', what: 'bass', byDb: -4 },
];

describe('after changes of the music', () => {
  const brief = briefFor('lofi', { seed: 3, durationSeconds: 8 });
  const score = compose(brief);
  let before: Map<string, string>;
  beforeAll(() => {
    before = stemHashes(score);
  });

  it.each(CHANGES)('$kind, every part that was kept sounds the same to the byte', (change) => {
    const revised = reviseMusic({ brief, score }, [change]);
    expect(revised.refused).toEqual([]);
    const after = stemHashes(revised.score);
    expect(revised.keptParts.length).toBeGreaterThan(0);
    for (const id of revised.keptParts) {
      expect(after.get(id), id).toBe(before.get(id));
    }

    const moved = revised.changedParts.filter((id) => before.has(id) && after.has(id));
    for (const id of moved) {
      // A fader of the mix is no part of a dry stem.
      expect(after.get(id) === before.get(id), id).toBe(change.kind === 'balance');
    }
  });
});
