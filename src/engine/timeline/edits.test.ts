import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { fixtureContext, fixtureTimeline } from '../../../test/random-timelines.ts';
import {
  applyEdit,
  clipNamed,
  durationSecondsOf,
  EditRequest,
  endOf,
  newTimeline,
  placeOf,
  planEdit,
  secondsOf,
  type Clip,
  type Timeline,
} from './index.ts';

type Wish = z.input<typeof EditRequest>;

/** The timeline after requests, all of which can be done. */
function after(start: Timeline, ...wishes: readonly Wish[]): Timeline {
  const context = fixtureContext(start);
  return wishes.reduce((done, wish) => applyEdit(done, planEdit(done, EditRequest.parse(wish), context)).timeline, start);
}

function edited(...wishes: readonly Wish[]): Timeline {
  return after(fixtureTimeline(), ...wishes);
}

/** Clips of a track as `id from-to@source`, in seconds. */
function laid(timeline: Timeline, trackId: string): string {
  const clips = timeline.tracks.find(({ id }) => id === trackId)?.clips ?? [];
  return clips.map((clip) => `${clip.id} ${span(clip)}@${secondsOf(clip.sourceRange.start)}`).join(' ');
}

function span(clip: Clip): string {
  return `${secondsOf(clip.start)}-${secondsOf(endOf(placeOf(clip)))}`;
}

function clip(timeline: Timeline, id: string): Clip {
  return clipNamed(timeline, id).clip;
}

function tracksOf({ tracks }: Timeline): readonly string[] {
  return tracks.map(({ name, clips }) => `${name}: ${clips.map((each) => `${each.name} ${span(each)}`).join(', ')}`);
}

function place(mediaId: string, on: 'video' | 'overlay' | 'sound' | 'voice', atMs: number | null = null): Wish {
  return { kind: 'place-media', mediaId, on, atMs, durationMs: null };
}

describe('placing media', () => {
  const empty = newTimeline({ name: '', tracks: [] });

  it('builds an empty timeline up in the order in which tracks lie', () => {
    const timeline = after(
      empty,
      { kind: 'add-text', role: 'title', text: 'Hi', fromMs: null, toMs: null },
      place('music', 'sound'),
      place('voice', 'voice'),
      place('film', 'video'),
      place('still', 'video'),
      place('still', 'overlay', 3000),
      place('song', 'sound'),
    );
    expect(tracksOf(timeline)).toEqual([
      'Video: film.file 0-20, still.file 20-25',
      'Overlay: still.file 3-8',
      'BGM: music.file 0-30',
      'Voice: voice.file 0-8',
      // Sound without a length of its own ends with the picture.
      'Sound: song.file 0-25',
      'Title:  0.5-4.5',
    ]);
    expect(timeline.frame).toEqual({ width: 1920, height: 1080 });
    expect(secondsOf(timeline.tracks[4]?.clips[0]?.fadeOut ?? { value: 0, rate: 1 })).toBe(1.5);
  });

  it('pushes back what is on the picture, in two where it stands across the moment, and takes later words along', () => {
    const timeline = edited(place('still', 'video', 3000));
    expect(laid(timeline, 'picture')).toBe('first 0-3@2 clip-made-1 3-8@0 clip-made-2 8-10@5 second 10-16@8 third 17-21@0');
    expect(laid(timeline, 'captions')).toBe('hello 11-12.5@0 bye 18-20@0');
    expect(laid(timeline, 'titles')).toBe('title 0.5-4.5@0');
    expect(laid(edited(place('still', 'video', 5020)), 'picture')).toBe(
      'first 0-5@2 clip-made-1 5-10@0 second 10-16@8 third 17-21@0',
    );
  });

  it('takes the place of the picture that is drawn from music', () => {
    const drawn = after(empty, place('music', 'video'), place('music', 'sound'));
    const timeline = after(drawn, place('still', 'video'), place('still', 'video', 10_000));
    expect(tracksOf(timeline)[0]).toBe('Video: still.file 0-5, music.file 5-10, still.file 10-15, music.file 15-30');
    expect(timeline.tracks[0]?.clips.map(({ sourceRange }) => secondsOf(sourceRange.start))).toEqual([0, 5, 0, 15]);
  });

  it('finds room on another track for a sound that would cover one', () => {
    expect(tracksOf(edited(place('voice', 'voice', 7000))).filter((line) => line.startsWith('Voice'))).toEqual([
      'Voice: voice.file 6-10',
      'Voice: voice.file 7-15',
    ]);
  });
});

