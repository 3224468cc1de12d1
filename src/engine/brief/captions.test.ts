import { describe, expect, it } from 'vitest';
import { readBrief, STYLE_IDS } from './index.ts';
import { GENRES } from './vocabulary/style-words/genres/index.ts';

const has = (...items: readonly unknown[]): unknown => expect.arrayContaining([...items]);

describe('blends', () => {
  it.each<[string, object]>([
    ['70% jazz, 30% hip hop', { style: 'jazz', blend: [{ style: 'hip-hop', weight: 0.3 }] }],
    ['jazz 70% hip hop 30%', { style: 'jazz', blend: [{ style: 'hip-hop', weight: 0.3 }] }],
    ['50/50 blend of rock and funk', { style: 'rock', blend: [{ style: 'funk', weight: 0.5 }] }],
    ['mostly house with a touch of jazz', { style: 'house', blend: [{ style: 'jazz', weight: 0.17 }] }],
    ['jazz-infused hip hop', { style: 'hip-hop', blend: [{ style: 'jazz', weight: 0.23 }] }],
    ['slightly jazzy techno', { style: 'techno', blend: has(expect.objectContaining({ style: 'jazz' })) }],
    ['two parts folk, one part rock', { style: 'folk', blend: [{ style: 'rock', weight: 0.33 }] }],
  ])('%s', (prompt, expected) => {
    expect(readBrief(prompt).brief).toMatchObject(expected);
  });

  it('say how much of each style there is, and what it lends', () => {
    const { receipt } = readBrief('70% jazz, 30% hip hop');
    expect(receipt.map(({ decision }) => decision)).toEqual(['style Jazz, 70 %', 'style Hip hop, 30 %']);
    expect(receipt[1]?.note).toContain('lends');
  });
});

describe('captions', () => {
  it.each<[string, object]>([
    ['like rain on a window at 3am, piano', { instruments: ['piano'], moods: has('rainy', 'lonely') }],
    ['pop with long reverb tails', { durationSeconds: 30 }],
    ['feels like a long walk through an old building', { durationSeconds: 30, energy: expect.objectContaining({ points: [] }) }],
    ['in the middle of nowhere, lonely guitar', { energy: expect.objectContaining({ points: [] }) }],
    [
      'starts with a soft solo piano, then strings and drums come in, ends with a huge choir',
      {
        energy: expect.objectContaining({
          points: [
            { atSeconds: 0, level: 0.18 },
            { atSeconds: 27.6, level: 0.95 },
          ],
        }),
        instruments: has('piano', 'choir'),
      },
    ],
    ['sad but hopeful, without being cheesy', { moods: ['sad', 'hopeful'] }],
    ['drum and bass, liquid, 174', { tempoBpm: 174 }],
    ['boom bap with a jazzy piano loop', { loop: false }],
  ])('%s', (prompt, expected) => {
    expect(readBrief(prompt).brief).toMatchObject(expected);
  });

  it('take the colours of the picture from the words', () => {
    expect(readBrief('warm sunset lofi').brief.feeling.hue).toBe('warm');
    expect(readBrief('neon lights, synthwave').brief.feeling.hue).toBe('neon');
    expect(readBrief('upbeat pop').brief.feeling.hue).toBeUndefined();
  });
});

describe('genres', () => {
  it('are 250 and more, each made from a style there is and told apart from it', () => {
    expect(GENRES.length).toBeGreaterThanOrEqual(250);
    for (const [words, style, more] of GENRES) {
      expect(STYLE_IDS, words).toContain(style);
      expect(more?.apart, words).not.toBe('');
    }
  });
});
