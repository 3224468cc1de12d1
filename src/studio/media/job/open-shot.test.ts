import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { planExport, type ExportPlan, type Look, type Shot } from '../../../engine/export/index.ts';
import { fixtureScore } from '../../../engine/export/score-fixture.ts';
import { placeMusic } from '../../../engine/timeline/index.ts';
import type { MediaFile } from '../../ports/timeline-exporter.ts';
import { writeClip } from '../clip-fixture.ts';
import { Picture } from '../visual/picture.ts';
import { blackPlanes } from './frame-planes.ts';
import { openShot } from './open-shot.ts';

const media = new Map<string, MediaFile>();
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cuesmith-test-'));
  const path = join(folder, 'film');
  await writeClip(path, { width: 320, height: 180, framesPerSecond: 30, frames: 60, lumaOf: (index) => 40 + index });
  media.set('film', { path, name: 'film', contentType: 'video/mp4' });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const score = fixtureScore({ durationSeconds: 4, style: 'folk' });
const whole = planExport({ timeline: placeMusic({ score, title: 'Over it all' }), score, frame: '16:9', framesPerSecond: 30 });
const plan: ExportPlan = { ...whole, width: 320, height: 180, safeArea: { left: 20, top: 15, width: 280, height: 150 } };
const film: Look = {
  source: { kind: 'video', mediaId: 'film', framing: { fit: 'blur', crop: null, motion: null } },
  sourceSeconds: 0,
  speed: 1,
  transition: null,
};

/** The brightness of every pixel of each frame, drawn into two pictures by turns as an export does. */
async function framesOf(shot: Shot, frames: readonly number[]): Promise<Uint8Array[]> {
  const artist = await openShot(shot, plan, media);
  const canvases = [blackPlanes(plan), blackPlanes(plan)];
  const pictures: Picture[] = [];
  const drawn: Uint8Array[] = [];
  for (const [place, frame] of frames.entries()) {
    const seconds = frame / plan.framesPerSecond;
    await artist.prepare(seconds);
    const planes = canvases[place % 2]!;
    const picture = (pictures[place % 2] ??= new Picture(planes, artist.still));
    artist.draw(picture, seconds);
    drawn.push(planes.y.slice());
  }

  await artist.close();
  return drawn;
}

const frames = Array.from({ length: 50 }, (_, index) => 20 + index);

it(
  'draws a generated picture, once it has come in over a film, as if it had been there all along',
  { timeout: 60_000 },
  async () => {
    const cut: Shot = { ...plan.shots[0]!, startFrame: 20, endFrame: 70, sourceSeconds: 20 / 30 };
    const entering: Shot = { ...cut, transition: { kind: 'crossfade', startFrame: 20, endFrame: 40, from: film } };
    const [there, came] = [await framesOf(cut, frames), await framesOf(entering, frames)];
    for (let place = 20; place < frames.length; place++) {
      expect(Buffer.compare(came[place]!, there[place]!), `frame ${frames[place]}`).toBe(0);
    }

    // At first all of it is film, but for the words.
    const middle = came[0]![90 * 320 + 300]!;
    expect(Math.abs(middle - 40)).toBeLessThan(3);
  },
);

it(
  'draws a film, once it has come in over a generated picture, as if it had been there all along',
  { timeout: 60_000 },
  async () => {
    const cut: Shot = { ...film, startFrame: 20, endFrame: 70 };
    const from: Look = { ...plan.shots[0]!, sourceSeconds: 1 };
    const entering: Shot = { ...cut, transition: { kind: 'wipe', startFrame: 20, endFrame: 40, from } };
    const [there, came] = [await framesOf(cut, frames), await framesOf(entering, frames)];
    const lastRow = 179 * 320;
    for (let place = 20; place < frames.length; place++) {
      expect(Buffer.compare(came[place]!.subarray(lastRow), there[place]!.subarray(lastRow)), `frame ${frames[place]}`).toBe(0);
    }

    expect(Buffer.compare(came[0]!.subarray(lastRow), there[0]!.subarray(lastRow))).not.toBe(0);
  },
);
