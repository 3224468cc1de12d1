import { z } from 'zod';

/** Every style the composer can write; the order is the order of `cuesmith styles`. */
export const STYLE_IDS = [
  'acoustic',
  'folk',
  'pop',
  'lofi',
  'hip-hop',
  'trap',
  'house',
  'edm',
  'synthwave',
  'ambient',
  'cinematic',
  'epic',
  'orchestral',
  'piano',
  'strings',
  'jazz',
  'bossa',
  'rock',
  'funk',
  'corporate',
  'deep-house',
  'tech-house',
  'techno',
  'trance',
  'drum-and-bass',
  'synthpop',
  'chiptune',
  'downtempo',
  'drone',
  'meditation',
  'indie',
  'pop-rock',
  'post-rock',
  'blues',
  'country',
  'bluegrass',
  'disco',
  'soul',
  'reggae',
  'boom-bap',
  'swing',
  'smooth-jazz',
  'latin',
  'salsa',
  'afrobeat',
  'chamber',
  'kids',
  'holiday',
  'flamenco',
  'celtic',
  'ragtime',
  'gospel',
] as const;
export const StyleId = z.enum(STYLE_IDS);
export type StyleId = z.infer<typeof StyleId>;

export const Mode = z.enum(['major', 'minor', 'dorian', 'phrygian', 'lydian', 'mixolydian', 'harmonic-minor']);
export type Mode = z.infer<typeof Mode>;

