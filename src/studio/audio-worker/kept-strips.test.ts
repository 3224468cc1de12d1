import { describe, expect, it } from 'vitest';
import { perform, planMix, silence, type StripOutput } from '../../engine/audio/index.ts';
import { readBrief } from '../../engine/brief/index.ts';
import { compose, reviseMusic } from '../../engine/score/index.ts';
import { KeptStrips } from './kept-strips.ts';

/** 8 bytes a frame. */
function strip(samples: number): StripOutput {
  return { partId: 'x', instrument: 'piano', audio: silence(samples), sends: { room: 0, hall: 0, delay: 0 }, sendAudio: null };
}

describe('KeptStrips', () => {
  it('lets go of what was not asked for the longest, and never holds more than it may', () => {
    const kept = new KeptStrips(800);
    expect(kept.keep('a', strip(40))).toEqual({ key: 'a', forget: [] });
    expect(kept.keep('b', strip(40))).toEqual({ key: 'b', forget: [] });
    expect(kept.has('a')).toBe(true);
    expect(kept.keep('c', strip(40))).toEqual({ key: 'c', forget: ['b'] });
    expect(kept.keep('d', strip(100))).toEqual({ key: 'd', forget: ['a', 'c'] });
    expect(kept.keep('e', strip(101))).toBeNull();
    expect(['a', 'b', 'c', 'd', 'e'].filter((key) => kept.has(key))).toEqual(['d']);
    expect(new KeptStrips(0).keep('a', strip(1))).toBeNull();
  });

  it('knows a part again after a change of another, by its name alone', () => {
    const brief = readBrief('upbeat acoustic pop', { durationSeconds: 6, seed: 4 }).brief;
    const before = compose(brief, { candidates: 1 });
    const namesOf = (score: typeof before): Map<string, string> => {
      const performed = perform(score);
      const plan = planMix(score, performed);
      return new Map(performed.parts.map((part, i) => [part.id, KeptStrips.keyOf(part, plan.strips[i]!, plan.context)]));
    };
    const names = namesOf(before);
    expect(new Set(names.values()).size).toBe(names.size);
    const { score, keptParts } = reviseMusic({ brief, score: before }, [{ kind: 'new-bass' }]);
    const revised = namesOf(score);
    expect(keptParts.length).toBeGreaterThan(0);
    for (const id of keptParts) {
      expect(revised.get(id), id).toBe(names.get(id));
    }

    expect(revised.get('bass')).not.toBe(names.get('bass'));
  });
});
