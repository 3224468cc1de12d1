import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StudioError } from '../kernel/index.ts';
import {
  Brief,
  type BriefHints,
  isExcluded,
  instrumentById,
  Meter,
  Mode,
  readBrief,
  type ReceiptLine,
  STYLE_IDS,
  TONICS,
} from './index.ts';
import { PHRASES } from './reading/phrase-index.ts';

const phrases = [...PHRASES.phrases()];
const wordy = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...phrases) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          'no',
          'without',
          'but',
          ',',
          '.',
          'or',
          'and',
          'at 0:10',
          '90 bpm',
          '20 seconds',
          'in F# minor',
          '3/4',
          'zorblax',
          '🎉',
          'Am F C G',
          'like Zed Quux',
        ),
      },
    ),
    {
      minLength: 1,
      maxLength: 14,
    },
  )
  .map((words) => words.join(' '));
const anyText = fc.oneof(
  fc.string({ minLength: 1, maxLength: 60 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
  wordy,
);

/** Reads, or gives null where the prompt is refused with a clear error. */
function tryRead(prompt: string, hints?: BriefHints): ReturnType<typeof readBrief> | null {
  try {
    return readBrief(prompt, hints);
  } catch (error) {
    expect(error).toBeInstanceOf(StudioError);
    return null;
  }
}

function promptLines(receipt: readonly ReceiptLine[]): readonly ReceiptLine[] {
  return receipt.filter(({ start }) => start >= 0);
}

describe('the receipt', () => {
  it('quotes the prompt at its offsets, in order and without overlaps, whatever is written', () => {
    fc.assert(
      fc.property(anyText, (prompt) => {
        const read = tryRead(prompt);
        let last = 0;
        for (const { words, start, end } of promptLines(read?.receipt ?? [])) {
          expect(prompt.slice(start, end)).toBe(words);
          expect(end).toBeGreaterThan(start);
          expect(start).toBeGreaterThanOrEqual(last);
          last = end;
        }
      }),
      { numRuns: 400 },
    );
  });

  it('drops no content word silently', () => {
    const prompt = 'Zorblax wants happy guitar and 12 quuxes over dreamy plinths, not glorpy, for my podcast 🎈🦖';
    const { receipt } = readBrief(prompt);
    for (const word of ['Zorblax', 'happy', 'guitar', '12', 'quuxes', 'dreamy', 'plinths', 'glorpy', 'podcast', '🎈', '🦖']) {
      const at = prompt.indexOf(word);
      expect(
        receipt.some(({ start, end }) => start <= at && at < end),
        word,
      ).toBe(true);
    }
  });

  it('says something useful about every line that was not simply honoured', () => {
    fc.assert(
      fc.property(wordy, (prompt) => {
        for (const line of tryRead(prompt)?.receipt ?? []) {
          if (line.status !== 'honoured') {
            expect(line.note, `${line.words} (${line.decision})`).not.toBe('');
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('suggests the word that was probably meant', () => {
    expect(readBrief('guitr').receipt[0]).toMatchObject({ status: 'unused', note: expect.stringContaining('guitar') });
    expect(readBrief('cinamatic').receipt[0]).toMatchObject({ status: 'approximated', decision: 'style Cinematic' });
  });

  it('never puts an artist’s name into a decision', () => {
    for (const prompt of [
      'sounds like Hans Zimmer',
      'in the style of Queen',
      'Drake type beat',
      'like Zed Quux but slower',
      'daft punk vibes',
      'inspired by Ludovico Einaudi',
    ]) {
      const refused = readBrief(prompt).receipt.filter(({ status }) => status === 'refused');
      expect(refused, prompt).toHaveLength(1);
      expect(refused[0]?.decision, prompt).not.toMatch(/zimmer|queen|drake|quux|punk|einaudi/i);
      expect(refused[0]?.note, prompt).not.toMatch(/zimmer|queen|drake|quux|daft|einaudi/i);
    }
  });

  it('gives each option a line of its own', () => {
    const { receipt } = readBrief('happy', {
      tempoBpm: 90,
      style: 'jazz',
      with: ['cello'],
      without: ['drums'],
      loop: true,
      title: 'Ha',
    });
    expect(receipt.filter(({ start }) => start === -1).map(({ decision }) => decision)).toEqual([
      'tempo 90 BPM',
      'style Jazz',
      'without drums',
      'instrument Cello',
      'loop',
      'title “Ha”',
    ]);
  });
});

describe('readBrief', () => {
  it('gives a valid brief or a StudioError for any text at all', () => {
    fc.assert(
      fc.property(anyText, (prompt) => {
        const read = tryRead(prompt);
        if (read !== null) {
          expect(Brief.parse(read.brief)).toEqual(read.brief);
          expect(read.brief.prompt).toBe(prompt);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('gives the same brief for the same wish, and another key or tempo now and then for another seed', () => {
    fc.assert(
      fc.property(wordy, (prompt) => {
        expect(tryRead(prompt)).toEqual(tryRead(prompt));
      }),
      { numRuns: 60 },
    );
    const keys = new Set(Array.from({ length: 30 }, (_, seed) => readBrief('happy pop', { seed }).brief.key.tonic));
    expect(keys.size).toBeGreaterThan(4);
    expect(readBrief('happy pop', { seed: 7 }).brief.seed).toBe(7);
    expect(readBrief('happy pop').brief.seed).not.toBe(readBrief('happy pop', { tempoBpm: 100 }).brief.seed);
  });

  it('always keeps a stated tempo, key, metre and length', () => {
    fc.assert(
      fc.property(
        wordy,
        fc.record({
          tempoBpm: fc.integer({ min: 30, max: 300 }),
          tonic: fc.constantFrom(...TONICS),
          mode: fc.constantFrom(...Mode.options),
          meter: fc.constantFrom(...Meter.options),
          durationSeconds: fc.integer({ min: 1, max: 600 }),
        }),
        (prompt, { tempoBpm, tonic, mode, meter, durationSeconds }) => {
          const read = readBrief(prompt, { tempoBpm, key: `${tonic} ${mode.replace('-', ' ')}`, meter, durationSeconds });
          expect(read.brief).toMatchObject({
            tempoBpm,
            tempoRange: [tempoBpm, tempoBpm],
            key: { tonic, mode },
            meter,
            durationSeconds,
          });
          expect(read.brief.stated).toMatchObject({ tempo: true, key: true, mode: true, meter: true, duration: true });
        },
      ),
      { numRuns: 120 },
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...STYLE_IDS),
        fc.integer({ min: 30, max: 300 }),
        fc.constantFrom(...TONICS),
        fc.constantFrom(...Meter.options),
        fc.integer({ min: 1, max: 600 }),
        (style, bpm, tonic, meter, seconds) => {
          const { brief } = readBrief(`${seconds} seconds of ${style} music in ${tonic} minor, ${meter}, ${bpm} bpm`);
          expect(brief).toMatchObject({
            tempoBpm: bpm,
            tempoRange: [bpm, bpm],
            meter,
            durationSeconds: seconds,
            key: { tonic, mode: 'minor' },
          });
        },
      ),
      { numRuns: 200 },
    );
  });

  it('never lists an instrument that is ruled out, nor one that does not exist', () => {
    fc.assert(
      fc.property(
        wordy,
        fc.subarray(['drums', 'piano', 'guitar', 'strings', 'vocals', 'bass', 'cello', 'synths'], { minLength: 1 }),
        (prompt, without) => {
          const brief = tryRead(prompt, { without })?.brief;
          for (const id of brief?.instruments ?? []) {
            expect(isExcluded(instrumentById(id), brief?.without ?? [])).toBe(false);
          }

          expect(brief?.without ?? without).toEqual(expect.arrayContaining(without.filter((word) => word !== 'synths')));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('keeps tempo and its range in order and near each other', () => {
    fc.assert(
      fc.property(wordy, (prompt) => {
        const brief = tryRead(prompt)?.brief;
        if (brief !== undefined) {
          const [low, high] = brief.tempoRange;
          expect(low).toBeLessThanOrEqual(brief.tempoBpm);
          expect(high).toBeGreaterThanOrEqual(brief.tempoBpm);
          expect(low).toBeGreaterThanOrEqual(30);
          expect(high).toBeLessThanOrEqual(300);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('keeps blend weights below 1 in all and energy points inside the piece', () => {
    fc.assert(
      fc.property(wordy, (prompt) => {
        const brief = tryRead(prompt)?.brief;
        expect((brief?.blend ?? []).reduce((sum, { weight }) => sum + weight, 0)).toBeLessThan(1);
        for (const { atSeconds } of brief?.energy.points ?? []) {
          expect(atSeconds).toBeLessThanOrEqual(brief?.durationSeconds ?? 0);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('reads ten thousand words and more, and says where it stopped', () => {
    const long = Array.from({ length: 10_000 }, (_, i) => phrases[(i * 37) % phrases.length])
      .join(' ')
      .slice(0, 110_000);
    expect(tryRead(long, { durationSeconds: 30, tempoBpm: 100 })).not.toBeNull();
    const longer = 'happy music '.repeat(20_000);
    const { receipt } = readBrief(longer);
    expect(receipt.at(-1)).toMatchObject({
      status: 'unused',
      end: longer.length,
      note: expect.stringContaining('Only the first'),
    });
  });
});

describe('impossible wishes', () => {
  it.each<[string, BriefHints, string]>([
    ['', {}, 'brief.prompt-empty'],
    [' \n\t ', {}, 'brief.prompt-empty'],
    ['happy', { durationSeconds: 0 }, 'brief.duration-too-short'],
    ['happy', { durationSeconds: -5 }, 'brief.duration-too-short'],
    ['happy', { durationSeconds: 0.5 }, 'brief.duration-too-short'],
    ['happy', { durationSeconds: 10_800 }, 'brief.duration-too-long'],
    ['happy', { durationSeconds: Number.NaN }, 'brief.duration-invalid'],
    ['happy', { tempoBpm: 900 }, 'brief.tempo-too-fast'],
    ['happy', { tempoBpm: 3 }, 'brief.tempo-too-slow'],
    ['happy', { tempoBpm: Number.POSITIVE_INFINITY }, 'brief.tempo-invalid'],
    ['happy', { key: 'H minor' }, 'brief.key-unknown'],
    ['happy', { meter: '13/16' }, 'brief.meter-unknown'],
    ['happy', { ending: 'boom' }, 'brief.ending-unknown'],
    ['happy', { seed: -1 }, 'brief.seed-invalid'],
    ['happy', { seed: 1.5 }, 'brief.seed-invalid'],
    ['happy', { style: 'jaz' }, 'brief.style-unknown'],
    ['happy', { with: ['violn'] }, 'brief.instrument-unknown'],
    ['happy', { without: ['drumz'] }, 'brief.instrument-unknown'],
    ['techno at 900 BPM', {}, 'brief.tempo-too-fast'],
    ['jazz at 10 bpm', {}, 'brief.tempo-too-slow'],
    ['ambient, 3 h', {}, 'brief.duration-too-long'],
    ['3 hours of ambient', {}, 'brief.duration-too-long'],
    ['0 seconds of jazz', {}, 'brief.duration-too-short'],
    ['-5 seconds', {}, 'brief.duration-too-short'],
    ['600 bars of funk', {}, 'brief.duration-too-long'],
  ])('refuses %j with %j as %s', (prompt, hints, code) => {
    expect(() => readBrief(prompt, hints)).toThrow(expect.objectContaining({ code }));
  });

  it('suggests what was probably meant', () => {
    expect(() => readBrief('x', { style: 'jaz' })).toThrow(/did you mean "jazz"/);
    expect(() => readBrief('x', { with: ['violn'] })).toThrow(/did you mean "violin"/);
    expect(() => readBrief('x', { without: ['drumz'] })).toThrow(/did you mean "drums"/);
  });

  it('lets an option overrule an impossible word', () => {
    const { brief, receipt } = readBrief('techno at 900 BPM', { tempoBpm: 130 });
    expect(brief.tempoBpm).toBe(130);
    expect(receipt.find(({ words }) => words.includes('900'))).toMatchObject({
      status: 'refused',
      note: expect.stringContaining('option beats the prompt'),
    });
  });

  it('makes default music of numbers and signs alone', () => {
    for (const prompt of ['12345', '42 17 3.5', '🦖', '!!!', '???', '...']) {
      const { brief, receipt } = readBrief(prompt);
      expect(brief.durationSeconds).toBe(30);
      expect(receipt.every(({ status }) => status === 'unused')).toBe(true);
    }
  });
});

describe('contradictions', () => {
  it('settles “fast slow waltz in 4/4” by exactness, then by order, and says so', () => {
    const { brief, receipt } = readBrief('fast slow waltz in 4/4');
    expect(brief.meter).toBe('4/4');
    expect(receipt.map(({ words, status }) => [words, status])).toEqual([
      ['fast', 'refused'],
      ['slow', 'honoured'],
      ['waltz', 'refused'],
      ['in 4/4', 'honoured'],
    ]);
  });

  it.each<[string, object]>([
    ['90 bpm, no, 120 bpm', { tempoBpm: 120 }],
    ['slow but 150 bpm', { tempoBpm: 150 }],
    ['in C major, rather D minor', { key: { tonic: 'D', mode: 'minor' } }],
    ['30 seconds or 1:00', { durationSeconds: 60 }],
    ['loop with a fade out', { loop: true, ending: 'loop' }],
    ['piano but no piano', { instruments: [], without: ['piano'] }],
    ['no piano. actually, with piano', { instruments: ['piano'] }],
    ['no drums, just a shaker please', { instruments: ['shaker'], onlyInstruments: true }],
  ])('%j', (prompt, expected) => {
    expect(readBrief(prompt).brief).toMatchObject(expected);
  });

  it('lets options beat the prompt', () => {
    const { brief, receipt } = readBrief('fast rock in E major at 160 bpm, 2 minutes, with drums, loop', {
      tempoBpm: 70,
      key: 'Bbm',
      durationSeconds: 12,
      style: 'ambient',
      without: ['drums'],
      loop: false,
    });
    expect(brief).toMatchObject({
      tempoBpm: 70,
      key: { tonic: 'Bb', mode: 'minor' },
      durationSeconds: 12,
      style: 'ambient',
      without: ['drums'],
      instruments: [],
      loop: false,
    });
    expect(receipt.filter(({ status }) => status === 'refused').map(({ words }) => words)).toEqual([
      'fast',
      'in E major',
      'at 160 bpm',
      '2 minutes',
      'drums',
      'loop',
    ]);
  });
});
