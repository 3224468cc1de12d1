import { describe, expect, it } from 'vitest';
import { INSTRUMENTS, STYLE_IDS } from '../../brief/index.ts';
import { SAMPLE_RATE } from '../../kernel/index.ts';
import type { Role } from '../../score/index.ts';
import { equaliserResponseDb } from '../dsp/equaliser.ts';
import { concatenated, stereoSine } from '../dsp/test-signals.ts';
import { AUTOMATION_HOP } from './automation.ts';
import { sectionLevels } from './level-sections.ts';
import { testPerformance, testPlan } from './mix-fixture.ts';

const ROLES: readonly Role[] = ['lead', 'counter', 'chords', 'arpeggio', 'pad', 'bass', 'percussion', 'texture', 'effects'];

describe('planMix', () => {
  it('gives every instrument a gentle tone in every role and style', () => {
    for (const style of STYLE_IDS) {
      for (const { id } of INSTRUMENTS) {
        for (const strip of testPlan(style, testPerformance(ROLES.map((role) => [role, id]))).strips) {
          expect(strip.bands.length).toBeLessThanOrEqual(7);
          for (const { gainDb, hz } of strip.bands) {
            expect(Math.abs(gainDb), `${id} in ${style} at ${hz} Hz`).toBeLessThanOrEqual(8);
          }

          expect(Number.isFinite(strip.targetLufs + strip.pan)).toBe(true);
        }
      }
    }
  });

  it('never lifts or cuts the middle of an instrument by more than 9 dB', () => {
    for (const { id } of INSTRUMENTS) {
      const [strip] = testPlan('pop', testPerformance([['chords', id]])).strips;
      for (const hz of [400, 800, 1600, 3200, 6400]) {
        expect(Math.abs(equaliserResponseDb(strip!.bands, hz))).toBeLessThan(9);
      }
    }
  });

  it('clears the way for a bass only where there is one', () => {
    const corner = (parts: Parameters<typeof testPerformance>[0]): number =>
      testPlan('pop', testPerformance(parts)).strips[0]!.bands[0]!.hz;
    expect(
      corner([
        ['chords', 'piano'],
        ['bass', 'bass-guitar'],
      ]),
    ).toBeGreaterThan(corner([['chords', 'piano']]));
  });

  it('puts several parts of a role on both sides, the first nearest the middle', () => {
    const pans = testPlan(
      'pop',
      testPerformance([
        ['chords', 'acoustic-guitar'],
        ['chords', 'piano'],
        ['chords', 'organ'],
      ]),
    ).strips.map((strip) => strip.pan);
    expect(pans[0]! * pans[1]!).toBeLessThan(0);
    expect(Math.abs(pans[0]!)).toBeLessThan(Math.abs(pans[1]!));
    expect(pans[0]! * pans[2]!).toBeGreaterThan(0);
  });

  it('keeps bass, drums and lead in the middle in every style', () => {
    for (const style of STYLE_IDS) {
      const plan = testPlan(
        style,
        testPerformance([
          ['lead', 'piano'],
          ['bass', 'synth-bass'],
          ['drums', 'kit-808'],
          ['chords', 'organ'],
        ]),
      );
      plan.strips.slice(0, 3).forEach((strip) => expect(Math.abs(strip.pan)).toBeLessThanOrEqual(0.1));
    }
  });

  it('seats an orchestra', () => {
    const plan = testPlan(
      'orchestral',
      testPerformance([
        ['lead', 'violin'],
        ['bass', 'cello'],
      ]),
    );
    expect(plan.strips[0]!.pan).toBeLessThan(0);
    expect(plan.strips[1]!.pan).toBeGreaterThan(0);
  });

  it('leaves the strips of others as they are when a part of another role is added, but for room and place', () => {
    const alone = testPlan(
      'pop',
      testPerformance([
        ['lead', 'flute'],
        ['drums', 'kit-acoustic'],
      ]),
    ).strips[0]!;
    const more = testPlan(
      'pop',
      testPerformance([
        ['lead', 'flute'],
        ['drums', 'kit-acoustic'],
        ['percussion', 'shaker'],
      ]),
    ).strips[0]!;
    expect(more).toEqual(alone);
  });
});

describe('sectionLevels', () => {
  const { context } = testPlan('pop');
  const levels = (firstDb: number): Float32Array =>
    sectionLevels(concatenated([stereoSine(1000, firstDb, 1), stereoSine(1000, -12, 1)]), context);
  const at = (curve: Float32Array, seconds: number): number => curve[Math.round((seconds * SAMPLE_RATE) / AUTOMATION_HOP)]!;

  it('brings a thin intro nearer and leaves the rest', () => {
    const curve = levels(-24);
    expect(at(curve, 0.1)).toBeGreaterThan(1.4);
    expect(at(curve, 0.1)).toBeLessThan(2);
    expect(at(curve, 1.5)).toBe(1);
  });

  it('does nothing to the contrast music needs', () => {
    expect(at(levels(-15), 0.1)).toBe(1);
  });

  it('moves without steps', () => {
    const curve = levels(-40);
    curve.slice(1).forEach((gain, i) => expect(Math.abs(gain - curve[i]!)).toBeLessThan(0.01));
  });
});
