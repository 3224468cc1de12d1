import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Brief, findInstrument, instrumentById, isExcluded, STYLE_IDS } from '../brief/index.ts';
import { SAMPLE_RATE, TICKS_PER_QUARTER } from '../kernel/index.ts';
import { isRoleExcluded } from './band/instrument-nature.ts';
import { compose, composeInStyle } from './compose.ts';
import { measureMelody } from './critic/judge-melody.ts';
import { secondsAt } from './form/tempo-time.ts';
import { plainPlan } from './band/player.ts';
import { anyBrief, briefFor } from '../../../test/random-briefs.ts';
import type { Part, Score } from './score.ts';
import { styleOf } from './styles/index.ts';
import { chordPitchClasses } from './theory/chord.ts';
import { foldPitchClass, tonicPitchClass } from './theory/pitch.ts';

const runs = { numRuns: 70 };

/** Whether some tempo of the brief's range makes its length a whole number of bars. */
function fitsWholeBars(brief: Brief, barTicks: number): boolean {
  const [least = 0, most = 0] = brief.tempoRange.map((bpm) => (brief.durationSeconds * bpm * TICKS_PER_QUARTER) / 60 / barTicks);
  return Math.floor(most) >= Math.max(1, Math.ceil(least));
}

describe('compose, for any brief', () => {
  it('fills the length exactly, with the stated tempo, key and metre, and the last chord ringing inside', () => {
    fc.assert(
      fc.property(anyBrief, (brief) => {
        const score = compose(brief, { candidates: 1 });
        expect([score.key, score.meter, score.durationSeconds]).toEqual([brief.key, brief.meter, brief.durationSeconds]);
        const tempo = score.tempoMap[0]!.bpm;
        if (brief.stated.tempo) {
          expect(tempo).toBe(brief.tempoBpm);
        } else {
          // A short loop of whole bars may need another tempo than anything between: it bends before the bar line does.
          const [slower, faster] = score.ending === 'loop' && !fitsWholeBars(brief, score.barTicks) ? [0.8, 1.25] : [1, 1];
          expect(tempo).toBeGreaterThanOrEqual(brief.tempoRange[0] * slower - 1e-9);
          expect(tempo).toBeLessThanOrEqual(brief.tempoRange[1] * faster + 1e-9);
        }

        const end = secondsAt(score.tempoMap, score.endTick);
        if (score.ending === 'loop') {
          expect(Math.round(end * SAMPLE_RATE)).toBeCloseTo(Math.round(brief.durationSeconds * SAMPLE_RATE), -2);
        } else {
          expect(end).toBeLessThanOrEqual(brief.durationSeconds + 1e-6);
        }

        const final = score.chords.at(-1)!;
        if (score.ending === 'ring' || score.ending === 'button') {
          const struck = secondsAt(score.tempoMap, final.startTick);
          const tail = brief.durationSeconds - struck;
          const bar = (score.barTicks / TICKS_PER_QUARTER) * (60 / score.tempoMap.at(-1)!.bpm);
          expect(tail).toBeGreaterThanOrEqual(Math.min(1.2, brief.durationSeconds * 0.4) - 1e-6);
          expect(tail).toBeLessThanOrEqual(Math.max(bar + 2.6, brief.durationSeconds < bar + 1.3 ? brief.durationSeconds : 0));
          expect(final.root).toBe(tonicPitchClass(brief.key));
        }
      }),
      runs,
    );
  });

  it('lets every asked instrument sound, and none that was ruled out', () => {
    fc.assert(
      fc.property(anyBrief, (brief) => {
        const score = compose(brief, { candidates: 1 });
        const sounding = new Set(score.parts.map((part) => part.instrument));
        for (const id of brief.instruments) {
          const instrument = instrumentById(id);
          const hasRole =
            !(instrument.family === 'bass' && isRoleExcluded('bass', brief.without)) &&
            !(instrument.family === 'drums' && isRoleExcluded('drums', brief.without));
          if (!isExcluded(instrument, brief.without) && hasRole) {
            expect([...sounding]).toContain(id);
          }
        }

        for (const part of score.parts) {
          expect(isExcluded(instrumentById(part.instrument), brief.without)).toBe(false);
        }

        if (brief.onlyInstruments && brief.instruments.some((id) => !isExcluded(instrumentById(id), brief.without))) {
          expect(score.parts.every((part) => brief.instruments.includes(part.instrument))).toBe(true);
        }
      }),
      runs,
    );
  });

  it('gives players of single lines one note at a time', () => {
    fc.assert(
      fc.property(anyBrief, (brief) => {
        for (const part of compose(brief, { candidates: 1 }).parts) {
          const instrument = instrumentById(part.instrument);
          if (!instrument.isPolyphonic && instrument.sustain !== 'hit') {
            part.notes.forEach((note, i) => {
              const before = part.notes[i - 1];
              expect(before === undefined || before.startTick + before.durationTicks <= note.startTick).toBe(true);
            });
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('writes the same score for the same brief', () => {
    fc.assert(
      fc.property(anyBrief, (brief) => {
        expect(JSON.stringify(compose(brief, { candidates: 2 }))).toBe(JSON.stringify(compose(brief, { candidates: 2 })));
      }),
      { numRuns: 12 },
    );
  });
});

describe('compose', () => {
  it.each(STYLE_IDS)('writes other music in %s for another seed', (style) => {
    const [first, second] = [1, 2].map((seed) => compose(briefFor(style, { seed }), { candidates: 2 }));
    expect(JSON.stringify(first!.parts)).not.toBe(JSON.stringify(second!.parts));
  });

  it.each(STYLE_IDS)('leaves the other parts of %s alone when a player joins', (style) => {
    const brief = briefFor(style, { seed: 11 });
    const plain = styleOf(style);
    const triangle = plainPlan(
      'joined',
      { role: 'percussion', generator: 'percussion', params: {} },
      findInstrument('triangle')!,
    );
    const alone = composeInStyle(brief, { style: plain, blended: [], candidates: 3 });
    const joined = composeInStyle(brief, { style: { ...plain, parts: [triangle, ...plain.parts] }, blended: [], candidates: 3 });
    expect(joined.parts.map((part) => part.id)).toContain('joined');
    expect(joined.parts.filter((part) => part.id !== 'joined')).toEqual(alone.parts);
  });

  it.each(STYLE_IDS)('never repeats eight bars of %s exactly', (style) => {
    const score = compose(
      briefFor(style, { seed: 5, durationSeconds: 120, energy: { level: 0.55, shape: 'steady', points: [] } }),
    );
    const blocks = blocksOf(score, 8);
    for (let i = 1; i < blocks.length; i++) {
      expect(blocks[i]).not.toBe(blocks[i - 1]);
    }
  });

  it('holds melodies to what people sing', () => {
    // Two of three seeds for each style, so that every seed meets most styles.
    const counted = STYLE_IDS.flatMap((style, place) =>
      [1, 2, 3].flatMap((seed) => {
        if ((place + seed) % 3 === 0) {
          return [];
        }

        const score = compose(briefFor(style, { seed, durationSeconds: 60, key: { tonic: 'C', mode: 'major' } }));
        const lead = score.parts.find((part) => part.role === 'lead');
        return lead === undefined || lead.notes.length < 12
          ? []
          : [{ style, seed, ...measureMelody(topLine(lead), score.chords) }];
      }),
    );
    expect(counted.length).toBeGreaterThan(STYLE_IDS.length);
    for (const melody of counted) {
      expect(melody.meanInterval, `${melody.style} ${melody.seed}`).toBeGreaterThan(0.8);
      expect(melody.meanInterval, `${melody.style} ${melody.seed}`).toBeLessThan(4.2);
      expect(melody.stepShare, `${melody.style} ${melody.seed}`).toBeGreaterThan(0.33);
      expect(melody.range, `${melody.style} ${melody.seed}`).toBeLessThanOrEqual(24);
      // Pentatonic tunes hold ninths and sixths too; most long notes belong to the chord all the same.
      expect(melody.chordToneShare, `${melody.style} ${melody.seed}`).toBeGreaterThan(0.55);
    }

    const mean = (read: (melody: (typeof counted)[number]) => number): number =>
      counted.reduce((sum, melody) => sum + read(melody), 0) / counted.length;
    expect(mean((melody) => melody.meanInterval)).toBeGreaterThan(1.5);
    expect(mean((melody) => melody.meanInterval)).toBeLessThan(3.2);
    expect(mean((melody) => melody.stepShare)).toBeGreaterThan(0.6);
    expect(mean((melody) => melody.pitchEntropy)).toBeGreaterThan(1.9);
  });

  it('takes chords that were asked for as they are', () => {
    const chords = ['Bm', 'Cmaj7', 'Gmaj7', 'D'];
    const score = compose(
      briefFor('lofi', { chords, key: { tonic: 'G', mode: 'major' }, durationSeconds: 40, ending: 'ring', loop: false }),
    );
    const symbols = score.chords.slice(0, -1).map((chord) => chord.symbol);
    expect(symbols.length).toBeGreaterThan(7);
    symbols.forEach((symbol, i) => expect(symbol).toBe(chords[i % 4]));
    expect(score.chords.at(-1)!.symbol).toBe('Gmaj7');
  });

  it('plays music even when everything usual is ruled out', () => {
    for (const without of [
      ['melody', 'drums', 'bass'],
      ['drums', 'bass', 'guitar', 'piano', 'keys', 'strings', 'synth', 'melody', 'percussion', 'plucked', 'mallets'],
    ]) {
      const score = compose(briefFor('pop', { without }));
      expect(score.parts.some((part) => part.notes.length > 8)).toBe(true);
    }
  });

  it('puts borders on the moments that were pinned', () => {
    const score = compose(
      briefFor('edm', { durationSeconds: 60, energy: { level: 0.6, shape: 'drop', points: [{ atSeconds: 15, level: 0.95 }] } }),
    );
    const nearest = Math.min(...score.sections.map((section) => Math.abs(secondsAt(score.tempoMap, section.startTick) - 15)));
    expect(nearest).toBeLessThan(0.5);
    const there = score.sections.find((section) => Math.abs(secondsAt(score.tempoMap, section.startTick) - 15) < 0.5)!;
    const before = score.sections[score.sections.indexOf(there) - 1]!;
    expect(there.energy).toBeGreaterThan(before.energy + 0.1);
  });

  it('is at home in ten minutes and in one second', () => {
    for (const durationSeconds of [1, 2, 3.5, 600]) {
      const score = compose(briefFor('cinematic', { durationSeconds }), { candidates: 1 });
      expect(score.parts.length).toBeGreaterThan(0);
      expect(score.sections.length).toBeGreaterThan(durationSeconds > 100 ? 12 : 0);
    }
  });
});

/** The top note of each moment. */
function topLine(part: Part): Part['notes'] {
  return part.notes.filter((note, i) => part.notes[i + 1]?.startTick !== note.startTick);
}

/** What everybody plays in each run of `bars` bars, as text. */
function blocksOf(score: Score, bars: number): string[] {
  const length = bars * score.barTicks;
  return Array.from({ length: Math.floor(score.endTick / length) }, (_, block) =>
    JSON.stringify(
      score.parts
        .filter((part) => part.role !== 'texture')
        .map((part) =>
          part.notes
            .filter((note) => Math.floor(note.startTick / length) === block)
            .map((note) => [note.startTick - block * length, note.pitch, note.durationTicks]),
        ),
    ),
  );
}

it('gives chords that the melody and the bass can stand on', () => {
  const score = compose(briefFor('pop', { seed: 3 }));
  const bass = score.parts.find((part) => part.role === 'bass')!;
  const downbeats = bass.notes.filter((note) => note.startTick % score.barTicks === 0);
  const fitting = downbeats.filter((note) => {
    const chord = score.chords.find((span) => span.startTick <= note.startTick && note.startTick < span.endTick)!;
    return [chord.bass, ...chordPitchClasses(chord)].includes(foldPitchClass(note.pitch));
  });
  expect(fitting.length / downbeats.length).toBeGreaterThan(0.85);
});
