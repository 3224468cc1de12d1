import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { StudioError } from '../../src/engine/kernel/index.ts';

/** A player's line of a work: a General MIDI program, or the drum kit. */
export type PlainLine = { readonly program: number; readonly isDrums: boolean; readonly notes: readonly PlainNote[] };
export type PlainNote = {
  readonly startSeconds: number;
  readonly durationSeconds: number;
  readonly pitch: number;
  /** Above 0 up to 1. */
  readonly velocity: number;
};

/** Music that people wrote, as notes, with what is known of it. */
export type KnownWork = {
  readonly corpus: string;
  readonly id: string;
  /** As the score states it: by its signature and last bass, its title, or its key field; null where unknown. */
  readonly key: { readonly tonic: number; readonly isMinor: boolean } | null;
  /** Beats a minute as the score or the drummer's click has them; null where unknown. */
  readonly bpm: number | null;
  readonly lines: readonly PlainLine[];
};

/** As much of each work is played, seconds. */
export const PLAYED_SECONDS = 30;
/** Ticks of a quarter in the corpora. */
const QUARTER = 24;
const PLAIN_VELOCITY = 0.62;

const Notes = z.array(z.array(z.number()));
const Hymn = z.object({ id: z.string(), title: z.string(), voices: z.array(z.object({ notes: Notes })) });
const Tune = z.object({
  id: z.string(),
  title: z.string(),
  key: z.tuple([z.number(), z.enum(['maj', 'min'])]),
  notes: Notes,
  chords: z.array(z.tuple([z.number(), z.number(), z.string()])),
});
const Printed = z.object({
  id: z.string(),
  title: z.string(),
  times: z.array(z.tuple([z.number(), z.number(), z.number()])),
  keys: z.array(z.tuple([z.number(), z.number()])),
  tempo: z.array(z.tuple([z.number(), z.number()])),
  parts: z.array(z.object({ notes: Notes })),
});
const Band = z.object({
  id: z.string(),
  tempo: z.array(z.tuple([z.number(), z.number()])),
  ts: z.array(z.tuple([z.number(), z.number(), z.number()])),
  tracks: z.array(z.object({ program: z.number(), drum: z.boolean(), notes: Notes })),
});
const Drummed = z.object({
  id: z.string(),
  style: z.string(),
  bpm: z.number(),
  type: z.string(),
  ts: z.string(),
  hits: z.array(z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()])),
});

/** The works of known key or tempo in the corpora beside the repository; each corpus in an order of its own that has nothing to do with its content. */
export async function knownWorks(folder: string): Promise<readonly KnownWork[]> {
  const rows = async <T>(file: string, schema: z.ZodType<T>): Promise<T[]> => {
    const bytes = await readFile(join(folder, file)).catch((cause: unknown) => {
      throw new StudioError(
        'listen.corpora-missing',
        `Expected the corpora in ${folder}, found no ${file}. Give their folder with --corpora, or set CUESMITH_CORPORA.`,
        { cause },
      );
    });
    const lines = gunzipSync(bytes).toString('utf8').split('\n');
    return lines.filter((line) => line !== '').map((line) => schema.parse(JSON.parse(line)));
  };
  const tunes = new Map((await rows('melody/openhymnal.jsonl.gz', Tune)).map((tune) => [tune.id, tune]));
  const hymns = (await rows('scores/openhymnal_satb.jsonl.gz', Hymn)).flatMap((hymn) => hymnOf(hymn, tunes.get(hymn.id)));
  const songs = (await rows('scores/lieder_scores.jsonl.gz', Printed)).flatMap(songOf);
  const quartets = (await rows('scores/quartets_scores.jsonl.gz', Printed)).flatMap(quartetOf);
  const standards = (await rows('melody/openewld.jsonl.gz', Tune)).flatMap(standardOf);
  const bands = (await rows('bands/freedoom.jsonl.gz', Band)).flatMap(bandOf);
  const drummers = (await rows('drums/gmd.jsonl.gz', Drummed)).flatMap(drummerOf);
  return [
    ...evenlyByMode(hymns, 47),
    ...evenlyByMode(songs, 70),
    ...evenlyByMode(standards, 116),
    ...shuffled(quartets),
    ...shuffled(bands).slice(0, 100),
    ...shuffled(drummers).slice(0, 140),
  ];
}

/** Whether a work may be looked at while an estimator is chosen; the other half is only for the verdict. */
export function isForTuning({ id }: Pick<KnownWork, 'id'>): boolean {
  return hashOf(`half/${id}`) % 2 === 0;
}

