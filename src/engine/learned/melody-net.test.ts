import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decodeBase64 } from './decode-base64.ts';

import { CHORD_FAMILIES, type MelodyPlan, PITCHES, readLine, readPlan, SOURCE_ROW } from './melody-events.ts';
import { MelodySession } from './melody-net.ts';
import { gateTanh, LINES } from './network.ts';

const Fixture = z.object({
  meter: z.object({ beats: z.number(), unit: z.number() }),
  notes: z.array(z.object({ start: z.number(), length: z.number(), step: z.number(), endsPhrase: z.boolean() })),
  chords: z.array(z.object({ start: z.number(), root: z.number(), family: z.number(), tones: z.array(z.number()) })),
  rows: z.array(z.array(z.number())),
  scores: z.array(z.array(z.number())),
});
const fixture = Fixture.parse(JSON.parse(readFileSync(new URL('./melody-net.fixture.json', import.meta.url), 'utf8')));
const steps = fixture.notes.map((note) => note.step);

const plan: MelodyPlan = {
  meter: fixture.meter,
  mode: 'maj',
  low: Math.min(...steps),
  high: Math.max(...steps),
  sources: [{ source: 'openewld', weight: 1 }],
  notes: fixture.notes,
  chords: fixture.chords.map((chord) => ({ ...chord, family: CHORD_FAMILIES[chord.family] ?? 'major' })),
};

/** Scores of every note, made into log-probabilities, with the fixture's pitches sung. */
function logProbabilities(session: MelodySession, line: number): number[][] {
  return steps.map((step) => {
    session.listen();
    const scores = [...session.score().subarray(line * PITCHES, (line + 1) * PITCHES)];
    const most = Math.max(...scores);
    const total = most + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - most), 0));
    for (let each = 0; each < session.lineCount; each++) {
      session.sing(each, step);
    }

    return scores.map((score) => score - total);
  });
}

function expectClose(found: readonly number[][], wanted: readonly number[][]): void {
  const off = found.flatMap((note, i) => note.map((score, pitch) => Math.abs(score - (wanted[i]?.[pitch] ?? NaN))));
  expect(Math.max(...off)).toBeLessThan(1e-3);
}

describe('the melody net', () => {
  it('reads a plan as the trainer does', () => {
    const rows = new Int32Array(16);
    readPlan(plan).forEach((event, i) => {
      const count = readLine(steps.slice(0, i), event, rows);
      const own = [...event.rows, SOURCE_ROW, ...rows.subarray(0, count)].sort((left, right) => left - right);
      const wanted = (fixture.rows[i] ?? []).filter((row) => row > 0).sort((left, right) => left - right);
      expect(own, `note ${i}`).toEqual(wanted);
    });
  });

  it('computes what PyTorch computes with the same weights', () => {
    expectClose(logProbabilities(new MelodySession(plan), 0), fixture.scores);
  });

  it('sings a line among others as it sings it alone', () => {
    const session = new MelodySession(plan);
    session.spread();
    expectClose(logProbabilities(session, LINES - 1), fixture.scores);
  });

  it('has a tanh that is good to seven digits', () => {
    for (let x = -12; x <= 12; x += 0.01) {
      expect(Math.abs(gateTanh(x) - Math.tanh(x))).toBeLessThan(2e-7);
    }
  });

  it('decodes base64 of every length', () => {
    for (const length of [0, 1, 2, 3, 61, 62]) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 89 + 7) & 255);
      expect(decodeBase64(Buffer.from(bytes).toString('base64'))).toEqual(bytes);
    }
  });
});
