import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBrief } from '../../brief/index.ts';
import { compose } from '../compose.ts';
import { DRUM, type Note, type Role } from '../score.ts';
import { METERS, pieceOf } from './piece-fixture.ts';
import { playTogether } from './play-together.ts';

const note = (startTick: number, pitch = 60, durationTicks = 480): Note => ({
  startTick,
  durationTicks,
  pitch,
  velocity: 0.6,
  articulation: 'normal',
});
const quiet = { pushes: [], stops: [] };
const starts = (notes: readonly Note[]): number[] => notes.map(({ startTick }) => startTick);

describe('pushes', () => {
  const pulse = { ...quiet, pushes: [{ startTick: 3360, barTick: 3840 }] };

  it('bring what begins on the bar line to the push, in place of what was there', () => {
    const line = [note(1920, 40, 1920), note(3360, 41), note(3840, 45, 960), note(4800, 45)];
    const { notes } = playTogether({ notes: line }, 'bass', pulse);
    expect(notes.map(({ startTick, durationTicks, pitch }) => [startTick, durationTicks, pitch])).toEqual([
      [1920, 1440, 40],
      [3360, 1440, 45],
      [4800, 480, 45],
    ]);
  });

  it('leave who rests on the bar line, and the tune, as they are', () => {
    const written = { notes: [note(1920), note(3360), note(4320)] };
    expect(playTogether(written, 'chords', pulse)).toBe(written);
    const tune = { notes: [note(3840)] };
    expect(playTogether(tune, 'lead', pulse)).toBe(tune);
  });

  it('take kick and crash of the kit along and let the hat mark the bar line', () => {
    const kit = [DRUM.kick, DRUM.closedHat, DRUM.crash].map((drum) => note(3840, drum, 120));
    const { notes } = playTogether({ notes: [note(3360, DRUM.closedHat, 120), ...kit] }, 'drums', pulse);
    const at = (tick: number): number[] => notes.filter((one) => one.startTick === tick).map((one) => one.pitch);
    expect(at(3360).sort()).toEqual([DRUM.kick, DRUM.crash].sort());
    expect(at(3840)).toEqual([DRUM.closedHat]);
  });
});

describe('stops', () => {
  const stop = { startTick: 3840, endTick: 7680, hits: [3840, 5280], aloneTick: 5760 };

  it.each<Role>(['chords', 'bass', 'pad', 'counter', 'percussion'])('leave only the blows to %s', (role) => {
    const line = Array.from({ length: 16 }, (_, i) => note(i * 480));
    const { notes } = playTogether({ notes: [...line, note(7680)] }, role, { ...quiet, stops: [stop] });
    expect(starts(notes).filter((tick) => tick >= 3840 && tick < 7680)).toEqual([3840, 5280]);
    expect(notes.some((one) => one.startTick < 3840 && one.startTick + one.durationTicks > 3840)).toBe(false);
  });

  it('give the end of the bar to the drummer', () => {
    const kit = Array.from({ length: 16 }, (_, i) => note(3840 + i * 240, DRUM.snare, 120));
    const { notes } = playTogether({ notes: kit }, 'drums', { ...quiet, stops: [stop] });
    expect(new Set(starts(notes).filter((tick) => tick < 5760))).toEqual(new Set([3840, 5280]));
    expect(starts(notes).filter((tick) => tick >= 5760)).toHaveLength(8);
  });
});

describe('what the band does together', () => {
  it('is planned in order, inside the piece, and never twice at one place', () => {
    fc.assert(
      fc.property(fc.record({ seed: fc.nat(), meter: fc.constantFrom(...METERS), hasFinal: fc.boolean() }), (wish) => {
        const { pulse, endTick, finalTick } = pieceOf(wish);
        const last = finalTick ?? endTick;
        expect(pulse.pushes.every((push) => push.startTick < push.barTick && push.barTick < last)).toBe(true);
        expect(new Set(pulse.pushes.map((push) => push.barTick)).size).toBe(pulse.pushes.length);
        expect(pulse.stops.every((stop) => stop.hits.every((hit) => hit >= stop.startTick && hit < stop.aloneTick))).toBe(true);
        expect(pulse.stops.every((stop) => stop.aloneTick <= stop.endTick && stop.endTick <= last)).toBe(true);
        const kicks = new Set(pulse.kickTicks);
        expect(pulse.pushes.some(({ barTick }) => kicks.has(barTick))).toBe(false);
      }),
    );
  });

  it('is heard in most pieces that a live band plays, by bass and chords at the same places', () => {
    let shared = 0;
    for (let seed = 1; seed <= 8; seed++) {
      const score = compose(readBrief('pop rock anthem', { seed, durationSeconds: 60 }).brief);
      const strikes = (role: Role, tick: number): boolean =>
        score.parts.some((part) => part.role === role && part.notes.some((one) => Math.abs(one.startTick - tick) < 20));
      const lines = Array.from({ length: Math.floor(score.endTick / score.barTicks) }, (_, bar) => bar * score.barTicks).slice(1);
      shared += lines.filter(
        (tick) =>
          !strikes('bass', tick) && !strikes('chords', tick) && strikes('bass', tick - 480) && strikes('chords', tick - 480),
      ).length;
    }

    expect(shared).toBeGreaterThanOrEqual(8);
  });
});