function hymnOf({ id, title, voices }: z.infer<typeof Hymn>, tune: z.infer<typeof Tune> | undefined): KnownWork[] {
  if (tune === undefined) {
    return [];
  }

  // Ensembles that play hymns: organ, piano, choir, brass.
  const program = [19, 0, 52, 61][hashOf(title) % 4] ?? 0;
  const lines = voices.map(({ notes }) => lineOf(program, notes, 0.65));
  return [{ corpus: 'hymns', id, key: keyOf(tune.key), bpm: null, lines }];
}

function songOf({ id, keys, tempo, times, parts }: z.infer<typeof Printed>): KnownWork[] {
  const fifths = keys[0]?.[1];
  const quarters = tempo[0]?.[1];
  const key = keys.length === 1 && fifths !== undefined ? keyByLastBass(fifths, parts) : null;
  if (parts.length !== 2 || key === null || quarters === undefined) {
    return [];
  }

  const lines = parts.map(({ notes }, i) => lineOf(i === 0 ? 71 : 0, notes, 60 / quarters));
  return [{ corpus: 'songs', id, key, bpm: tempo.length === 1 ? beatOf(quarters, times[0]) : null, lines }];
}

const LETTERS: { readonly [letter: string]: number } = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };

/** Quartets whose titles state a key that the signature of their beginning agrees with. */
function quartetOf({ id, title, keys, tempo, parts }: z.infer<typeof Printed>): KnownWork[] {
  const stated = /in ([A-G])(-flat|♭|-sharp|♯)? (major|minor)/i.exec(title);
  const fifths = keys[0]?.[1];
  if (stated === null || fifths === undefined || parts.length !== 4) {
    return [];
  }

  const isMinor = stated[3]?.toLowerCase() === 'minor';
  const shift = stated[2] === undefined ? 0 : /flat|♭/.test(stated[2]) ? 11 : 1;
  const tonic = ((LETTERS[stated[1] ?? ''] ?? 0) + shift) % 12;
  const bySignature = (7 * (fifths + 12) + (isMinor ? 9 : 0)) % 12;
  const lines = parts.map(({ notes }, i) => lineOf([40, 40, 41, 42][i] ?? 40, notes, 60 / (tempo[0]?.[1] ?? 100)));
  return tonic === bySignature ? [{ corpus: 'quartets', id, key: { tonic, isMinor }, bpm: null, lines }] : [];
}

/** Lead sheets, played by saxophone, piano, bass and a plain kit that knows no key; only those that end on the key they state. */
function standardOf({ id, key, notes, chords }: z.infer<typeof Tune>): KnownWork[] {
  const last = chords.at(-1);
  const isPlain = last !== undefined && last[1] === key[0] && (key[1] === 'min') === last[2].startsWith('min');
  if (!isPlain) {
    return [];
  }

  const secondsAQuarter = 60 / (90 + (hashOf(id) % 60));
  const end = Math.max(...notes.map(([onset = 0, length = 0]) => onset + length));
  const spans = chords.map(([onset, root, quality], i) => ({
    onset,
    root,
    tones: CHORD_TONES[quality] ?? [0, 4, 7],
    length: Math.max(1, (chords[i + 1]?.[0] ?? end) - onset),
  }));
  const struck = spans.flatMap((span) =>
    Array.from({ length: Math.ceil(span.length / (2 * QUARTER)) }, (_, i) => ({
      ...span,
      onset: span.onset + i * 2 * QUARTER,
      length: Math.min(2 * QUARTER, span.length - i * 2 * QUARTER),
    })),
  );
  const piano = struck.flatMap(({ onset, root, tones, length }) =>
    tones.map((tone) => [onset, length, 54 + ((root + tone + 6) % 12)]),
  );
  const bass = struck.map(({ onset, root, length }) => [onset, length, 33 + ((root + 3) % 12)]);
  const kit = Array.from({ length: Math.floor(end / QUARTER) }, (_, beat) => [
    [beat * QUARTER, 6, beat % 2 === 0 ? 36 : 38],
    [beat * QUARTER, 6, 42],
    [(beat + 0.5) * QUARTER, 6, 42],
  ]).flat();
  const lines = [
    lineOf(65, notes, secondsAQuarter),
    lineOf(0, piano, secondsAQuarter),
    lineOf(32, bass, secondsAQuarter),
    { ...lineOf(0, kit, secondsAQuarter), isDrums: true },
  ];
  return [{ corpus: 'standards', id, key: keyOf(key), bpm: null, lines }];
}

