import { describe, expect, it } from 'vitest';
import { instrumentById, readBrief, STYLE_IDS } from '../brief/index.ts';
import { briefFor } from '../../../test/random-briefs.ts';
import { compose } from './compose.ts';
import type { Part, Score, Section } from './score.ts';
import { foldPitchClass, tonicPitchClass } from './theory/pitch.ts';

const written = (prompt: string, seed = 1): Score => compose(readBrief(prompt, { seed }).brief);

const playsIn = (part: Part, section: Section): boolean =>
  part.notes.some((note) => note.startTick < section.endTick && note.startTick + note.durationTicks > section.startTick);

const heardShare = (score: Score, id: string): number => {
  const bars = score.sections.filter((section) => score.parts.some((part) => part.instrument === id && playsIn(part, section)));
  return bars.reduce((sum, section) => sum + section.bars, 0) / score.sections.reduce((sum, section) => sum + section.bars, 0);
};

const leads = (score: Score): readonly Part[] => score.parts.filter((part) => part.role === 'lead');

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

const ASKED = ['piano', 'cello', 'nylon-guitar', 'flute', 'string-section'];

describe('asked instruments', () => {
  it.each([
    ['happy acoustic with whistle, 30 seconds', 'whistling'],
    ['folk with whistle and fiddle, 30 seconds', 'whistle'],
    ['lofi with flute, 30 seconds', 'flute'],
    ['orchestral with french horn, 40 seconds', 'french-horn'],
    ['cinematic with solo violin', 'violin'],
    ['house with trumpet, 30 seconds', 'trumpet'],
    ['bossa nova with clarinet and nylon guitar', 'clarinet'],
    ['pop with cello and piano', 'cello'],
    ['funk with alto sax', 'alto-sax'],
    ['happy ukulele whistling claps for a kids birthday video, 20 seconds', 'whistling'],
    ['playful loop, marimba and pizzicato strings, 24 seconds', 'marimba'],
  ])('that sing by nature lead from the first section: %s', (prompt, id) => {
    const score = written(prompt);
    const [lead] = leads(score);
    expect(lead?.instrument).toBe(id);
    expect(lead !== undefined && playsIn(lead, score.sections[0]!)).toBe(true);
  });

  it('of a style are alone where only they were asked for, whatever the order of the words', () => {
    for (const prompt of ['bluegrass, only banjo, 20 seconds', 'only banjo bluegrass, 20 seconds']) {
      expect(new Set(written(prompt).parts.map((part) => part.instrument)), prompt).toEqual(new Set(['banjo']));
    }
  });

  it.each(STYLE_IDS.map((style, place) => [style, place] as const))(
    'of %s are heard in its first section and for half of it',
    (style, place) => {
      // Each style meets two of the five; every one of them meets sixteen styles.
      for (const step of [0, 2]) {
        const id = ASKED[(place + step) % ASKED.length]!;
        const score = compose(briefFor(style, { instruments: [id], durationSeconds: 40 }), { candidates: 1 });
        expect(
          score.parts.some((part) => part.instrument === id && playsIn(part, score.sections[0]!)),
          id,
        ).toBe(true);
        expect(heardShare(score, id), id).toBeGreaterThanOrEqual(0.5);
      }
    },
  );
});

