import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyBrief, briefFor } from '../../../../test/random-briefs.ts';
import { type Brief, instrumentById, isExcluded, type StyleId } from '../../brief/index.ts';
import { compose } from '../compose.ts';
import { secondsAt } from '../form/tempo-time.ts';
import { finalTickOf, type Piece } from '../fit/piece.ts';
import type { Part, Role, Score } from '../score.ts';
import { foldPitchClass } from '../theory/pitch.ts';
import { chordAt, chordPitchClasses } from '../theory/chord.ts';
import { validateScore } from '../validate-score.ts';
import { CHANGE_KINDS } from './changes/index.ts';
import { differenceOf } from './compare-lines.ts';
import { MusicChange } from './music-change.ts';
import { type RevisedMusic, reviseMusic } from './revise-music.ts';

const STYLES: readonly StyleId[] = ['acoustic', 'lofi', 'house', 'cinematic', 'jazz', 'piano'];
const pieces = new Map<string, Piece>();

function pieceOf(style: StyleId, seed: number, fields: Partial<Brief> = {}): Piece {
  const name = JSON.stringify([style, seed, fields]);
  const brief = briefFor(style, { seed, durationSeconds: 30, ...fields });
  const piece = pieces.get(name) ?? { brief, score: compose(brief) };
  pieces.set(name, piece);
  return piece;
}

const CASES = STYLES.flatMap((style) => [1, 2].map((seed) => ({ style, seed, piece: pieceOf(style, seed) })));

/** Every kind of change, some of them twice, and which roles each may touch; `all` for changes of the whole piece. */
const CHANGES: readonly { readonly change: MusicChange; readonly touches: readonly Role[] | 'all' }[] = [
  { change: { kind: 'energy', by: -0.4 }, touches: 'all' },
  { change: { kind: 'energy', by: 0.5 }, touches: 'all' },
  { change: { kind: 'tempo', bpm: 109 }, touches: 'all' },
  { change: { kind: 'tempo-by', factor: 0.9 }, touches: 'all' },
  {
    change: { kind: 'key', key: { tonic: 'Db', mode: 'minor' } },
    touches: ['lead', 'counter', 'chords', 'arpeggio', 'pad', 'bass', 'texture', 'percussion'],
  },
  {
    change: { kind: 'mode', mode: 'dorian' },
    touches: ['lead', 'counter', 'chords', 'arpeggio', 'pad', 'bass', 'texture', 'percussion'],
  },
  {
    change: { kind: 'transpose', semitones: -3 },
    touches: ['lead', 'counter', 'chords', 'arpeggio', 'pad', 'bass', 'texture', 'percussion'],
  },
  { change: { kind: 'without', what: ['drums'] }, touches: ['drums', 'percussion'] },
  { change: { kind: 'with', instruments: ['accordion', 'triangle'] }, touches: [] },
  { change: { kind: 'swap', from: 'melody', to: 'clarinet' }, touches: ['lead', 'counter'] },
  { change: { kind: 'new-melody' }, touches: ['lead', 'counter'] },
  { change: { kind: 'new-drums' }, touches: ['drums', 'percussion'] },
  { change: { kind: 'new-bass' }, touches: ['bass'] },
  { change: { kind: 'new-chords' }, touches: ['lead', 'counter', 'chords', 'arpeggio', 'pad', 'bass', 'percussion'] },
  { change: { kind: 'build-up', atSeconds: 20 }, touches: ['drums', 'effects'] },
  { change: { kind: 'drop', atSeconds: 16 }, touches: 'all' },
  { change: { kind: 'dynamics', fromSeconds: 15, toSeconds: null, byDb: -6 }, touches: [] },
  { change: { kind: 'balance', what: 'bass', byDb: -3 }, touches: ['bass', 'arpeggio'] },
  { change: { kind: 'loop', isLoop: true }, touches: 'all' },
  { change: { kind: 'ending', ending: 'fade' }, touches: 'all' },
  { change: { kind: 'ending', ending: 'button' }, touches: 'all' },
  { change: { kind: 'length', seconds: 47 }, touches: 'all' },
  { change: { kind: 'length', seconds: 18.5 }, touches: 'all' },
  { change: { kind: 'hits', atSeconds: [3.3, 8.1, 14.6, 21.2] }, touches: 'all' },
  { change: { kind: 'style', style: 'funk' }, touches: 'all' },
  { change: { kind: 'production', word: 'warm' }, touches: [] },
];

function partOf(score: Score, id: string): Part | undefined {
  return score.parts.find((part) => part.id === id);
}

function revise(piece: Piece, ...changes: readonly MusicChange[]): RevisedMusic {
  return reviseMusic(piece, changes);
}

