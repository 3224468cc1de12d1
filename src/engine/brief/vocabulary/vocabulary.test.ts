import { describe, expect, it } from 'vitest';
import { findInstrument, INSTRUMENTS, instrumentWords, MOODS, readBrief, STAND_INS, STYLE_IDS, STYLES } from '../index.ts';
import { PHRASES, wordsOfPhrase } from '../reading/phrase-index.ts';
import { ARTISTS } from './artists.ts';
import { COLOURS } from './colours.ts';
import { EMOJI } from './emoji.ts';
import { FAMILY_NAMES, instrumentOfFamily, membersOfFamily } from './families.ts';
import { stylesOfInstrument } from './instruments/instrument-styles.ts';
import { FAMILY_WORDS, INSTRUMENT_WORDS } from './instruments/instrument-words.ts';
import { MOOD_STYLE_WEIGHTS } from './mood-styles.ts';
import { findMood } from './moods.ts';
import { HOME_STYLES } from './style-words/home-styles.ts';
import { NEAR_STYLES } from './style-words/near-styles.ts';
import { USES } from './uses.ts';

const styleRows = [...HOME_STYLES, ...NEAR_STYLES];

describe('the vocabulary', () => {
  it('is as large as promised', () => {
    expect(STYLES.map(({ id }) => id)).toEqual([...STYLE_IDS]);
    expect(MOODS.length).toBeGreaterThanOrEqual(100);
    expect(INSTRUMENTS.length).toBeGreaterThanOrEqual(50);
    expect(NEAR_STYLES.length).toBeGreaterThanOrEqual(40);
    expect(USES.length).toBeGreaterThanOrEqual(40);
    expect([...PHRASES.phrases()].length).toBeGreaterThan(3000);
  });

  it('says each of the styles in three ways or more', () => {
    for (const id of STYLE_IDS) {
      const words = HOME_STYLES.filter(([, style]) => style === id).flatMap(([said]) => said.split(', '));
      expect(words.length, id).toBeGreaterThanOrEqual(3);
    }
  });

  it('recognises every style word as its style', () => {
    for (const [words, style] of styleRows) {
      for (const word of words.split(', ')) {
        const meaning = PHRASES.find(wordsOfPhrase(word).join(' '));
        expect(meaning, word).toMatchObject({ kind: 'style', style });
        expect(readBrief(word).brief.style, word).toBe(style);
      }
    }
  });

  it('recognises every style by its id and its name', () => {
    for (const { id, name } of STYLES) {
      expect(readBrief(id).brief.style, id).toBe(id);
      expect(readBrief(name).brief.style, name).toBe(id);
      expect(readBrief('anything', { style: id }).brief.style).toBe(id);
    }
  });

  it('recognises every mood word as its mood, unless a more exact table owns it', () => {
    for (const { word, words } of MOODS) {
      expect(readBrief(word).brief.moods, word).toContain(word);
      for (const way of words) {
        expect(PHRASES.find(wordsOfPhrase(way).join(' ')), way).not.toBeNull();
      }
    }
  });

  it('recognises every instrument by its id, its name and its words', () => {
    for (const { id, name } of INSTRUMENTS) {
      expect(readBrief('music', { with: [id] }).brief.instruments, id).toEqual([id]);
      expect(readBrief(`pop with ${name}`).brief.instruments, name).toContain(id);
      expect(instrumentWords(id).length, id).toBeGreaterThan(0);
      for (const word of instrumentWords(id)) {
        expect(readBrief(word).brief.instruments, word).toContain(id);
      }
    }

    for (const { words, id, note } of STAND_INS) {
      expect(note).not.toBe('');
      for (const word of words) {
        expect(readBrief(word).brief.instruments, word).toContain(id);
      }
    }
  });

  it('finds a player for every family in every style', () => {
    for (const family of FAMILY_NAMES) {
      expect(
        FAMILY_WORDS.some(([name]) => name === family),
        family,
      ).toBe(true);
      for (const style of STYLE_IDS) {
        expect(findInstrument(instrumentOfFamily(family, style)), `${family} in ${style}`).not.toBeNull();
      }

      expect(membersOfFamily(family).length).toBeGreaterThan(0);
    }
  });

  it('refers only to moods, instruments and phrases that exist', () => {
    const moods = [
      ...styleRows.flatMap((row) => row[2]?.moods?.split(', ') ?? []),
      ...USES.flatMap((use) => use.moods),
      ...ARTISTS.flatMap((row) => (row[3] === '' ? [] : row[3].split(', '))),
      ...COLOURS.flatMap(({ mood }) => mood ?? []),
      ...MOOD_STYLE_WEIGHTS.keys(),
    ];
    moods.forEach((mood) => expect(findMood(mood), mood).not.toBeNull());
    const instruments = [
      ...styleRows.flatMap((row) => row[2]?.with?.split(' ') ?? []),
      ...COLOURS.flatMap((colour) => colour.instruments),
      ...INSTRUMENT_WORDS.map(([id]) => id),
    ];
    instruments.forEach((id) => expect(findInstrument(id), id).not.toBeNull());
    EMOJI.forEach(([, word]) => expect(PHRASES.find(word), word).not.toBeNull());
    expect(INSTRUMENTS.filter(({ id }) => stylesOfInstrument(id).length === 0).map(({ id }) => id)).toEqual([]);
  });

  it('keeps moods and styles inside their scales', () => {
    for (const { word, feeling, energy, tempo, mode } of MOODS) {
      [...Object.values(feeling), energy].forEach((value) => {
        expect(value, word).toBeGreaterThanOrEqual(0);
        expect(value, word).toBeLessThanOrEqual(1);
      });
      expect(Math.max(Math.abs(tempo), Math.abs(mode)), word).toBeLessThanOrEqual(1);
    }

    for (const { id, tempoRange, usualTempoBpm, signatures, meters, modes } of STYLES) {
      expect(tempoRange[0] < usualTempoBpm && usualTempoBpm < tempoRange[1], id).toBe(true);
      expect(signatures[1] - signatures[0], id).toBeGreaterThanOrEqual(4);
      expect(Math.min(meters.length, modes.length), id).toBeGreaterThan(0);
    }
  });
});
