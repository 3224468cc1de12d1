import { describe, expect, it } from 'vitest';
import { Clause } from './clause.ts';
import { takeLength, takeMoment, takeSpan } from './read-times.ts';

const frame = {
  lengthMs: 20_000,
  form: {
    bars: [0, 2000, 4000, 6000, 8000, 10_000, 12_000, 14_000, 16_000, 18_000, 20_000],
    beatsPerBar: 4,
    sections: [
      { kind: 'intro', fromMs: 0, toMs: 4000 },
      { kind: 'chorus', fromMs: 4000, toMs: 12_000 },
      { kind: 'chorus', fromMs: 14_000, toMs: 20_000 },
    ],
  },
};

describe('stretches of time', () => {
  it.each([
    ['from 0:10 to the end', 10_000, 20_000],
    ['from 5 to 10 seconds', 5000, 10_000],
    ['from 0:05 until 0:07.5', 5000, 7500],
    ['between 3 s and 6 s', 3000, 6000],
    ['0:03 - 0:06', 3000, 6000],
    ['for the first 3 seconds', 0, 3000],
    ['the first three seconds', 0, 3000],
    ['the last 2 seconds', 18_000, 20_000],
    ['the second half', 10_000, 20_000],
    ['in the first half', 0, 10_000],
    ['the last bar', 18_000, 20_000],
    ['the last two bars', 16_000, 20_000],
    ['bars 2 to 3', 2000, 6000],
    ['during the chorus', 4000, 12_000],
    ['the second chorus', 14_000, 20_000],
    ['from 0:12 on', 12_000, 20_000],
    ['after ten seconds', 10_000, 20_000],
    ['until 0:04', 0, 4000],
    ['for 3 seconds at 0:12', 12_000, 15_000],
    ['at 0:12 for 3 seconds', 12_000, 15_000],
    ['from bar 2 to bar 4', 2000, 6000],
    ['throughout', 0, 20_000],
    ['前三秒', 0, 3000],
    ['最后两秒', 18_000, 20_000],
    ['从第1秒到第3秒', 1000, 3000],
    ['从10秒到结尾', 10_000, 20_000],
    ['4秒到6秒', 4000, 6000],
    ['后半段', 10_000, 20_000],
    ['前半部分', 0, 10_000],
    ['第10秒以后', 10_000, 20_000],
    ['最后一小节', 18_000, 20_000],
    ['副歌', 4000, 12_000],
    ['从头到尾', 0, 20_000],
  ])('%s', (words, fromMs, toMs) => {
    const clause = Clause.read(words, []);
    expect(takeSpan(clause, frame)).toMatchObject({ fromMs, toMs });
    expect(clause.leftover().replace(/^during$/, '')).toBe('');
  });
});

describe('moments', () => {
  it.each([
    ['at 0:12', 12_000],
    ['at 12 seconds', 12_000],
    ['10 s in', 10_000],
    ['at the end', 20_000],
    ['halfway', 10_000],
    ['at the beginning', 0],
    ['at bar 5', 8000],
    ['on beat 3 of bar 2', 3000],
    ['on the second chorus', 14_000],
    ['第10秒', 10_000],
    ['在第十五秒处', 15_000],
    ['结尾', 20_000],
    ['1分20秒', 80_000],
    ['1 minute 5 seconds', 65_000],
    ['第3小节', 4000],
  ])('%s', (words, expected) => {
    const clause = Clause.read(words, []);
    expect(takeMoment(clause, frame)).toBe(expected);
    expect(clause.leftover()).toBe('');
  });
});

describe('lengths', () => {
  it.each([
    ['for 3 seconds', 3000],
    ['over two and a half seconds', 2500],
    ['one second', 1000],
    ['half a second', 500],
    ['0.3秒', 300],
    ['两秒半', 2500],
    ['半秒', 500],
    ['一分半', 90_000],
  ])('%s', (words, expected) => {
    expect(takeLength(Clause.read(words, []))).toBe(expected);
  });
});