export const TONICS = ['C', 'Db', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B'] as const;
/** A key as a musician says it: `{ tonic: 'D', mode: 'minor' }`. Enharmonic spellings are folded into the usual one (C# → Db, Gb → F#). */
export const Key = z.object({ tonic: z.enum(TONICS), mode: Mode }).readonly();
export type Key = z.infer<typeof Key>;

export const Meter = z.enum(['4/4', '3/4', '6/8', '2/4', '12/8', '5/4', '7/8']);
export type Meter = z.infer<typeof Meter>;

/** How the piece stops: `button` a short final hit, `ring` the last chord rings out, `fade` fades, `loop` runs into its own start. */
export const Ending = z.enum(['button', 'ring', 'fade', 'loop']);
export type Ending = z.infer<typeof Ending>;

export const EnergyShape = z.enum(['steady', 'build', 'arc', 'wave', 'fall', 'drop']);
export type EnergyShape = z.infer<typeof EnergyShape>;

/**
 * Energy over the piece. `level` is the overall 0–1; `shape` how it moves; `points` are wishes pinned in time
 * ("drops at 0:15"), in seconds from the start, and override the shape near them.
 */
export const Energy = z
  .object({
    level: z.number().min(0).max(1),
    shape: EnergyShape,
    points: z.array(z.object({ atSeconds: z.number().min(0), level: z.number().min(0).max(1) }).readonly()).readonly(),
  })
  .readonly();
export type Energy = z.infer<typeof Energy>;

/** Colours that the words paint, for the picture beside the music. */
export const Hue = z.enum(['warm', 'cool', 'night', 'neon', 'green', 'rose', 'mono', 'pastel']);
export type Hue = z.infer<typeof Hue>;

/** Where on the emotional plane the moods put the piece; each 0–1 with 0.5 neutral. Averages of the mood table's rows. */
export const Feeling = z
  .object({
    /** 0 sad, 1 happy. */
    valence: z.number().min(0).max(1),
    /** 0 dark and muffled, 1 bright. */
    brightness: z.number().min(0).max(1),
    /** 0 consonant and calm, 1 tense. */
    tension: z.number().min(0).max(1),
    /** 0 sparse, 1 busy. */
    density: z.number().min(0).max(1),
    /** 0 dry and close, 1 in a vast room. */
    space: z.number().min(0).max(1),
    /** Only there where the words name colours or a scene that has its own. */
    hue: Hue.optional(),
  })
  .readonly();
export type Feeling = z.infer<typeof Feeling>;

/** Sound treatments asked for by word ("vinyl", "warm", "punchy"); the mix obeys them. */
export const Production = z.enum([
  'vinyl',
  'tape',
  'warm',
  'bright',
  'airy',
  'punchy',
  'wide',
  'dry',
  'reverb',
  'gritty',
  'clean',
  'vintage',
  'dark',
  'soft',
  'radio',
  'vhs',
  'underwater',
  'distant',
  'crushed',
  'plate',
  'spring',
  'chamber',
  'cathedral',
  'pumping',
]);
export type Production = z.infer<typeof Production>;

/** What was understood of a prompt: complete and validated, so that the composer never has to guess. */
export const Brief = z
  .object({
    prompt: z.string(),
    seed: z.int().min(0).max(0xffffffff),
    /** Spoken title for the video and file metadata; null when none was asked. */
    title: z.string().nullable(),
    durationSeconds: z.number().min(1).max(600),
    tempoBpm: z.number().min(30).max(300),
    /** The range the form solver may move the tempo in to make the length come out; both ends equal when the tempo was stated. */
    tempoRange: z.tuple([z.number(), z.number()]).readonly(),
    meter: Meter,
    key: Key,
    style: StyleId,
    /** Other styles asked for, with weights that add up to at most 1 with the main style's; the composer borrows parts and grooves from them. */
    blend: z.array(z.object({ style: StyleId, weight: z.number().min(0).max(1) }).readonly()).readonly(),
    /** Mood words from the mood table, in the prompt's order. */
    moods: z.array(z.string()).readonly(),
    feeling: Feeling,
    /** Instrument ids that must sound. */
    instruments: z.array(z.string()).readonly(),
    /** Instrument ids, families or roles that must not sound (`drums`, `piano`, `strings`, `melody`). */
    without: z.array(z.string()).readonly(),
    /** Only the instruments asked for may sound ("solo piano", "just guitar and cello"). */
    onlyInstruments: z.boolean(),
    loop: z.boolean(),
    ending: Ending,
    energy: Energy,
    production: z.array(Production).readonly(),
    /** Chord symbols asked for ("Bm Cmaj7 Gmaj7"), to be used as the progression; empty when none. */
    chords: z.array(z.string()).readonly(),
    /** Moments of the piece that its bars and accents land on, seconds, such as a film's cuts; none by default. */
    hits: z.array(z.number().min(0).max(600)).max(100).readonly().default([]),
    /**
     * A change of key asked for: half steps up (or down), and from where on: the last refrain, the bridge, or seconds from the
     * start, which find the nearest section. The mode stays. Null, the default, for a piece in one key.
     */
    keyChange: z
      .object({
        semitones: z.int().min(-5).max(6),
        at: z.union([z.enum(['last-refrain', 'bridge']), z.number().min(0).max(600)]),
      })
      .readonly()
      .nullable()
      .default(null),
    /** How often something of the piece was written anew; each time draws other chances. 0 by default. */
    take: z.int().min(0).default(0),
    /** Whether the learned musicians play (drummer, accompaniment figures), or only what is authored. */
    learned: z.boolean().default(true),
    /** Which of the fields were stated by the person (in words or options) rather than chosen by us. */
    stated: z
      .object({
        tempo: z.boolean(),
        key: z.boolean(),
        mode: z.boolean(),
        meter: z.boolean(),
        duration: z.boolean(),
        style: z.boolean(),
        ending: z.boolean(),
      })
      .readonly(),
  })
  .readonly();
export type Brief = z.infer<typeof Brief>;

/** One line of the receipt: what a piece of the prompt caused. `start` and `end` are UTF-16 offsets into the prompt (−1 for an option). */
export const ReceiptLine = z
  .object({
    words: z.string(),
    start: z.int(),
    end: z.int(),
    decision: z.string(),
    status: z.enum(['honoured', 'approximated', 'refused', 'unused']),
    note: z.string(),
  })
  .readonly();
export type ReceiptLine = z.infer<typeof ReceiptLine>;

/** Wishes given outside the words (command-line options, API fields); each one beats the prompt. */
export type BriefHints = {
  readonly seed?: number;
  readonly durationSeconds?: number;
  readonly tempoBpm?: number;
  /** As a musician writes it: "D minor", "F# major", "Bbm". */
  readonly key?: string;
  /** One of the metres of `Meter`. */
  readonly meter?: string;
  readonly style?: string;
  readonly with?: readonly string[];
  readonly without?: readonly string[];
  readonly loop?: boolean;
  /** One of the endings of `Ending`. */
  readonly ending?: string;
  readonly title?: string;
  /** Default true; false leaves the learned musicians out. */
  readonly learned?: boolean;
};
