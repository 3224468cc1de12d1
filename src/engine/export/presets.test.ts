import { expect, it } from 'vitest';
import { EXPORT_PRESETS, presetNamed, presetWarnings } from './index.ts';

it('asks for sizes that H.264 can hold, under names of their own', () => {
  expect(new Set(EXPORT_PRESETS.map(({ id }) => id)).size).toBe(EXPORT_PRESETS.length);
  for (const { id, width, height } of EXPORT_PRESETS) {
    expect([width % 2, height % 2, presetNamed(id).id]).toEqual([0, 0, id]);
  }
});

it('warns of a film that is too long for where it goes, and of no other', () => {
  expect(presetWarnings(presetNamed('x'), 140)).toEqual([]);
  expect(presetWarnings(presetNamed('x'), 150)).toEqual([
    'X takes films of up to 140 seconds; this one is 150 seconds long. Trim it before you upload it.',
  ]);
  expect(presetWarnings(presetNamed('shorts'), 200)[0]).toContain('3 minutes; this one is 3.3 minutes');
});
