import { describe, expect, it } from 'vitest';
import { motionRectAt as motionOfExport } from '../../export/motion-rect.ts';
import { newClip, newTimeline, newTrack } from '../new-clip.ts';
import type { Clip } from '../timeline.ts';
import { motionRectAt } from './mlt-picture.ts';
import { timelineToMlt } from './timeline-to-mlt.ts';

const at = (milliseconds: number) => ({ value: milliseconds, rate: 1000 });

function film(id: string, start: number, more: Partial<Clip> = {}): Clip {
  return newClip({
    id,
    name: id,
    media: { kind: 'media', mediaId: 'film', shows: 'video', availableRange: { start: at(0), duration: at(9000) } },
    start: at(start),
    sourceRange: { start: at(0), duration: at(1000) },
    ...more,
  });
}

function written(clips: readonly Clip[], { name = 'Lisbon', url = 'film.mp4', framesPerSecond = 25 } = {}): string {
  const timeline = newTimeline({ name, tracks: [newTrack({ kind: 'video', id: 'picture', name: 'Video', clips })] });
  const media = new Map([['film', { name: 'film', url, hasSound: true }]]);
  return timelineToMlt(timeline, { media, framesPerSecond, size: { width: 1920, height: 1080 } });
}

describe('a timeline as MLT XML', () => {
  it('is well-formed whatever names and files are called', () => {
    const xml = written([film('one', 0)], { name: 'R&D "<3>" \u0000 \ud800', url: 'a<b>&"c".mp4' });
    expect(xml).toContain('title="R&amp;D &quot;&lt;3&gt;&quot; \ufffd \ufffd"');
    expect(xml).toContain('<property name="resource">a&lt;b&gt;&amp;&quot;c&quot;.mp4</property>');
  });

  it('fills every track to the frame where its last clip ends', () => {
    const clips = [film('one', 480), film('two', 1480, { transition: { kind: 'wipe', duration: at(600) } }), film('three', 3333)];
    const playlist = /<playlist id="track-picture">[\s\S]*?<\/playlist>/.exec(written(clips))?.[0] ?? '';
    const blanks = [...playlist.matchAll(/<blank length="(\d+)"/g)].map(([, length]) => Number(length));
    const entries = [...playlist.matchAll(/<entry [^>]*in="(\d+)" out="(\d+)"/g)].map(
      ([, from, to]) => Number(to) - Number(from) + 1,
    );
    expect([blanks, entries]).toEqual([
      [12, 21],
      [25, 15, 10, 25],
    ]);
  });

  it("keeps television's rates exact", () => {
    expect(written([film('one', 0)], { framesPerSecond: 29.97 })).toContain('frame_rate_num="30000" frame_rate_den="1001"');
    expect(written([film('one', 0)], { framesPerSecond: 12.5 })).toContain('frame_rate_num="25" frame_rate_den="2"');
  });

  it('moves over pictures as an export does', () => {
    const motion = { from: { x: 0, y: 0, width: 1, height: 1 }, to: { x: 0.3, y: 0.2, width: 0.5, height: 0.5 } };
    for (let frame = 0; frame <= 40; frame++) {
      expect(motionRectAt(motion, frame / 40)).toEqual(motionOfExport({ ...motion, startFrame: 0, endFrame: 41 }, frame));
    }
  });
});