describe('cutting', () => {
  it.each<[string, Wish, string, string]>([
    [
      'first 1 s off, closed',
      { kind: 'trim-clip', clipId: 'first', headMs: 1000, tailMs: 0, isClosed: true },
      'first 0-4@3 second 4-10@8 third 11-15@0',
      'hello 5-6.5@0 bye 12-14@0',
    ],
    [
      'first 1 s off, open',
      { kind: 'trim-clip', clipId: 'first', headMs: 1000, tailMs: 0, isClosed: false },
      'first 1-5@3 second 5-11@8 third 12-16@0',
      'hello 6-7.5@0 bye 13-15@0',
    ],
    [
      'given back, closed',
      { kind: 'trim-clip', clipId: 'second', headMs: -2000, tailMs: 500, isClosed: true },
      'first 0-5@2 second 5-12.5@6 third 13.5-17.5@0',
      'hello 8-9.5@0 bye 14.5-16.5@0',
    ],
    [
      'both ends',
      { kind: 'trim-clip', clipId: 'second', headMs: 1000, tailMs: 2000, isClosed: true },
      'first 0-5@2 second 5-8@9 third 9-13@0',
      'hello 5-6.5@0 bye 10-12@0',
    ],
    [
      'longer by what is there',
      { kind: 'set-clip-length', clipId: 'second', durationMs: 7000, isClosed: false },
      'first 0-5@2 second 5-12@8 third 12-16@0',
      'hello 6-7.5@0 bye 13-15@0',
    ],
    [
      'shorter',
      { kind: 'set-clip-length', clipId: 'second', durationMs: 1000, isClosed: true },
      'first 0-5@2 second 5-6@8 third 7-11@0',
      'bye 8-10@0',
    ],
    ['away, closed', { kind: 'remove-clip', clipId: 'second', isClosed: true }, 'first 0-5@2 third 6-10@0', 'bye 7-9@0'],
    [
      'away, open',
      { kind: 'remove-clip', clipId: 'second', isClosed: false },
      'first 0-5@2 third 12-16@0',
      'hello 6-7.5@0 bye 13-15@0',
    ],
    [
      'split',
      { kind: 'split-clip', clipId: 'second', atMs: 7000, newId: 'new' },
      'first 0-5@2 second 5-7@8 new 7-11@10 third 12-16@0',
      'hello 6-7.5@0 bye 13-15@0',
    ],
    [
      'to the front',
      { kind: 'reorder-clip', clipId: 'third', place: 0 },
      'third 0-4@0 first 4-9@2 second 10-16@8',
      'bye 1-3@0 hello 11-12.5@0',
    ],
    [
      'into the gap and on',
      { kind: 'move-clip', clipId: 'third', toMs: 11_000 },
      'first 0-5@2 second 5-11@8 third 11-15@0',
      'hello 6-7.5@0 bye 13-15@0',
    ],
    [
      'twice as fast',
      { kind: 'set-speed', clipId: 'second', speed: 2 },
      'first 0-5@2 second 5-8@8 third 9-13@0',
      'hello 5.5-6.25@0 bye 10-12@0',
    ],
  ])('does not lose or move what it should not: %s', (_, wish, picture, captions) => {
    const timeline = edited(wish);
    expect(laid(timeline, 'picture')).toBe(picture);
    expect(laid(timeline, 'captions')).toBe(captions);
    expect(laid(timeline, 'bgm')).toBe('music 0-16@0');
  });

  it('cuts a stretch out of everything but music, which ends with the rest', () => {
    const timeline = edited({ kind: 'cut-out', fromMs: 3000, toMs: 7000 });
    expect(laid(timeline, 'picture')).toBe('first 0-3@2 second 3-7@10 third 8-12@0');
    expect(laid(timeline, 'bgm')).toBe('music 0-12@0');
    expect(laid(timeline, 'voice-over')).toBe('voice 3-6@1.5');
    expect(laid(timeline, 'titles')).toBe('title 0.5-3@0');
    expect(laid(timeline, 'captions')).toBe('hello 3-3.5@0 bye 9-11@0');
    expect(timeline.markers.map(({ at }) => secondsOf(at))).toEqual([3]);
    expect(durationSecondsOf(timeline)).toBe(12);
    expect(laid(edited({ kind: 'cut-out', fromMs: 6000, toMs: 7000 }), 'picture')).toBe(
      'first 0-5@2 second 5-6@8 clip-made-1 6-10@10 third 11-15@0',
    );
  });

  it('plays a whole film again to its last moment when its speed is set back', () => {
    const start = after(newTimeline({ name: '', tracks: [] }), place('film', 'video'));
    const id = start.tracks[0]?.clips[0]?.id ?? '';
    for (const speed of [0.77, 3.3, 1.7]) {
      const back = after(start, { kind: 'set-speed', clipId: id, speed }, { kind: 'set-speed', clipId: id, speed: 1 });
      expect(back).toEqual(start);
    }
  });

  it('leaves fades, levels and camera moves on the halves that had them', () => {
    const timeline = edited(
      { kind: 'set-fades', clipIds: ['music'], inMs: 1000, outMs: 2000 },
      { kind: 'set-level', clipIds: ['music'], gainDb: -20, isRelative: false, fromMs: 4000, toMs: 6000 },
      { kind: 'split-clip', clipId: 'music', atMs: 5000, newId: 'rest' },
      {
        kind: 'set-framing',
        clipId: 'third',
        motion: { from: { x: 0, y: 0, width: 1, height: 1 }, to: { x: 0.2, y: 0.2, width: 0.6, height: 0.6 } },
      },
      { kind: 'split-clip', clipId: 'third', atMs: 14_000, newId: 'third-rest' },
    );
    const [head, rest] = [clip(timeline, 'music'), clip(timeline, 'rest')];
    expect([head.fadeIn, head.fadeOut, rest.fadeIn, rest.fadeOut].map(secondsOf)).toEqual([1, 0, 0, 2]);
    const points = ({ levels }: Clip): unknown => levels.map(({ at, gainDb }) => [secondsOf(at), gainDb]);
    expect(points(head)).toEqual([
      [3.85, 0],
      [4, -20],
    ]);
    expect(points(rest)).toEqual([
      [1, -20],
      [1.15, 0],
    ]);
    expect(clip(timeline, 'third').framing?.motion?.to).toEqual({ x: 0.1, y: 0.1, width: 0.8, height: 0.8 });
    expect(clip(timeline, 'third-rest').framing?.motion?.from).toEqual({ x: 0.1, y: 0.1, width: 0.8, height: 0.8 });
  });
});