describe('small bands', () => {
  it.each([
    ['string quartet, elegant', ['cello', 'viola', 'violin', 'violin']],
    ['jazz trio', ['kit-brush', 'piano', 'upright-bass']],
    ['brass quintet', ['french-horn', 'trombone', 'trumpet', 'tuba']],
    ['piano trio', ['cello', 'piano', 'violin']],
    ['acoustic duo', ['acoustic-guitar', 'nylon-guitar']],
  ])('%s are the players of the name', (prompt, ids) => {
    const instruments = written(prompt).parts.map((part) => part.instrument);
    expect([...new Set(instruments)].sort()).toEqual([...new Set(ids)].sort());
    if (prompt.startsWith('string quartet')) {
      expect([...instruments].sort()).toEqual(ids);
    }
  });

  it.each([
    'pop ballad, only piano and strings, emotional, 60 seconds',
    'just guitar and cello',
    'only synths',
    'piano and drums only',
    'only organ and flute',
    'only string section',
    'just a harp',
  ])('fill the roles they can and reach down to the bass: %s', (prompt) => {
    const score = written(prompt);
    const pitched = score.parts.filter((part) => instrumentById(part.instrument).sustain !== 'hit');
    expect(Math.min(...pitched.flatMap((part) => part.notes.map((note) => note.pitch)))).toBeLessThanOrEqual(48);
    expect(leads(score).length).toBeGreaterThan(0);
    const accompanied = score.parts.some((part) => ['chords', 'arpeggio', 'pad'].includes(part.role));
    expect(accompanied).toBe(true);
    const final = score.chords.at(-1)!.startTick;
    const density = (section: Section): number =>
      score.parts.flatMap((part) =>
        part.notes.filter((note) => note.startTick >= section.startTick && note.startTick < Math.min(final, section.endTick)),
      ).length /
      ((Math.min(final, section.endTick) - section.startTick) / score.barTicks);
    const loudest = score.sections.reduce((best, section) => (section.energy > best.energy ? section : best));
    const softest = score.sections.reduce((best, section) => (section.energy < best.energy ? section : best));
    expect(density(loudest)).toBeGreaterThan(density(softest));
  });

  it('let a lone violin accompany itself in the gaps of its tune', () => {
    const score = written('solo violin');
    expect(score.parts.every((part) => part.instrument === 'violin')).toBe(true);
    expect(score.parts.map((part) => part.role).sort()).toEqual(['arpeggio', 'lead']);
  });
});

describe('form', () => {
  it.each(STYLE_IDS)('of %s begins as music, with most of its energy, and has two sides', (style) => {
    for (const seed of [1, 2, 3]) {
      const brief = readBrief(`${style.replace('-', ' ')} background music`, { seed, style, durationSeconds: 30 }).brief;
      const score = compose(brief, { candidates: 1 });
      const first = score.sections[0]!;
      expect(score.sections.length).toBeGreaterThanOrEqual(2);
      expect(first.energy).toBeGreaterThanOrEqual(0.6 * brief.energy.level - 0.001);
      const starters = score.parts.filter((part) => part.role !== 'effects' && playsIn(part, first)).length;
      const band = score.parts.filter((part) => part.role !== 'effects').length;
      expect(starters, `${seed}`).toBeGreaterThanOrEqual(Math.min(3, band));
    }
  });

  it('starts quiet where that was asked for and grows by steps', () => {
    const score = written('dark cinematic underscore, starts quiet and builds, 45 seconds');
    expect(score.sections[0]!.energy).toBeLessThan(0.3);
    const counts = score.sections.map((section) => score.parts.filter((part) => playsIn(part, section)).length);
    const fullest = counts.indexOf(Math.max(...counts));
    const climb = counts.slice(0, fullest + 1);
    expect(new Set(climb).size, String(counts)).toBeGreaterThanOrEqual(3);
    expect(climb).toEqual([...climb].sort((left, right) => left - right));
    expect(score.sections[fullest]!.energy).toBeGreaterThan(score.sections[0]!.energy + 0.3);
  });

  it.each(STYLE_IDS)('of a loop in %s meets its own beginning: energy, players and a chord that leads home', (style) => {
    const score = compose(readBrief(`seamless loop, ${style.replace('-', ' ')}`, { seed: 4, style, durationSeconds: 32 }).brief);
    const [first, last] = [score.sections[0]!, score.sections.at(-1)!];
    expect(Math.abs(first.energy - last.energy)).toBeLessThanOrEqual(0.08);
    // Music that stands on one chord, as techno may, goes on across the seam as it goes on everywhere else.
    if (new Set(score.chords.map((chord) => chord.root)).size > 1) {
      expect(score.chords.at(-1)!.symbol).not.toBe(score.chords[0]!.symbol);
    }

    const band = (section: Section): string[] =>
      score.parts
        .filter((part) => ['drums', 'bass', 'chords'].includes(part.role) && playsIn(part, section))
        .map((part) => part.id);
    expect(band(last)).toEqual(band(first));
  });
});

