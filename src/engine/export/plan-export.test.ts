import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STYLE_IDS } from '../brief/index.ts';
import { canonicalJson, contrastOf, StudioError } from '../kernel/index.ts';
import { placeMusic } from '../timeline/index.ts';
import {
  FRAME_FORMATS,
  FRAME_RATES,
  mixPalette,
  MOTIFS,
  PALETTE_RECIPES,
  planExport,
  planVisual,
  safeAreaOf,
  type ExportPlan,
} from './index.ts';
import { fixtureScore, type FixtureWishes } from './score-fixture.ts';

function plan(
  wishes: FixtureWishes & {
    frame?: ExportPlan['frame'];
    framesPerSecond?: ExportPlan['framesPerSecond'];
    title?: string | null;
  } = {},
): ExportPlan {
  const score = fixtureScore(wishes);
  const { frame = '16:9', framesPerSecond = 30, title = null } = wishes;
  return planExport({ timeline: placeMusic({ score, title }), score, frame, framesPerSecond });
}

describe('an export plan', () => {
  it('has the sizes of the four frame formats', () => {
    expect(FRAME_FORMATS.map((frame) => [frame, plan({ frame }).width, plan({ frame }).height])).toEqual([
      ['16:9', 1920, 1080],
      ['9:16', 1080, 1920],
      ['1:1', 1080, 1080],
      ['4:5', 1080, 1350],
    ]);
  });

  it('has exactly the frames of its length', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 600, noNaN: true }),
        fc.constantFrom(...FRAME_RATES),
        (durationSeconds, framesPerSecond) => {
          const { frames, durationSeconds: planned, video } = plan({ durationSeconds, framesPerSecond });
          expect(frames).toBe(Math.round(planned * framesPerSecond));
          expect(Math.abs(frames / framesPerSecond - durationSeconds)).toBeLessThanOrEqual(0.5 / framesPerSecond + 1e-4);
          expect(video.groupFrames).toBe(framesPerSecond);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('is the same for the same score and plain data throughout', () => {
    const one = plan({ seed: 7, title: 'Same' });
    expect(canonicalJson(one)).toBe(canonicalJson(plan({ seed: 7, title: 'Same' })));
    expect(JSON.parse(JSON.stringify(one))).toEqual(one);
    expect(canonicalJson(one)).not.toBe(canonicalJson(plan({ seed: 8, title: 'Same' })));
  });

  it('takes the words of the timeline unless told others', () => {
    const score = fixtureScore();
    const timeline = placeMusic({ score, title: 'From the timeline' });
    const planWith = (title: string | null | undefined): string[] =>
      planExport({ timeline, score, frame: '1:1', framesPerSecond: 25, title }).titles.map(({ text }) => text);
    expect(planWith(undefined)).toEqual(['From the timeline']);
    expect(planWith('Two\n lines\tand\u0007 a bell')).toEqual(['Two\nlines and a bell']);
    expect(planWith(null)).toEqual([]);
    expect(planWith('  ')).toEqual([]);
    expect([...planWith('very '.repeat(150))[0]!].length).toBeLessThanOrEqual(500);
  });

  it('keeps words inside margins of at least a twentieth on every side', () => {
    for (const frame of FRAME_FORMATS) {
      const { width, height } = plan({ frame });
      const { left, top, width: across, height: down } = safeAreaOf(frame);
      expect(left).toBeGreaterThanOrEqual(width * 0.05);
      expect(width - left - across).toBeGreaterThanOrEqual(width * 0.05);
      expect(top).toBeGreaterThanOrEqual(height * 0.05);
      expect(height - top - down).toBeGreaterThanOrEqual(height * 0.05);
    }
  });

  it('refuses a frame that does not exist', () => {
    const score = fixtureScore();
    const bad: ExportPlan['frame'] = JSON.parse('"21:9"');
    expect(() => planExport({ timeline: placeMusic({ score }), score, frame: bad, framesPerSecond: 30 })).toThrow(StudioError);
  });
});

