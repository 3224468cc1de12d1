import { describe, expect, it } from 'vitest';
import {
  readBpm,
  readCandidates,
  readDuck,
  readDuration,
  readFilmOutput,
  readFrameRate,
  readHits,
  readList,
  readOutput,
  readSeed,
  readTitle,
} from './read-options.ts';

describe('readDuration', () => {
  it.each([
    ['30', 30],
    ['45s', 45],
    ['1:30', 90],
    ['0:45', 45],
    ['2m', 120],
    ['1m30s', 90],
    ['90 sec', 90],
    ['2 minutes', 120],
    ['10:00', 600],
    ['12.5', 12.5],
    ['0:00:20', 20],
  ])('reads %s as %d seconds', (text, seconds) => {
    expect(readDuration(text)).toBe(seconds);
  });

  it.each(['0', '-5', '0.5', '601', '3h', '3:00:00', '11m'])('refuses %s as out of range', (text) => {
    expect(() => readDuration(text)).toThrow(/from 1 second to 10 minutes/);
  });

  it.each(['', 'long', '1:75', '1:2:3:4', 'NaN', '1e3', '0x10', '30 bananas'])('refuses "%s" as no length at all', (text) => {
    expect(() => readDuration(text)).toThrow(/Give seconds or minutes/);
  });
});

describe('numbers', () => {
  it('reads a tempo with or without its unit', () => {
    expect([readBpm('96'), readBpm('128 BPM'), readBpm('92.5')]).toEqual([96, 128, 92.5]);
  });

  it.each(['900', '0', '-60', 'fast', ''])('refuses a tempo of "%s"', (text) => {
    expect(() => readBpm(text)).toThrow(/from 30 to 300/);
  });

  it.each(['-1', '1.5', '4294967296', 'seven', ''])('refuses a seed of "%s"', (text) => {
    expect(() => readSeed(text)).toThrow(/whole number/);
  });

  it('takes the largest seed', () => {
    expect(readSeed('4294967295')).toBe(0xffffffff);
  });

  it.each(['0', '65', '2.5', 'many'])('refuses %s candidates', (text) => {
    expect(() => readCandidates(text)).toThrow(/from 1 to 64/);
  });

  it.each(['23', '29.97', '120', 'x'])('refuses %s pictures a second', (text) => {
    expect(() => readFrameRate(text)).toThrow(/24, 25, 30, 60/);
  });
});

describe('readOutput', () => {
  it('decides the kind by the ending, whatever its case', () => {
    expect(readOutput('out/My.Take.WAV', undefined)).toEqual([{ path: 'out/My.Take.WAV', kind: 'wav' }]);
  });

  it('gathers repeated files', () => {
    expect(readOutput('b.mid', readOutput('a.mp4', undefined)).map(({ kind }) => kind)).toEqual(['mp4', 'mid']);
  });

  it.each(['music', 'music.ogg', '.mp4', 'folder.mp4/music', '-', ''])('refuses "%s", which says no kind', (text) => {
    expect(() => readOutput(text, undefined)).toThrow(/\.mp4, \.wav, \.mp3, \.m4a, \.flac, \.mid/);
  });
});

describe('options of films', () => {
  it.each([
    ['12', 12],
    ['-9 dB', 9],
    ['off', 'off'],
  ])('reads "%s" as how far music gives way', (text, depth) => {
    expect(readDuck(text)).toBe(depth);
  });

  it.each(['2', '31', 'much', ''])('refuses "%s" as how far music gives way', (text) => {
    expect(() => readDuck(text)).toThrow(/3 to 30/);
  });

  it('reads moments, several in one option and in several', () => {
    expect(readHits('0:31.5', readHits('0:12, 14s', undefined))).toEqual([12, 14, 31.5]);
  });

  it.each(['soon', '-3', '11:00', '0:12,'])('refuses "%s" as moments', (text) => {
    expect(() => readHits(text, undefined)).toThrow(/0:12/);
  });

  it('takes more kinds of file of a timeline than of music alone', () => {
    expect(readFilmOutput('cut.otio', undefined)).toEqual([{ path: 'cut.otio', kind: 'otio' }]);
    expect(() => readFilmOutput('cut.ogg', undefined)).toThrow(/\.otio/);
  });
});

describe('words', () => {
  it('reads lists parted by commas, from one or several options', () => {
    expect(readList('drums', readList('piano, strings,', undefined))).toEqual(['piano', 'strings', 'drums']);
  });

  it('refuses an empty list', () => {
    expect(() => readList(' , ', undefined)).toThrow(/parted by commas/);
  });

  it('makes a title one line', () => {
    expect(readTitle('  Urban\nDreams ')).toBe('Urban Dreams');
  });

  it('refuses an endless title', () => {
    expect(() => readTitle('x'.repeat(201))).toThrow(/1 to 200/);
  });
});
