import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newClip, newTimeline, newTrack } from '../new-clip.ts';
import { readCaptions, type Caption } from './read-captions.ts';
import { captionsOf, writeSrt, writeVtt } from './write-captions.ts';

const words = fc
  .array(fc.constantFrom('Hello', 'you & me', '<3 lisbon', '你好', '🎬', 'à bientôt', '"quoted"', 'R&D;'), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.join(' '));

const captions = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 0, max: 4000 }),
      lasts: fc.integer({ min: 1, max: 9000 }),
      lines: fc.array(words, { minLength: 1, maxLength: 3 }),
    }),
    {
      minLength: 1,
      maxLength: 20,
    },
  )
  .map((list) => {
    let reached = 0;
    return list.map(({ gap, lasts, lines }): Caption => {
      const fromMs = reached + gap;
      reached = fromMs + lasts;
      return { fromMs, toMs: reached, text: lines.join('\n') };
    });
  });

describe('captions', () => {
  it('come back from WebVTT as they were written', () => {
    fc.assert(
      fc.property(captions, (list) => {
        expect(readCaptions(writeVtt(list))).toEqual({ captions: list, changes: [] });
      }),
    );
  });

  it('come back from SRT as they were written, where no word looks like a tag', () => {
    fc.assert(
      fc.property(captions, (list) => {
        const plain = list.map((caption) => ({ ...caption, text: caption.text.replaceAll('<', '').replaceAll(';', '') }));
        expect(readCaptions(writeSrt(plain))).toEqual({ captions: plain, changes: [] });
      }),
    );
  });

  it('lose tags, settings, comments and style sheets of WebVTT, and keep the words', () => {
    const file = [
      'WEBVTT - made by hand',
      'Kind: captions',
      '',
      'STYLE',
      '::cue(b) { color: red }',
      '',
      'NOTE 00:00.000 --> 00:01.000 is no caption',
      '',
      'intro',
      '00:01.000 --> 00:03.500 align:start position:10%',
      '<v Ann><i>Good</i> <c.yellow>morning</c> <00:00:02.000>R&amp;D',
      '- and you?',
      '',
      '01:00:00.000 --> 01:00:01.000',
      'late &#128075;',
    ].join('\n');
    expect(readCaptions(file).captions).toEqual([
      { fromMs: 1000, toMs: 3500, text: 'Good morning R&D\n- and you?' },
      { fromMs: 3_600_000, toMs: 3_601_000, text: 'late 👋' },
    ]);
  });

  it('are read from SRT with a byte-order mark, Windows line ends, dots for commas, and no empty line between two', () => {
    const file = '\ufeff1\r\n00:00:01.5 --> 0:00:02,25\r\n{\\an8}Up here\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nNext\r\n';
    expect(readCaptions(file).captions).toEqual([
      { fromMs: 1500, toMs: 2250, text: 'Up here' },
      { fromMs: 3000, toMs: 4000, text: 'Next' },
    ]);
  });

  it('that overlap are shortened, that begin together are joined, that say nothing are left out, and all of it is told', () => {
    const cue = (times: string, text: string): string => `${times}\n${text}\n`;
    const file = [
      cue('00:00:00,000 --> 00:00:05,000', 'long'),
      cue('00:00:03,000 --> 00:00:04,000', 'over it'),
      cue('00:00:03,000 --> 00:00:06,000', 'beside it'),
      cue('00:00:07,000 --> 00:00:08,000', '<i></i>'),
    ].join('\n');
    const read = readCaptions(file);
    expect(read.captions).toEqual([
      { fromMs: 0, toMs: 3000, text: 'long' },
      { fromMs: 3000, toMs: 6000, text: 'over it\nbeside it' },
    ]);
    expect(read.changes).toHaveLength(3);
  });

  it.each([
    ['', 'No caption was found'],
    ['{\\rtf1 words}', 'No caption was found'],
    ['1\n00:00:01 -> 00:00:02\nwords', 'No caption was found'],
    ['1\n00:00:xx,000 --> 00:00:02,000\nwords', 'Line 2'],
    ['1\n00:00:03,000 --> 00:00:02,000\nwords', 'before it begins'],
    ['1\n00:61:03,000 --> 00:62:02,000\nwords', 'up to 59'],
    ['1\n03:00:03,000 --> 03:00:04,000\nwords', 'two hours'],
    [`1\n00:00:01,000 --> 00:00:02,000\n${'a'.repeat(501)}`, '501 letters'],
    ['1\n00:00:01,000 --> 00:00:02,000\n\n', 'None of the captions has words'],
    [Array.from({ length: 2001 }, (_, i) => `00:00:00,000 --> 00:00:01,000\n${i}\n`).join('\n'), '2001 captions'],
  ])('refuse %j with words that say what was wrong', (file, problem) => {
    expect(() => readCaptions(file)).toThrowError(problem);
  });

  it('are read in a time that grows with the file, whatever is in it', () => {
    for (const piece of ['<', '{\\', '&', '-->', '00:', '\n', 'NOTE\n', '\n\nNOTE\n']) {
      const file = `1\n00:00:01,000 --> 00:00:02,000\n${piece.repeat(100_000)}`;
      try {
        readCaptions(file);
      } catch (problem) {
        expect(problem).toMatchObject({ code: 'captions.invalid' });
      }
    }
  });

  it('are found on caption tracks and in caption style, in order of time', () => {
    const clip = (id: string, at: number, style: 'caption' | 'rise') =>
      newClip({
        id,
        name: '',
        media: { kind: 'text', text: id, colour: null, place: null, style, size: 1 },
        start: { value: at, rate: 1000 },
        sourceRange: { start: { value: 0, rate: 1000 }, duration: { value: 500, rate: 1000 } },
      });
    const timeline = newTimeline({
      name: 'Film',
      tracks: [
        newTrack({
          kind: 'text',
          id: 'titles',
          name: 'Title',
          clips: [clip('title', 0, 'rise'), clip('styled', 600, 'caption')],
        }),
        newTrack({ kind: 'text', id: 'captions', name: 'Captions', role: 'caption', clips: [clip('first', 100, 'rise')] }),
      ],
    });
    expect(captionsOf(timeline)).toEqual([
      { fromMs: 100, toMs: 600, text: 'first' },
      { fromMs: 600, toMs: 1100, text: 'styled' },
    ]);
  });
});