describe('sound', () => {
  it('is set and stepped, and steps end at the border', () => {
    const level = (gainDb: number, isRelative = false): Wish => ({
      kind: 'set-level',
      clipIds: ['music'],
      gainDb,
      isRelative,
      fromMs: null,
      toMs: null,
    });
    expect(clip(edited(level(-9), level(3, true)), 'music').gainDb).toBe(-6);
    expect(clip(edited(level(10, true), level(10, true)), 'music').gainDb).toBe(12);
    expect(clip(edited(level(20), level(3, true)), 'music').gainDb).toBe(20);
    expect(clip(edited(level(-120)), 'music').gainDb).toBe(-120);
  });

  it('sounds in a stretch of a muted clip, and nowhere else', () => {
    const { gainDb, levels } = clip(
      edited(
        { kind: 'set-level', clipIds: ['first'], gainDb: -120, isRelative: false, fromMs: null, toMs: null },
        { kind: 'set-level', clipIds: ['first'], gainDb: -3, isRelative: false, fromMs: 1000, toMs: 2000 },
      ),
      'first',
    );
    expect(gainDb).toBe(0);
    expect(levels.map(({ at, gainDb: level }) => [secondsOf(at), level])).toEqual([
      [0.85, -120],
      [1, -3],
      [2, -3],
      [2.15, -120],
    ]);
  });

  it('keeps what levels there are where it does not reach', () => {
    const stretch = (gainDb: number, fromMs: number, toMs: number, isRelative: boolean): Wish => ({
      kind: 'set-level',
      clipIds: ['music'],
      gainDb,
      isRelative,
      fromMs,
      toMs,
    });
    const { levels } = clip(edited(stretch(-20, 4000, 6000, false), stretch(-6, 5000, 16_000, true)), 'music');
    expect(levels.map(({ at, gainDb }) => [secondsOf(at), gainDb])).toEqual([
      [3.85, 0],
      [4, -20],
      [4.85, -20],
      [5, -26],
      [6, -26],
      [6.15, -6],
    ]);
  });
});