describe('the registry of changes', () => {
  it('has one entry for each kind of change, and the table below has every kind', () => {
    const kinds = MusicChange.options.map((option) => option.shape.kind.value);
    expect(CHANGE_KINDS.map((entry) => entry.kind)).toEqual(kinds);
    expect(new Set(CHANGES.map(({ change }) => change.kind))).toEqual(new Set(kinds));
  });
});

describe.each(CHANGES)('$change', ({ change, touches }) => {
  it('keeps a valid score, the parts that it does not name, and what it says of itself', () => {
    for (const { piece, seed } of CASES) {
      const revised = revise(piece, change);
      validateScore(revised.score, revised.brief);
      if (seed === 1) {
        expect(revise(piece, change)).toEqual(revised);
      }

      for (const id of revised.keptParts) {
        expect(partOf(revised.score, id)).toEqual(partOf(piece.score, id));
      }

      for (const part of touches === 'all' ? [] : piece.score.parts.filter((one) => !touches.includes(one.role))) {
        expect(revised.keptParts, part.id).toContain(part.id);
      }

      const ids = new Set([...piece.score.parts, ...revised.score.parts].map((part) => part.id));
      expect(new Set([...revised.keptParts, ...revised.changedParts])).toEqual(ids);
      expect(revised.refused.length === 0 ? revised.facts.length : revised.refused[0]!.reason.length).toBeGreaterThan(0);
      if (revised.refused.length > 0) {
        expect(revised.score).toEqual(piece.score);
      }
    }
  });
});

describe('a change of energy', () => {
  const strokes = (score: Score): number =>
    score.parts.filter((part) => part.role !== 'lead').reduce((sum, part) => sum + part.notes.length, 0);
  const strength = (score: Score): number => {
    const notes = score.parts.flatMap((part) => part.notes);
    return notes.reduce((sum, note) => sum + note.velocity, 0) / notes.length;
  };

  it.each(CASES)('keeps the tune of $style, seed $seed, and moves how much and how strongly is played', ({ piece }) => {
    const calm = revise(piece, { kind: 'energy', by: -0.5 });
    const lively = revise(piece, { kind: 'energy', by: 0.5 });
    expect(strokes(calm.score)).toBeLessThanOrEqual(strokes(piece.score));
    expect(strokes(lively.score)).toBeGreaterThanOrEqual(strokes(piece.score));
    expect(strength(calm.score)).toBeLessThan(strength(piece.score));
    expect(strength(lively.score)).toBeGreaterThan(strength(piece.score) * 0.97);
    for (const lead of piece.score.parts.filter((part) => part.role === 'lead')) {
      const line = (part: Part | undefined): unknown =>
        part?.notes.map((note) => [note.startTick, note.durationTicks, note.pitch]);
      expect(line(partOf(calm.score, lead.id))).toEqual(line(lead));
      expect(line(partOf(lively.score, lead.id))).toEqual(line(lead));
    }
  });
});

describe('another key', () => {
  it.each(CASES)('moves tune and chords of $style, seed $seed, by the same steps and leaves the rhythm', ({ piece }) => {
    const { score } = revise(piece, { kind: 'transpose', semitones: 4 });
    expect(score.chords.map((chord) => foldPitchClass(chord.root - 4))).toEqual(piece.score.chords.map((chord) => chord.root));
    for (const part of piece.score.parts.filter((one) => one.role === 'lead')) {
      const moved = partOf(score, part.id)!;
      expect(moved.notes.map((note) => note.startTick)).toEqual(part.notes.map((note) => note.startTick));
      expect(moved.notes.map((note) => foldPitchClass(note.pitch - 4))).toEqual(
        part.notes.map((note) => foldPitchClass(note.pitch)),
      );
    }
  });

  it('goes there and back to the same music where nothing had to fold', () => {
    const { piece } = CASES[0]!;
    const there = revise(piece, { kind: 'transpose', semitones: 2 });
    const back = revise(there, { kind: 'transpose', semitones: -2 });
    expect(back.score.key).toEqual(piece.score.key);
    expect(back.score.chords.map((chord) => chord.symbol)).toEqual(piece.score.chords.map((chord) => chord.symbol));
  });

  it.each(CASES)('to another mode keeps long notes of $style, seed $seed, in the chords', ({ piece }) => {
    const mode = piece.score.key.mode === 'major' ? 'minor' : 'major';
    const { score } = revise(piece, { kind: 'mode', mode });
    const held = (one: Score): number => {
      const notes = one.parts.filter((part) => part.role === 'chords' || part.role === 'pad').flatMap((part) => part.notes);
      const inside = notes.filter((note) =>
        chordPitchClasses(chordAt(one.chords, note.startTick)).includes(foldPitchClass(note.pitch)),
      );
      return inside.length / Math.max(1, notes.length);
    };
    expect(score.key.mode).toBe(mode);
    expect(held(score)).toBeGreaterThan(held(piece.score) - 0.08);
  });
});

