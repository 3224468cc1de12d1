import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeName, slugOf } from './name-output.ts';

describe('slugOf', () => {
  it.each([
    ['Upbeat acoustic, 30s!', 'upbeat-acoustic-30s'],
    ['  ../../etc/passwd ', 'etc-passwd'],
    ['让音乐更轻快', '让音乐更轻快'],
    ['Café del Mar', 'café-del-mar'],
    ['🎸🎶', 'music'],
    ['', 'music'],
    ['---', 'music'],
  ])('names "%s" %s', (prompt, slug) => {
    expect(slugOf(prompt)).toBe(slug);
  });

  it('stops at a whole word below 60 characters', () => {
    expect(slugOf('a very long wish for music that goes on and on until nobody remembers how it began')).toBe(
      'a-very-long-wish-for-music-that-goes-on-and-on-until-nobody',
    );
  });

  it('cuts one endless word', () => {
    expect(slugOf('x'.repeat(500))).toBe('x'.repeat(60));
  });

  it('is a safe file name for any prompt', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (prompt) => {
        const slug = slugOf(prompt);
        expect(slug).toMatch(/^[\p{L}\p{N}\p{M}]+(-[\p{L}\p{N}\p{M}]+)*$/u);
        expect(Buffer.byteLength(slug)).toBeLessThanOrEqual(180);
      }),
    );
  });
});

describe('freeName', () => {
  it('counts up past the files that exist', async () => {
    const taken = new Set(['tune.mp4', 'tune-2.mp4']);
    expect(await freeName('tune', '.mp4', async (path) => taken.has(path))).toBe('tune-3.mp4');
  });
});