describe('transitions', () => {
  it('come wherever a picture follows another, no longer than either, and go with what they came from', () => {
    const all: Wish = { kind: 'set-transition', clipId: null, transition: 'crossfade', durationMs: 5500 };
    const timeline = edited(all);
    expect(timeline.tracks[0]?.clips.map(({ transition }) => transition && secondsOf(transition.duration))).toEqual([
      null,
      5,
      null,
    ]);
    expect(clip(after(timeline, { kind: 'remove-clip', clipId: 'first', isClosed: false }), 'second').transition).toBeNull();
    expect(clip(edited({ kind: 'set-transition', clipId: 'first', transition: 'dip-to-black' }), 'first').transition?.kind).toBe(
      'dip-to-black',
    );
  });
});

describe('words', () => {
  it('stand where they are asked for, or where they do by custom', () => {
    const text = (role: 'title' | 'caption', fromMs: number | null, toMs: number | null): Wish => ({
      kind: 'add-text',
      role,
      text: 'New',
      fromMs,
      toMs,
      newId: 'new',
    });
    expect(span(clip(edited(text('title', null, null)), 'new'))).toBe('4.5-8.5');
    expect(span(clip(edited(text('title', 2000, 6000)), 'new'))).toBe('2-6');
    expect(span(clip(edited(text('title', 14_000, null)), 'new'))).toBe('14-16');
    expect(span(clip(edited(text('caption', 8000, null)), 'new'))).toBe('8-12');
    expect(clip(edited(text('caption', 8000, null)), 'new').media).toMatchObject({ style: 'caption' });
  });

  it('stay themselves where a file brings the same captions again', () => {
    const captions = [
      { fromMs: 6000, toMs: 7500, text: 'Hello' },
      { fromMs: 8000, toMs: 9000, text: 'There' },
    ];
    const once = edited({ kind: 'set-captions', captions });
    expect(laid(once, 'captions')).toBe('hello 6-7.5@0 clip-made-1 8-9@0');
    expect(after(once, { kind: 'set-captions', captions })).toEqual(once);
    expect(edited({ kind: 'set-captions', captions: [] }).tracks.some(({ id }) => id === 'captions')).toBe(false);
  });
});

