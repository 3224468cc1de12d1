import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanFilename, stemOf } from './clean-filename.ts';

describe('a cleaned name', () => {
  it.each([
    ['film.mp4', 'film.mp4'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\film.mp4', 'film.mp4'],
    ['猫と空.mov', '猫と空.mov'],
    ['👨‍👩‍👧.png', '👨‍👩‍👧.png'],
    ['e\u0301.png', 'é.png'],
    ['a\r\nb\tc\u0000.mp4', 'a b c .mp4'],
    ['gpj.\u202eexe', 'gpj.exe'],
    ['   ', 'file'],
    ['', 'file'],
    ['.', 'file'],
    ['..', 'file'],
    ['a/', 'file'],
    ['\ud800.mp4', '\ufffd.mp4'],
  ])('of %j is %j', (name, expected) => {
    expect(cleanFilename(name)).toBe(expected);
  });

  it('has 1 to 255 bytes, no folder, no control character, and stays as it is when cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const clean = cleanFilename(name);
        expect(Buffer.byteLength(clean)).toBeGreaterThan(0);
        expect(Buffer.byteLength(clean)).toBeLessThanOrEqual(255);
        expect(clean).not.toMatch(/[/\\\p{Cc}]/u);
        expect(cleanFilename(clean)).toBe(clean);
      }),
    );
  });

  it('keeps its ending when it is cut, and whole characters', () => {
    const clean = cleanFilename(`${'猫'.repeat(200)}.mp4`);
    expect(clean).toBe(`${'猫'.repeat(83)}.mp4`);
  });

  it('gives a title without its ending', () => {
    expect(['film.mp4', 'a.b.webm', '.mp4', 'no ending', 'v1.5 final cut'].map(stemOf)).toEqual([
      'film',
      'a.b',
      '.mp4',
      'no ending',
      'v1.5 final cut',
    ]);
  });
});
