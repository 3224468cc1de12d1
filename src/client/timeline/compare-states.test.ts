import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WireDraft } from '../../contract/service/index.ts';
import { compareDrafts, compareStates } from './compare-states.ts';
import { readDraft, readSessionState, type SessionState } from './session-state.ts';

const clip = (id: string | undefined, more: object = {}) => ({
  ...(id && { id }),
  s: 0,
  d: 1000,
  m: { name: 'Lo-fi', src: 'm1' },
  ...more,
});
const track = (id: string | undefined, sg: readonly object[], more: object = {}) => ({
  ...(id && { id }),
  tt: 1,
  m: { name: 'BGM' },
  sg,
  ...more,
});
const draftOf = (...t: readonly object[]): WireDraft => readDraft({ d: 1000, t });
const bgm = { place: 1, name: 'BGM', type: 1 };
const lofi = { name: 'Lo-fi', startMs: 0, durationMs: 1000 };

describe('what differs between two drafts', () => {
  it.each<[string, WireDraft, WireDraft, readonly object[]]>([
    ['nothing', draftOf(track('a', [clip('1')])), draftOf(track('a', [clip('1')])), []],
    ['a first track', {}, readDraft({ t: [track('a', [clip('1')])] }), [{ kind: 'track-added', track: bgm, clips: [lofi] }]],
    ['a track that is gone', draftOf(track('a', [clip('1')])), draftOf(), [{ kind: 'track-removed', track: bgm, clips: [lofi] }]],
    [
      'a clip more',
      draftOf(track('a', [clip('1')])),
      draftOf(track('a', [clip('1'), clip('2', { s: 1000 })])),
      [{ kind: 'clip-added', track: bgm, clip: { ...lofi, startMs: 1000 } }],
    ],
    [
      'a clip less',
      draftOf(track('a', [clip('1'), clip('2', { s: 1000 })])),
      draftOf(track('a', [clip('2', { s: 1000 })])),
      [{ kind: 'clip-removed', track: bgm, clip: lofi }],
    ],
    [
      'values of a clip, those that nobody knows too',
      draftOf(track('a', [clip('1', { m: { volume: 1, odd: [1] } })])),
      draftOf(track('a', [clip('1', { d: 500, m: { volume: 0.35, odd: [2] } })])),
      [
        {
          kind: 'clip-changed',
          track: bgm,
          clip: { name: '', startMs: 0, durationMs: 500 },
          fields: [
            { field: 'duration', before: 1000, after: 500 },
            { field: 'odd', before: [1], after: [2] },
            { field: 'volume', before: 1, after: 0.35 },
          ],
        },
      ],
    ],
    [
      'clips without ids, by what they play',
      draftOf(track(undefined, [clip(undefined), clip(undefined, { s: 1000, m: { text: 'Hi' } })])),
      draftOf(track(undefined, [clip(undefined, { s: 500, m: { text: 'Hi' } }), clip(undefined)])),
      [
        {
          kind: 'clip-changed',
          track: bgm,
          clip: { name: 'Hi', startMs: 500, durationMs: 1000 },
          fields: [{ field: 'start', before: 1000, after: 500 }],
        },
      ],
    ],
    [
      'a start that was not said, and is the same',
      draftOf(track('a', [clip('1'), { id: '2', d: 5 }])),
      draftOf(track('a', [clip('1'), { id: '2', s: 1000, d: 5 }])),
      [],
    ],
    [
      'the whole and a track',
      readDraft({ d: 1000, m: { width: 1920 }, t: [track('a', [])] }),
      readDraft({ d: 1000, m: { width: 1080 }, t: [track('a', [], { m: { name: 'Music' } })] }),
      [
        { kind: 'timeline-changed', fields: [{ field: 'width', before: 1920, after: 1080 }] },
        { kind: 'track-changed', track: { ...bgm, name: 'Music' }, fields: [{ field: 'name', before: 'BGM', after: 'Music' }] },
      ],
    ],
  ])('%s', (_, before, after, changes) => {
    expect(compareDrafts(before, after)).toEqual(changes);
  });

  it('is nothing for the same draft and something for any other, whatever servers send', () => {
    const segment = fc.record(
      {
        id: fc.constantFrom('a', 'b', 5),
        s: fc.nat(9),
        d: fc.oneof(fc.nat(9), fc.string()),
        m: fc.dictionary(fc.string(), fc.jsonValue()),
      },
      { requiredKeys: [] },
    );
    const anyTrack = fc.record(
      { id: fc.constantFrom('x', 'y'), tt: fc.constantFrom(0, 1, 7, 3), sg: fc.array(segment) },
      { requiredKeys: ['tt'] },
    );
    const drafts = fc.oneof(
      fc.jsonValue(),
      fc.record({ d: fc.nat(9), t: fc.array(fc.oneof(anyTrack, fc.jsonValue())) }, { requiredKeys: [] }),
    );
    fc.assert(
      fc.property(drafts, drafts, (one, other) => {
        const [before, after] = [readDraft(one), readDraft(other)];
        expect(compareDrafts(before, before)).toEqual([]);
        expect(compareDrafts(before, structuredClone(before))).toEqual([]);
        compareDrafts(before, after);
      }),
    );
  });
});

describe('a state', () => {
  const stateOf = (state: unknown): SessionState => {
    const read = readSessionState({ code: 0, data: { state } });
    if (read === null) {
      throw new Error('Expected a state');
    }

    return read;
  };

  it.each([{ state: null }, {}, { hello: 'world' }, { data: null }, { data: [] }, { data: 'no' }, { data: { state: 'no' } }])(
    'is not read from %j',
    (json) => {
      expect(readSessionState(json)).toBeNull();
    },
  );

  it.each([{}, { draft: null }, { draft: 'x', video_infos: {} }])('of %j is an empty one', (state) => {
    expect(stateOf(state)).toMatchObject({ draft: {}, files: [], generated: [], isTurnRunning: null, version: null });
  });

  it('keeps the draft as it came beside the one it could read', () => {
    const draft = { t: [{ tt: 1, sg: [{ d: 10.4, m: { volume: 'loud' } }], odd: 1 }, { no: 'track' }], more: [1] };
    const { rawDraft, draft: read } = stateOf({ draft });
    expect(rawDraft).toEqual(draft);
    expect(read).toEqual({ t: [{ tt: 1, sg: [{ d: 10, m: {} }], odd: 1 }], more: [1] });
  });

  it('tells files and music that came', () => {
    const before = stateOf({ video_infos: [{ id: '1', filename: 'a' }] });
    const after = stateOf({
      video_infos: [{ id: '1', filename: 'a' }, { cdn_url: 'b' }],
      generated_media: [{ id: '2', title: 'Rain' }],
    });
    expect(compareStates(before, after)).toMatchObject([
      { kind: 'file-added', file: { url: 'b' } },
      { kind: 'media-made', media: { title: 'Rain', type: 'music' } },
    ]);
  });
});