const CHORD_TONES: { readonly [quality: string]: readonly number[] } = {
  maj: [0, 4, 7],
  min: [0, 3, 7],
  '7': [0, 4, 7, 10],
  min7: [0, 3, 7, 10],
  maj7: [0, 4, 7, 11],
  dim: [0, 3, 6],
  m7b5: [0, 3, 6, 10],
  dim7: [0, 3, 6, 9],
  aug: [0, 4, 8],
  sus4: [0, 5, 7],
  '6': [0, 4, 7, 9],
  min6: [0, 3, 7, 9],
};

/** Bands of a game, of one tempo throughout. */
function bandOf({ id, tempo, ts, tracks }: z.infer<typeof Band>): KnownWork[] {
  const quarters = tempo[0]?.[1];
  if (tempo.length !== 1 || quarters === undefined) {
    return [];
  }

  const lines = tracks.map(({ program, drum, notes }) => ({ ...lineOf(program, notes, 60 / quarters), isDrums: drum }));
  return [{ corpus: 'bands', id, key: null, bpm: beatOf(quarters, ts[0]), lines }];
}

/** Drummers alone, as they played to a click. */
function drummerOf({ id, bpm, type, ts, hits }: z.infer<typeof Drummed>): KnownWork[] {
  const step = 60 / bpm / 4;
  const length = Math.max(0, ...hits.map(([at]) => at)) * step;
  const notes = hits.map(([at, , velocity, offset, pitch]): PlainNote => ({
    startSeconds: Math.max(0, (at + offset / 24) * step),
    durationSeconds: 0.1,
    pitch,
    velocity: velocity / 127,
  }));
  return type === 'beat' && ts === '4-4' && length >= 15
    ? [{ corpus: 'drummers', id, key: null, bpm, lines: [{ program: 0, isDrums: true, notes }] }]
    : [];
}

function lineOf(program: number, notes: readonly (readonly number[])[], secondsAQuarter: number): PlainLine {
  const played = notes.map(([onset = 0, length = 0, pitch = 60, velocity = 0]): PlainNote => ({
    startSeconds: (onset / QUARTER) * secondsAQuarter,
    durationSeconds: Math.max(0.05, (length / QUARTER) * secondsAQuarter),
    pitch,
    velocity: velocity > 1 ? velocity / 127 : PLAIN_VELOCITY,
  }));
  return { program, isDrums: false, notes: played };
}

function keyOf([tonic, mode]: readonly [number, 'maj' | 'min']): { readonly tonic: number; readonly isMinor: boolean } {
  return { tonic, isMinor: mode === 'min' };
}

/** The key that a signature and the last bass note agree on; null where they do not. */
function keyByLastBass(fifths: number, parts: z.infer<typeof Printed>['parts']): KnownWork['key'] {
  const notes = parts.flatMap((part) => part.notes);
  const endOf = ([onset = 0, length = 0]: readonly number[]): number => onset + length;
  const end = Math.max(...notes.map(endOf));
  const lowest = Math.min(...notes.filter((note) => endOf(note) > end - QUARTER / 4).map(([, , pitch = 60]) => pitch));
  const tonic = (7 * (fifths + 12)) % 12;
  const bass = lowest % 12;
  return bass === tonic ? { tonic, isMinor: false } : bass === (tonic + 9) % 12 ? { tonic: bass, isMinor: true } : null;
}

/** A dotted quarter beats in compound time. */
function beatOf(quarters: number, time: readonly [number, number, number] | undefined): number {
  return time !== undefined && time[2] === 8 && time[1] % 3 === 0 && time[1] > 3 ? quarters / 1.5 : quarters;
}

/** So many works in major and as many in minor, or all there are. */
function evenlyByMode(works: readonly KnownWork[], most: number): readonly KnownWork[] {
  const inMode = (isMinor: boolean) => shuffled(works.filter(({ key }) => key?.isMinor === isMinor)).slice(0, most);
  return [...inMode(false), ...inMode(true)];
}

function shuffled(works: readonly KnownWork[]): readonly KnownWork[] {
  return [...works].sort((left, right) => hashOf(left.id) - hashOf(right.id) || (left.id < right.id ? -1 : 1));
}

/** FNV-1a with a final mix. */
function hashOf(text: string): number {
  let value = 2166136261;
  for (const letter of text) {
    value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 16777619) >>> 0;
  }

  return (value ^ (value >>> 13)) >>> 0;
}
