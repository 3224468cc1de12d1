import { describe, expect, it } from 'vitest';
import type { EditRequest } from '../../../engine/timeline/index.ts';
import { mergeUses } from './merge-uses.ts';
import type { PlannedUse } from './tool-arguments.ts';

const remove = (clipId: string): EditRequest => ({ kind: 'remove-clip', clipId, isClosed: true });
const edit = (clipId: string, more: { isSeparable?: boolean; keepsMusic?: boolean } = {}): PlannedUse => ({
  tool: 'edit_multitrack',
  args: { requests: [remove(clipId)], ...more },
});
const revise = (mediaId: string, semitones: number): PlannedUse => ({
  tool: 'revise_music',
  args: { mediaId, changes: [{ kind: 'transpose', semitones }] },
});
const wish = { prompt: 'piano', words: 'piano', hints: {}, frame: null, keepsTitle: false };
const make: PlannedUse = { tool: 'generate_music', args: { wish, takeOf: null, isAnother: false } };
const show: PlannedUse = { tool: 'show_timeline', args: {} };
const undo: PlannedUse = { tool: 'undo', args: {} };

describe('the uses of one message', () => {
  it('become one edit where they only edit, all or nothing unless each can stand alone', () => {
    expect(mergeUses([edit('a'), show, edit('b', { keepsMusic: true })])).toEqual([
      { tool: 'edit_multitrack', args: { requests: [remove('a'), remove('b')], isSeparable: false, keepsMusic: true } },
      show,
    ]);
    expect(mergeUses([edit('a', { isSeparable: true }), edit('b', { isSeparable: true })])).toMatchObject([
      { args: { isSeparable: true } },
    ]);
  });

  it('are done with the music, before and after it is there', () => {
    expect(mergeUses([edit('a'), make, edit('b'), { tool: 'match_cuts', args: {} }])).toMatchObject([
      { tool: 'generate_music', args: { wish, also: { before: [remove('a')], after: [remove('b')], matchesCuts: true } } },
    ]);
    expect(mergeUses([revise('med_1', 2), edit('a'), revise('med_1', 3)])).toMatchObject([
      { tool: 'revise_music', args: { also: { after: [remove('a')], changes: [{ kind: 'transpose', semitones: 3 }] } } },
    ]);
  });

  it('stay apart on either side of an undo, and of other music', () => {
    expect(mergeUses([edit('a'), undo, edit('b')]).map(({ tool }) => tool)).toEqual([
      'edit_multitrack',
      'undo',
      'edit_multitrack',
    ]);
    expect(mergeUses([revise('med_1', 2), revise('med_2', 2), make]).map(({ tool }) => tool)).toEqual([
      'revise_music',
      'revise_music',
      'generate_music',
    ]);
  });
});