describe('who plays', () => {
  it('changes as asked, and the brief with it', () => {
    const { piece } = CASES[0]!;
    const out = revise(piece, { kind: 'without', what: ['drums'] });
    expect(out.score.parts.some((part) => isExcluded(instrumentById(part.instrument), ['drums']))).toBe(false);
    expect(out.brief.without).toContain('drums');
    const back = revise(out, { kind: 'with', instruments: ['drums'] });
    expect(back.score.parts.some((part) => instrumentById(part.instrument).family === 'drums')).toBe(true);
    expect(back.brief.without).not.toContain('drums');
  });

  it('swaps an instrument in its role, the line note for note by octaves', () => {
    for (const { piece } of CASES) {
      const lead = piece.score.parts.find((part) => part.role === 'lead');
      const { score, refused } = revise(piece, { kind: 'swap', from: lead?.id ?? 'melody', to: 'oboe' });
      if (lead === undefined) {
        expect(refused).toHaveLength(1);
        continue;
      }

      const swapped = score.parts.find((part) => part.role === 'lead' && part.instrument === 'oboe')!;
      const tops = new Set(lead.notes.map((note) => `${note.startTick}/${foldPitchClass(note.pitch)}`));
      expect(swapped.notes.every((note) => tops.has(`${note.startTick}/${foldPitchClass(note.pitch)}`))).toBe(true);
    }
  });

  it('says who is not there, and what cannot be played, and makes the other changes', () => {
    const { piece } = CASES[0]!;
    const revised = revise(
      piece,
      { kind: 'without', what: ['bagpipes'] },
      { kind: 'swap', from: 'bass', to: 'drums' },
      { kind: 'production', word: 'sparkly' },
      { kind: 'production', word: 'vinyl' },
      { kind: 'build-up', atSeconds: 500 },
    );
    expect(revised.refused.map(({ change }) => change.kind)).toEqual(['without', 'swap', 'production', 'build-up']);
    expect(revised.brief.production).toContain('vinyl');
  });
});

describe('written anew', () => {
  const cases = CASES.filter(({ piece }) => piece.score.parts.some((part) => part.role === 'lead'));

  it.each(cases)('the tune of $style, seed $seed, is another over the same chords, twice', ({ piece }) => {
    const once = revise(piece, { kind: 'new-melody' });
    const twice = revise(once, { kind: 'new-melody' });
    const lead = (score: Score): Part => score.parts.find((part) => part.role === 'lead')!;
    expect(once.score.chords).toEqual(piece.score.chords);
    expect(differenceOf(lead(piece.score).notes, lead(once.score).notes)).toBeGreaterThan(0.6);
    expect(differenceOf(lead(once.score).notes, lead(twice.score).notes)).toBeGreaterThan(0.6);
    expect(differenceOf(lead(piece.score).notes, lead(twice.score).notes)).toBeGreaterThan(0.6);
  });

  it.each(CASES)('beat and bass of $style, seed $seed, are others where there are any', ({ piece }) => {
    for (const [change, role] of [
      [{ kind: 'new-drums' }, 'drums'],
      [{ kind: 'new-bass' }, 'bass'],
    ] as const) {
      const before = piece.score.parts.find((part) => part.role === role);
      const after = revise(piece, change).score.parts.find((part) => part.id === before?.id);
      expect(before === undefined || after === undefined ? 1 : differenceOf(before.notes, after.notes)).toBeGreaterThan(0.2);
    }
  });

  it.each(CASES)('chords of $style, seed $seed, are others under the same rhythm of the tune', ({ piece }) => {
    const { score } = revise(piece, { kind: 'new-chords' });
    const beats = Array.from({ length: Math.floor(score.endTick / 960) }, (_, beat) => beat * 960);
    const others = beats.filter((tick) => chordAt(score.chords, tick).root !== chordAt(piece.score.chords, tick).root);
    expect(others.length / beats.length).toBeGreaterThan(0.25);
    for (const part of piece.score.parts.filter((one) => one.role === 'lead')) {
      expect(partOf(score, part.id)!.notes.map((note) => note.startTick)).toEqual(part.notes.map((note) => note.startTick));
    }
  });
});

