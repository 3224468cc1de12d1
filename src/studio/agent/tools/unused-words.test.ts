import { describe, expect, it } from 'vitest';
import { readBrief } from '../../../engine/brief/index.ts';
import { unusedWords } from './unused-words.ts';

describe('the words of a wish that are said to be of no use', () => {
  it.each([
    ['generate a 30-second royalty-free background track for my video', []],
    ["generate a short text prompt like 'upbeat acoustic background music' into a 1080p MP4", []],
    ['generating free background music for videos without copyright issues for content creators, YouTubers, TikTok creators', []],
    ['vertical lo-fi beat, portrait', []],
    ['calm piano with frobnication and zorbs', ['frobnication', 'zorbs']],
  ])('of %j are %j', (wish, expected) => {
    expect(unusedWords(readBrief(wish, {}).receipt)).toEqual(expected);
  });
});