describe('the visual plan', () => {
  it('gives every style a picture, and uses every family', () => {
    const motifs = new Set(
      STYLE_IDS.flatMap((style) => Array.from({ length: 12 }, (_, seed) => planVisual(fixtureScore({ style, seed })).motif)),
    );
    expect([...motifs].sort()).toEqual([...MOTIFS].sort());
  });

  it('gives different seeds of one style different compositions', () => {
    const looks = Array.from({ length: 12 }, (_, seed) => planVisual(fixtureScore({ seed })));
    expect(new Set(looks.map(({ seed }) => seed)).size).toBe(12);
    expect(new Set(looks.map(({ palette }) => palette.id)).size).toBeGreaterThan(1);
  });

  it('turns darker with sadder music', () => {
    const lightness = (mode: 'major' | 'minor'): number =>
      Array.from({ length: 20 }, (_, seed) => planVisual(fixtureScore({ seed, mode })).palette.ground[1]).reduce(
        (sum, [r, g, b]) => sum + r + g + b,
        0,
      );
    expect(lightness('minor')).toBeLessThan(lightness('major'));
  });

  it('hears kicks, back-beats, melody, beats and chords where they are, following the tempo map', () => {
    const score = fixtureScore({ bpm: 120, durationSeconds: 8 });
    const slower = { ...score, tempoMap: [...score.tempoMap, { tick: 3840, bpm: 60 }] };
    const { music } = planVisual(slower);
    expect(music.beats.slice(0, 7).map(({ seconds }) => seconds)).toEqual([0, 0.5, 1, 1.5, 2, 3, 4]);
    expect(
      music.beats
        .filter(({ isDownbeat }) => isDownbeat)
        .slice(0, 2)
        .map(({ seconds }) => seconds),
    ).toEqual([0, 2]);
    expect(music.kicks.slice(0, 3).map(({ seconds }) => seconds)).toEqual([0, 1, 2]);
    expect(music.snares.slice(0, 3).map(({ seconds }) => seconds)).toEqual([0.5, 1.5, 3]);
    expect(music.notes.slice(0, 2).map(({ startSeconds }) => startSeconds)).toEqual([0, 0.375]);
    expect(music.notes.every(({ height }) => height >= 0 && height <= 1)).toBe(true);
    expect(music.chords.map(({ isMinor }) => isMinor)).toEqual([false, true, false, false]);
  });

  it('pulses with the bass where nobody drums', () => {
    expect(planVisual(fixtureScore({ hasDrums: false })).music.kicks.length).toBeGreaterThan(0);
    expect(planVisual(fixtureScore({ hasDrums: false })).music.snares).toEqual([]);
  });

  it('follows the accompaniment where nobody leads', () => {
    const score = fixtureScore();
    const alone = { ...score, parts: score.parts.filter(({ role }) => role === 'bass') };
    expect(planVisual(alone).music.notes.length).toBeGreaterThan(0);
  });
});

describe('palettes', () => {
  it.each(PALETTE_RECIPES.map((recipe) => [recipe.id, recipe] as const))(
    '%s has words that stand out and lights that are seen',
    (_, recipe) => {
      for (const turn of [-9, 0, 9]) {
        const palette = mixPalette(recipe, turn);
        expect(contrastOf(palette.text, palette.shade)).toBeGreaterThanOrEqual(7);
        expect(contrastOf(palette.text, palette.ground[0])).toBeGreaterThanOrEqual(4.5);
        for (const colour of [palette.light, palette.spark, palette.pulse, ...palette.layers, ...palette.ground]) {
          expect(colour.every((channel) => Number.isInteger(channel) && channel >= 0 && channel <= 255)).toBe(true);
        }
      }
    },
  );

  it('have ids of their own', () => {
    expect(new Set(PALETTE_RECIPES.map(({ id }) => id)).size).toBe(PALETTE_RECIPES.length);
  });
});
