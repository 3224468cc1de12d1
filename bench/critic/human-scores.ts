import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { readBrief } from '../../src/engine/brief/index.ts';
import { ENGINE_VERSION, type Tick } from '../../src/engine/kernel/index.ts';
import type { ChordSpan, Note, Part, Role, Score, Section } from '../../src/engine/score/index.ts';

/** What a corpus gives of a line; corpora count 24 ticks a quarter. */
type Line = { readonly role: Role; readonly instrument: string; readonly notes: readonly (readonly number[])[] };

const CorpusNote = z.array(z.number());
const Scored = z.looseObject({
  id: z.string(),
  times: z.array(z.tuple([z.number(), z.number(), z.number()])),
  tempo: z.array(z.tuple([z.number(), z.number()])),
  parts: z.array(z.looseObject({ name: z.string().optional(), notes: z.array(CorpusNote) })),
});
const Banded = z.looseObject({
  id: z.string(),
  tempo: z.array(z.tuple([z.number(), z.number()])),
  ts: z.array(z.tuple([z.number(), z.number(), z.number()])),
  tracks: z.array(z.looseObject({ program: z.number(), drum: z.boolean(), notes: z.array(CorpusNote) })),
});

const SCALE = 960 / 24;
const BAR: Tick = 3840;
const BARS = 16;
/** Bars of a work that are passed over: introductions and pickups. */
const SKIPPED = 8;

/** Sixteen bars of each work in common time of a corpus, as scores: chords are estimated, sections are eight bars long. */
export async function humanScores(folder: string, corpus: 'quartets' | 'lieder' | 'bands'): Promise<readonly Score[]> {
  const file = corpus === 'bands' ? 'bands/freedoom.jsonl.gz' : `scores/${corpus}_scores.jsonl.gz`;
  const rows = gunzipSync(await readFile(join(folder, file)))
    .toString('utf8')
    .split('\n')
    .filter((row) => row !== '');
  return rows.flatMap((row) => {
    const read = corpus === 'bands' ? ofBand(JSON.parse(row)) : ofScore(JSON.parse(row), corpus);
    return read === null ? [] : scoreOf(read);
  });
}

type Work = { readonly id: string; readonly bpm: number; readonly lines: readonly Line[]; readonly style: string };

function ofScore(row: unknown, corpus: 'quartets' | 'lieder'): Work | null {
  const { id, times, tempo, parts } = Scored.parse(row);
  const [first, second] = times;
  if (first?.[1] !== 4 || first[2] !== 4 || (second !== undefined && second[0] < (SKIPPED + BARS) * 96)) {
    return null;
  }

  const lines: Line[] =
    corpus === 'quartets'
      ? parts.slice(0, 4).map(({ notes }, i) => ({
          role: i === 0 ? 'lead' : i === 3 ? 'bass' : i === 1 ? 'counter' : 'pad',
          instrument: i === 3 ? 'cello' : i === 2 ? 'viola' : 'violin',
          notes,
        }))
      : parts.slice(0, 2).map(({ notes }, i) => ({
          role: i === 0 ? 'lead' : 'chords',
          instrument: i === 0 ? 'flute' : 'grand-piano',
          notes,
        }));
  return { id, bpm: tempo[0]?.[1] ?? 100, lines, style: corpus === 'quartets' ? 'strings' : 'piano' };
}

function ofBand(row: unknown): Work | null {
  const { id, tempo, ts, tracks } = Banded.parse(row);
  if (ts.some(([, beats, unit]) => beats !== 4 || unit !== 4)) {
    return null;
  }

  const melodic = tracks.filter(({ drum, notes }) => !drum && notes.length > 40);
  const isBass = (program: number): boolean => program >= 32 && program <= 39;
  const isOneVoiced = (notes: readonly (readonly number[])[]): boolean =>
    new Set(notes.map(([onset]) => onset)).size > 0.93 * notes.length;
  const leads = melodic.filter(({ program, notes }) => !isBass(program) && isOneVoiced(notes) && middleOf(notes) >= 58);
  const lead = leads.sort((left, right) => middleOf(right.notes) - middleOf(left.notes))[0];
  const drums = tracks.filter(({ drum }) => drum).flatMap(({ notes }) => notes);
  const lines: Line[] = melodic.map(({ program, notes }, i) => {
    const role: Role = isBass(program)
      ? 'bass'
      : tracks.indexOf(lead ?? tracks[0]!) === tracks.indexOf(melodic[i]!)
        ? 'lead'
        : 'chords';
    return { role, instrument: `gm-${program}`, notes };
  });
  return {
    id,
    bpm: tempo[0]?.[1] ?? 120,
    style: 'rock',
    lines: drums.length === 0 ? lines : [...lines, { role: 'drums', instrument: 'kit-rock', notes: drums }],
  };
}