describe('idiom', () => {
  it('dances jigs at their tempo, in running eighths, with whistle and fiddle in front from the start', () => {
    for (const seed of [1, 2, 3]) {
      const score = written('Irish folk jig in 6/8 with tin whistle and banjo', seed);
      const [lead] = leads(score);
      expect(score.tempoMap[0]!.bpm).toBeGreaterThanOrEqual(160);
      expect(score.tempoMap[0]!.bpm).toBeLessThanOrEqual(190);
      expect(lead?.instrument).toBe('whistle');
      const bars = score.endTick / score.barTicks;
      expect(lead!.notes.length / bars).toBeGreaterThan(3.8);
      expect(lead!.notes[0]!.startTick).toBeLessThan(score.barTicks);
    }
  });

  it.each(['acoustic', 'pop', 'corporate', 'folk', 'lofi'] as const)(
    'keeps the tune of %s out of the piercing register',
    (style) => {
      for (const seed of [1, 2, 3, 4]) {
        const score = compose(briefFor(style, { seed, durationSeconds: 40 }));
        for (const lead of leads(score)) {
          const isBell = instrumentById(lead.instrument).low >= 72;
          expect(median(lead.notes.map((note) => note.pitch)), `${seed} ${lead.instrument}`).toBeLessThanOrEqual(
            isBell ? 86 : 77,
          );
        }
      }
    },
  );

  it.each(STYLE_IDS)('writes %s in keys with few accidentals', (style) => {
    const major = new Map([
      [0, 0],
      [7, 1],
      [2, 2],
      [9, 3],
      [4, 4],
      [5, -1],
      [10, -2],
      [3, -3],
      [8, -4],
    ]);
    const down = { major: 0, lydian: 5, mixolydian: 7, dorian: 2, minor: 9, 'harmonic-minor': 9, phrygian: 4 };
    for (let seed = 0; seed < 12; seed++) {
      const { key } = readBrief(style.replace('-', ' '), { seed, style }).brief;
      const signature = major.get(foldPitchClass(tonicPitchClass(key) - down[key.mode]));
      expect(signature, `${key.tonic} ${key.mode}`).toBeDefined();
      if (['acoustic', 'folk', 'rock'].includes(style)) {
        expect(signature, `${key.tonic} ${key.mode}`).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it.each(['acoustic', 'pop', 'corporate', 'jazz', 'orchestral', 'folk', 'piano', 'strings'] as const)(
    'does not say one rhythm over and over in the tune of %s',
    (style) => {
      let same = 0;
      let compared = 0;
      for (const seed of [1, 2, 3, 4, 5]) {
        const score = compose(briefFor(style, { seed, durationSeconds: 60 }));
        const [lead] = leads(score);
        const bars = Array.from({ length: Math.floor(score.endTick / score.barTicks) }, (_, bar) =>
          (lead?.notes ?? [])
            .filter((note) => Math.floor(note.startTick / score.barTicks) === bar)
            .map((note) => Math.round((note.startTick % score.barTicks) / 240))
            .join(),
        );
        for (let bar = 2; bar < bars.length; bar++) {
          if (bars[bar] !== '') {
            compared++;
            same += bars[bar] === bars[bar - 1] && bars[bar] === bars[bar - 2] ? 1 : 0;
          }
        }
      }

      expect(same).toBeLessThanOrEqual(compared * 0.12);
    },
  );
});