describe('form', () => {
  it.each(CASES)('of $style, seed $seed, at other lengths is the same bars with a real ending', ({ piece }) => {
    for (const seconds of [12, 21.4, 29, 47, 95]) {
      const { score, facts } = revise(piece, { kind: 'length', seconds });
      expect(score.durationSeconds).toBe(seconds);
      expect(facts.find((fact) => fact.what === 'length')).toEqual({ what: 'length', part: null, before: 30, after: seconds });
      const end = secondsAt(score.tempoMap, score.endTick);
      expect(end).toBeLessThanOrEqual(seconds + 1e-6);
      const finalTick = finalTickOf(score);
      if (finalTick !== null) {
        const tail = seconds - secondsAt(score.tempoMap, finalTick);
        expect(tail).toBeGreaterThan(1.1);
        expect(tail).toBeLessThan(7);
        expect(score.parts.some((part) => part.notes.some((note) => note.startTick >= finalTick))).toBe(true);
      }

      const theme = new Set(
        piece.score.parts.filter((part) => part.role === 'lead').flatMap((part) => barsOf(part, piece.score)),
      );
      const now = score.parts.filter((part) => part.role === 'lead').flatMap((part) => barsOf(part, score));
      const known = now.filter((bar) => theme.has(bar)).length;
      expect(known).toBeGreaterThanOrEqual(now.length * 0.75);
    }
  });

  it.each(CASES)('of $style, seed $seed, keeps its bars in another tempo', ({ piece }) => {
    const { score, facts } = revise(piece, { kind: 'tempo-by', factor: 1.15 });
    expect(score.durationSeconds).toBe(piece.score.durationSeconds);
    const tempo = facts.find((fact) => fact.what === 'tempo')!;
    expect(Number(tempo.after) / Number(tempo.before)).toBeCloseTo(1.15, 2);
  });

  it('comes back to the first bar in a loop', () => {
    const { score, brief } = revise(pieceOf('pop', 1), { kind: 'loop', isLoop: true });
    expect(score.ending).toBe('loop');
    expect(brief.loop).toBe(true);
    expect(secondsAt(score.tempoMap, score.endTick)).toBeCloseTo(30, 3);
  });
});

/** The bars of a line as text, empty ones left out. */
function barsOf(part: Part, score: Score): string[] {
  const bars = new Map<number, string[]>();
  for (const note of part.notes) {
    const bar = Math.floor(note.startTick / score.barTicks);
    bars.set(bar, [...(bars.get(bar) ?? []), `${note.startTick % score.barTicks}/${note.pitch}`]);
  }

  return [...bars.values()].map((notes) => notes.join(' '));
}

describe('hits', () => {
  it.each(CASES)(
    'of $style, seed $seed, land within 20 ms, stay through other changes, and are let go when asked',
    ({ piece }) => {
      const atSeconds = [2.9, 5.3, 9.8, 13.1, 18.77, 24.2];
      const { score, brief, hits } = revise(piece, { kind: 'hits', atSeconds });
      expect(hits.map((hit) => hit.atSeconds)).toEqual(atSeconds);
      for (const hit of hits) {
        expect(Math.abs(hit.errorMs)).toBeLessThanOrEqual(20);
      }

      const even = score.tempoMap.map((point) => point.bpm);
      expect(Math.max(...even) / Math.min(...even)).toBeLessThan(1.085);
      const longer = revise({ brief, score }, { kind: 'length', seconds: 34 }, { kind: 'energy', by: -0.3 });
      expect(longer.hits.every((hit) => Math.abs(hit.errorMs) <= 20)).toBe(true);
      expect(revise({ brief, score }, { kind: 'hits', atSeconds: [] }).hits).toEqual([]);
    },
  );

  it('are reached by a first piece too', () => {
    for (const style of STYLES) {
      const brief = briefFor(style, { seed: 4, durationSeconds: 40, hits: [3.1, 7.7, 12.2, 20.05, 31.4] });
      const { hits } = reviseMusic({ brief, score: compose(brief) }, []);
      expect(hits.every((hit) => Math.abs(hit.errorMs) <= 20)).toBe(true);
    }
  });
});

describe('any changes of any piece', () => {
  it('leave a valid score, whatever came before', () => {
    const some = fc.array(fc.constantFrom(...CHANGES.map(({ change }) => change)), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(anyBrief, some, (brief, changes) => {
        const { score, brief: after } = reviseMusic({ brief, score: compose(brief, { candidates: 1 }) }, changes);
        validateScore(score, after);
        expect(score.durationSeconds).toBe(after.durationSeconds);
      }),
      { numRuns: 30, seed: 7 },
    );
  });
});

describe('pieces of older versions', () => {
  it('without hits and takes in their brief are revised like new ones', () => {
    const { piece } = CASES[0]!;
    const { hits, take, ...old } = piece.brief;
    expect([hits, take]).toEqual([[], 0]);
    const stored: Piece = JSON.parse(JSON.stringify({ brief: old, score: piece.score }));
    expect(revise(stored, { kind: 'new-melody' }).score).toEqual(revise(piece, { kind: 'new-melody' }).score);
  });
});