function middleOf(notes: readonly (readonly number[])[]): number {
  return notes.reduce((sum, note) => sum + (note[2] ?? 0), 0) / Math.max(1, notes.length);
}

function scoreOf({ id, bpm, lines, style }: Work): Score[] {
  const from = SKIPPED * BAR;
  const end = BARS * BAR;
  const parts = lines.map(({ role, instrument, notes }, i): Part => {
    const own = notes.flatMap(([onset = 0, length = 0, pitch = 60, velocity = 0]): Note[] => {
      const startTick = Math.round(onset * SCALE) - from;
      return startTick < 0 || startTick >= end
        ? []
        : [
            {
              startTick,
              durationTicks: Math.max(60, Math.round(length * SCALE)),
              pitch,
              velocity: velocity > 1 ? velocity / 127 : 0.6,
              articulation: 'normal',
            },
          ];
    });
    own.sort((left, right) => left.startTick - right.startTick || left.pitch - right.pitch);
    return { id: `${role}-${i}`, role, instrument, notes: own, pedal: [], expression: [], levelDb: 0 };
  });
  const pitched = parts.filter(({ role }) => role !== 'drums');
  const isAlive = Array.from({ length: BARS / 4 }, (_, four) => four).every((four) =>
    pitched.some(({ notes }) => notes.some(({ startTick }) => Math.floor(startTick / BAR / 4) === four)),
  );
  if (!isAlive || parts.reduce((sum, { notes }) => sum + notes.length, 0) < 100) {
    return [];
  }

  const chords = chordsOf(pitched, end);
  const counts = Array.from({ length: BARS / 8 }, (_, i) =>
    parts.reduce((sum, { notes }) => sum + notes.filter(({ startTick }) => Math.floor(startTick / BAR / 8) === i).length, 0),
  );
  const sections = counts.map((count, i): Section => ({
    id: `verse-${i + 1}`,
    kind: 'verse',
    material: 'A',
    startBar: i * 8,
    bars: 8,
    startTick: i * 8 * BAR,
    endTick: (i + 1) * 8 * BAR,
    energy: 0.3 + (0.4 * count) / Math.max(...counts),
  }));
  const { brief } = readBrief('music', { style, seed: 1 });
  return [
    {
      engineVersion: ENGINE_VERSION,
      seed: 1,
      title: id,
      style: brief.style,
      key: { tonic: 'C', mode: 'major' },
      meter: '4/4',
      barTicks: BAR,
      tempoMap: [{ tick: 0, bpm }],
      durationSeconds: ((end / 960) * 60) / bpm,
      ending: 'fade',
      endTick: end,
      sections,
      chords,
      groove: { swing: 0.5, swingUnit: 'eighth', leanMs: {}, loosenessMs: 0, accents: [1] },
      parts,
      colour: { brightness: 0.5, space: 0.5, energy: 0.5, production: [] },
    },
  ];
}

const SHAPES = [
  { quality: 'maj', tones: [0, 4, 7] },
  { quality: 'min', tones: [0, 3, 7] },
  { quality: '7', tones: [0, 4, 7, 10] },
  { quality: 'dim', tones: [0, 3, 6] },
  { quality: 'min7', tones: [0, 3, 7, 10] },
] as const;

/** By half bar the chord that has most of what sounds; the lowest note counts double. */
function chordsOf(parts: readonly Part[], end: Tick): ChordSpan[] {
  const spans: ChordSpan[] = [];
  for (let startTick = 0; startTick < end; startTick += BAR / 2) {
    const endTick = startTick + BAR / 2;
    const weights = Array.from({ length: 12 }, () => 0);
    const heard = parts
      .flatMap(({ notes }) => notes)
      .filter((note) => note.startTick < endTick && note.startTick + note.durationTicks > startTick);
    for (const note of heard) {
      const length = Math.min(endTick, note.startTick + note.durationTicks) - Math.max(startTick, note.startTick);
      weights[note.pitch % 12]! += length;
    }

    const lowest = heard.reduce((least, { pitch }) => Math.min(least, pitch), 127) % 12;
    const options = SHAPES.flatMap(({ quality, tones }) =>
      Array.from({ length: 12 }, (_, root) => {
        const inside = tones.reduce<number>((sum, tone) => sum + (weights[(root + tone) % 12] ?? 0), 0);
        return { quality, root, mark: inside * (root === lowest ? 1.15 : 1) - 0.12 * tones.length * BAR };
      }),
    );
    const { quality, root } = options.reduce((most, option) => (option.mark > most.mark ? option : most));
    spans.push({ startTick, endTick, root, quality, bass: lowest, degree: 'I', symbol: `${root}${quality}` });
  }

  return spans;
}
