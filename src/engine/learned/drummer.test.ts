import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Rng } from '../kernel/index.ts';
import { DRUM_VOICES, DrumPast, readGrid, type DrumVoice, type GridHit } from './drum-grid.ts';
import { DrummerNet, playGrid, type HitChance } from './drummer.ts';

const Reference = z.object({
  bpm: z.number(),
  hits: z.array(z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number(), z.number()])),
  velocity: z.array(z.array(z.number())),
  deviation: z.array(z.array(z.number())),
});
const reference = Reference.parse(JSON.parse(readFileSync(new URL('./drummer.fixture.json', import.meta.url), 'utf8')));

function softmax(logits: Float64Array): number[] {
  const top = Math.max(...logits);
  const weights = [...logits].map((logit) => Math.exp(logit - top));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function beat(bars: number): GridHit[] {
  const hits: GridHit[] = [];
  const add = (step: number, voice: DrumVoice, isGhost = false): void => {
    hits.push({ step, voice, isGhost, loudness: isGhost ? 30 : 80 });
  };
  for (let bar = 0; bar < bars; bar++) {
    for (let step = 0; step < 16; step += 2) {
      add(bar * 16 + step, 'closed-hat');
    }

    for (const step of [0, 7, 8]) {
      add(bar * 16 + step, 'kick');
    }

    for (const step of [4, 12]) {
      add(bar * 16 + step, 'snare');
    }

    add(bar * 16 + 9, 'snare', true);
  }

  return hits;
}

function chances(count: number, seed: number): HitChance[] {
  const rng = new Rng(seed);
  return Array.from({ length: count }, () => ({ velocity: rng.next(), timing: rng.next() }));
}

const setting = { genre: 'rock', drummer: 0, bpm: 104 } as const;

describe('the drum humaniser', () => {
  it('says what PyTorch says of the same grid', () => {
    const hits = reference.hits.map(([step, voice, loudness, ghost]): GridHit => {
      return { step, voice: DRUM_VOICES[voice] ?? 'kick', isGhost: ghost === 1, loudness };
    });
    const grid = readGrid(hits, { genre: 'rock', drummer: 0, bpm: reference.bpm });
    const net = new DrummerNet();
    const past = new DrumPast();
    let worst = 0;
    for (const [index, hit] of grid.hits.entries()) {
      const rows = [...grid.rows[index]!];
      past.pushRows(hit, rows);
      net.step(rows);
      const [, , , , , velocity, deviation] = reference.hits[grid.order[index]!]!;
      const answers = [
        [softmax(net.velocity), reference.velocity[index]!],
        [softmax(net.deviationAfter(velocity)), reference.deviation[index]!],
      ] as const;
      for (const [ours, theirs] of answers) {
        ours.forEach((chance, step) => (worst = Math.max(worst, Math.abs(chance - theirs[step]!))));
      }

      past.remember(hit, { step: hit.step, velocity, deviation });
    }

    expect(worst).toBeLessThan(1e-4);
  });

  it('plays the same for the same chance, and otherwise for another', () => {
    const hits = beat(4);
    const play = (seed: number): readonly number[] =>
      playGrid(hits, setting, { chances: chances(hits.length, seed) }).map((hit) => hit.late);
    expect(play(1)).toEqual(play(1));
    expect(play(1)).not.toEqual(play(2));
  });

  it('plays what comes first alike whatever comes much later', () => {
    const short = beat(4);
    const long = beat(8);
    const all = chances(long.length, 3);
    const first = playGrid(short, setting, { chances: all.slice(0, short.length) });
    const again = playGrid(long, setting, { chances: all }).slice(0, short.length);
    expect(again.slice(0, short.length / 2)).toEqual(first.slice(0, short.length / 2));
  });

  it('never gets stuck on one loudness, keeps ghosts soft, and stays near the grid', () => {
    for (const drummer of [0, 1, 2, 3, 4, 6]) {
      const hits = beat(32);
      const played = playGrid(hits, { ...setting, drummer }, { chances: chances(hits.length, drummer + 10) });
      for (const voice of ['closed-hat', 'kick', 'snare'] as const) {
        const loud = played
          .filter((_, index) => hits[index]!.voice === voice && !hits[index]!.isGhost)
          .map((hit) => hit.loudness);
        const mean = loud.reduce((sum, x) => sum + x, 0) / loud.length;
        const spread = Math.sqrt(loud.reduce((sum, x) => sum + (x - mean) ** 2, 0) / loud.length);
        expect(spread, `${voice} of drummer ${drummer}`).toBeGreaterThan(2);
        expect(spread, `${voice} of drummer ${drummer}`).toBeLessThan(50);
      }

      const ghosts = played.filter((_, index) => hits[index]!.isGhost).map((hit) => hit.loudness);
      expect(Math.max(...ghosts)).toBeLessThan(60);
      expect(Math.max(...played.map((hit) => Math.abs(hit.late)))).toBeLessThanOrEqual(8.5);
    }
  });
});