describe('what cannot be done', () => {
  it.each<[Wish, RegExp]>([
    [place('lost', 'video'), /no file "lost"/],
    [place('voice', 'video'), /has no picture/],
    [place('mute-film', 'sound'), /has no sound/],
    [{ kind: 'place-media', mediaId: 'voice', on: 'voice', atMs: 0, durationMs: 9000 }, /lasts 8 s: it cannot play for 9 s/],
    [
      { kind: 'trim-clip', clipId: 'first', headMs: 4000, tailMs: 2000, isClosed: true },
      /lasts 5 s: taking 6 s off leaves nothing/,
    ],
    [{ kind: 'trim-clip', clipId: 'first', headMs: -2500, tailMs: 0, isClosed: true }, /at most 2 s earlier/],
    [
      { kind: 'trim-clip', clipId: 'second', headMs: 0, tailMs: -2000, isClosed: false },
      /no room for "film.file" from 0:05 to 0:13: "still.file" is there/,
    ],
    [{ kind: 'set-clip-length', clipId: 'second', durationMs: 13_000, isClosed: true }, /goes on for 12 s/],
    [{ kind: 'set-clip-length', clipId: 'second', durationMs: 0, isClosed: true }, /cannot be 0 s long/],
    [{ kind: 'cut-out', fromMs: 0, toMs: 20_000 }, /whole timeline/],
    [{ kind: 'cut-out', fromMs: 16_000, toMs: 17_000 }, /ends at 0:16/],
    [{ kind: 'cut-out', fromMs: 5000, toMs: 5000 }, /must come after/],
    [{ kind: 'split-clip', clipId: 'second', atMs: 5000 }, /cannot be split at 0:05/],
    [{ kind: 'reorder-clip', clipId: 'first', place: 3 }, /3 clips.*number 4/],
    [{ kind: 'move-clip', clipId: 'third', toMs: 10_000 }, /no room/],
    [{ kind: 'set-speed', clipId: 'third', speed: 2 }, /has no speed/],
    [{ kind: 'set-framing', clipId: 'title', fit: 'fill' }, /no video or picture/],
    [{ kind: 'set-framing', clipId: 'first', crop: { x: 0.6, y: 0, width: 0.5, height: 1 } }, /beyond its picture/],
    [{ kind: 'set-transition', clipId: 'first', transition: 'wipe' }, /nothing for it to come from/],
    [{ kind: 'set-transition', clipId: 'music', transition: 'wipe' }, /only pictures have transitions/],
    [{ kind: 'set-level', clipIds: ['third'], gainDb: 0, isRelative: false, fromMs: null, toMs: null }, /has no sound/],
    [
      { kind: 'set-level', clipIds: ['voice'], gainDb: 0, isRelative: false, fromMs: 0, toMs: 2000 },
      /does not sound from 0:00 to 0:02/,
    ],
    [
      { kind: 'set-level', clipIds: ['voice'], gainDb: 21, isRelative: false, fromMs: null, toMs: null },
      /20 dB \(1000%\) at most/,
    ],
    [{ kind: 'set-fades', clipIds: ['title'], inMs: 500, outMs: null }, /has no sound/],
    [
      { kind: 'add-text', role: 'caption', text: 'x', fromMs: 7000, toMs: 9000 },
      /no room for "x" from 0:07 to 0:09: "Hello" is there from 0:06 to 0:07.5/,
    ],
    [{ kind: 'add-text', role: 'title', text: 'x', fromMs: 16_000, toMs: null }, /ends at 0:16/],
    [{ kind: 'add-text', role: 'title', text: 'x', fromMs: 3000, toMs: 3000 }, /must come after/],
    [{ kind: 'change-text', clipId: 'first', text: 'x' }, /no title or caption/],
    [{ kind: 'change-text', clipId: 'hello', fromMs: 12_500 }, /no room/],
    [
      {
        kind: 'set-captions',
        captions: [
          { fromMs: 0, toMs: 2000, text: 'a' },
          { fromMs: 1500, toMs: 3000, text: 'b' },
        ],
      },
      /Caption 2 begins at 0:01.5, before caption 1 ends at 0:02/,
    ],
    [{ kind: 'add-marker', atMs: 17_000, name: '', marker: 'cut' }, /nothing to mark/],
  ])('is refused in words a person can act on: %j', (wish, words) => {
    expect(() => edited(wish)).toThrow(words);
    expect(() => edited(wish)).toThrow(expect.objectContaining({ code: 'edit.impossible' }));
  });

  it('is told of a silent film apart from one that has sound', () => {
    const start = after(newTimeline({ name: '', tracks: [] }), place('mute-film', 'video'));
    const id = start.tracks[0]?.clips[0]?.id ?? '';
    const wish: Wish = { kind: 'set-level', clipIds: [id], gainDb: -6, isRelative: true, fromMs: null, toMs: null };
    expect(() => after(start, wish)).toThrow(/has no sound/);
  });
});
