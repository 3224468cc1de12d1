import { z } from 'zod';
import { Key, Mode, StyleId } from '../../brief/index.ts';

const Seconds = z.number().min(0).max(600);

/** One thing that a person can ask of music that is there. Each changes the parts it names and leaves every other part's sound as it was. */
export const MusicChange = z.discriminatedUnion('kind', [
  /** Calmer (below 0) or livelier: who plays, how busily and how strongly; theme, chords and form stay. −1 to 1, 0.3 is "a bit". */
  z.object({ kind: z.literal('energy'), by: z.number().min(-1).max(1) }),
  /** Same notes in another tempo; the form is fitted to the same length. */
  z.object({ kind: z.literal('tempo'), bpm: z.number().min(30).max(300) }),
  z.object({ kind: z.literal('tempo-by'), factor: z.number().min(0.25).max(4) }),
  /** Same tune and chords in another key; a mode alone keeps the tonic. Drums stay as they are. */
  z.object({ kind: z.literal('key'), key: Key }),
  z.object({ kind: z.literal('mode'), mode: Mode }),
  /** Up or down by half steps. */
  z.object({ kind: z.literal('transpose'), semitones: z.int().min(-24).max(24) }),
  /** Takes instruments, families or roles out ("drums", "piano", "strings", "melody", "bass"). */
  z.object({ kind: z.literal('without'), what: z.array(z.string()).min(1) }),
  /** Adds instruments. */
  z.object({ kind: z.literal('with'), instruments: z.array(z.string()).min(1) }),
  /** One instrument in the place of another, which keeps its role. */
  z.object({ kind: z.literal('swap'), from: z.string(), to: z.string() }),
  /** Another tune over the same band. */
  z.object({ kind: z.literal('new-melody') }),
  z.object({ kind: z.literal('new-drums') }),
  z.object({ kind: z.literal('new-bass') }),
  z.object({ kind: z.literal('new-chords') }),
  /** Grows towards a moment and opens up there. */
  z.object({ kind: z.literal('build-up'), atSeconds: Seconds }),
  /** Everything drops out shortly before a moment and comes back on it. */
  z.object({ kind: z.literal('drop'), atSeconds: Seconds }),
  /** Plays a stretch more softly or strongly (`toSeconds` null: to the end), dB. */
  z.object({
    kind: z.literal('dynamics'),
    fromSeconds: Seconds,
    toSeconds: Seconds.nullable(),
    byDb: z.number().min(-24).max(12),
  }),
  /** More or less of one instrument, family or role in the mix, dB. */
  z.object({ kind: z.literal('balance'), what: z.string(), byDb: z.number().min(-24).max(12) }),
  z.object({ kind: z.literal('loop'), isLoop: z.boolean() }),
  z.object({ kind: z.literal('ending'), ending: z.enum(['button', 'ring', 'fade']) }),
  /** Fits the piece to a length: same theme, new form, a real ending. */
  z.object({ kind: z.literal('length'), seconds: z.number().min(1).max(600) }),
  /** Sections and hits land on these moments of the piece; empty: nothing is held any more. */
  z.object({ kind: z.literal('hits'), atSeconds: z.array(Seconds).max(100) }),
  /** Same tune and form played in another style. */
  z.object({ kind: z.literal('style'), style: StyleId }),
  /** Brighter, darker, warmer, wider …: the treatment of the mix. */
  z.object({ kind: z.literal('production'), word: z.string() }),
]);
export type MusicChange = z.infer<typeof MusicChange>;
