import { z } from 'zod';
import { FIT_MODES, PictureRect, TRANSITION_KINDS } from './picture-framing.ts';
import { Ducking, TextPlace, TextStyle } from './timeline.ts';

const Milliseconds = z.int().min(0).max(7_200_000);
const Moment = Milliseconds.nullable();
/** The id that a new clip gets, for requests that come after and mean it; null: one is made. */
const NewId = z.string().nullable().default(null);
const Text = z.string().min(1).max(500);
const TextLook = z.object({
  style: TextStyle.optional(),
  colour: z
    .tuple([z.int().min(0).max(255), z.int().min(0).max(255), z.int().min(0).max(255)])
    .nullable()
    .optional(),
  place: TextPlace.nullable().optional(),
  size: z.number().min(0.4).max(2.5).optional(),
});

/** One thing that a person can ask of a timeline; every door asks with it. Times are milliseconds of the timeline unless said otherwise. */
export const EditRequest = z.discriminatedUnion('kind', [
  /**
   * Puts a file on the timeline: behind what is on its track (`atMs` null) or at a moment. There `video` pushes back what is there, splitting
   * what stands across the moment; the others go to a track with room. `durationMs` null: all of it (a still: 5 s; sound ends with the picture).
   */
  z.object({
    kind: z.literal('place-media'),
    mediaId: z.string(),
    on: z.enum(['video', 'overlay', 'sound', 'voice']),
    atMs: Moment,
    durationMs: Moment,
    newId: NewId,
  }),
  /** Takes a clip off; `isClosed`: what follows on its track moves up, and where that is the picture, later titles, captions and markers do. So for all that closes. */
  z.object({ kind: z.literal('remove-clip'), clipId: z.string(), isClosed: z.boolean() }),
  /** Takes so much off a clip's beginning and end (negative: gives back what was cut off before); `isClosed`: what follows moves up. */
  z.object({ kind: z.literal('trim-clip'), clipId: z.string(), headMs: z.int(), tailMs: z.int(), isClosed: z.boolean() }),
  /** Makes a clip so long, by its end. */
  z.object({ kind: z.literal('set-clip-length'), clipId: z.string(), durationMs: Milliseconds, isClosed: z.boolean() }),
  /** Cuts a stretch of the whole timeline out and closes the gap. Music is not cut but fitted anew by whoever placed it. */
  z.object({ kind: z.literal('cut-out'), fromMs: Milliseconds, toMs: Milliseconds }),
  z.object({ kind: z.literal('split-clip'), clipId: z.string(), atMs: Milliseconds, newId: NewId }),
  /** Puts a clip at a place among those of its track, counted from 0; what follows moves. */
  z.object({ kind: z.literal('reorder-clip'), clipId: z.string(), place: z.int().min(0) }),
  /** Puts a clip at a moment, where there must be room. */
  z.object({ kind: z.literal('move-clip'), clipId: z.string(), toMs: Milliseconds }),
  /** What follows on the track moves with the clip's new end. */
  z.object({ kind: z.literal('set-speed'), clipId: z.string(), speed: z.number().min(0.25).max(4) }),
  /** `undefined` keeps what there is. */
  z.object({
    kind: z.literal('set-framing'),
    clipId: z.string(),
    fit: z.enum(FIT_MODES).optional(),
    crop: PictureRect.nullable().optional(),
    motion: z.object({ from: PictureRect, to: PictureRect }).nullable().optional(),
  }),
  /** How a clip comes in, or (`clipId` null) every clip of the picture that follows another; `transition` null: it cuts. */
  z.object({
    kind: z.literal('set-transition'),
    clipId: z.string().nullable(),
    transition: z.enum(TRANSITION_KINDS).nullable(),
    durationMs: Milliseconds.default(600),
  }),
  /** The level of clips' sound: to `gainDb`, or by it from what it is. With a stretch: only there, with short slopes. −120 and less is silence. */
  z.object({
    kind: z.literal('set-level'),
    clipIds: z.array(z.string()).min(1),
    gainDb: z.number().min(-120).max(24),
    isRelative: z.boolean(),
    fromMs: Moment,
    toMs: Moment,
  }),
  /** Null leaves a fade as it is. */
  z.object({ kind: z.literal('set-fades'), clipIds: z.array(z.string()).min(1), inMs: Moment, outMs: Moment }),
  z.object({ kind: z.literal('set-ducking'), clipIds: z.array(z.string()).min(1), ducking: Ducking.nullable() }),
  /** Null times: where a title stands by custom (the opening, long enough to read twice). Captions go to a track of their own. */
  z.object({
    kind: z.literal('add-text'),
    role: z.enum(['title', 'caption']),
    text: Text,
    fromMs: Moment,
    toMs: Moment,
    newId: NewId,
    ...TextLook.shape,
  }),
  z.object({
    kind: z.literal('change-text'),
    clipId: z.string(),
    text: Text.optional(),
    fromMs: Milliseconds.optional(),
    toMs: Milliseconds.optional(),
    ...TextLook.shape,
  }),
  /** Captions as a file brought them, in place of those there were. */
  z.object({
    kind: z.literal('set-captions'),
    captions: z.array(z.object({ fromMs: Milliseconds, toMs: Milliseconds, text: Text })).max(2000),
  }),
  z.object({
    kind: z.literal('set-frame'),
    width: z.int().min(16).max(8192),
    height: z.int().min(16).max(8192),
  }),
  z.object({ kind: z.literal('set-frame-rate'), framesPerSecond: z.number().min(1).max(120) }),
  z.object({ kind: z.literal('rename'), name: z.string().min(1).max(200) }),
  z.object({
    kind: z.literal('add-marker'),
    atMs: Milliseconds,
    name: z.string().max(200),
    marker: z.enum(['cut', 'hit', 'note']),
  }),
  z.object({ kind: z.literal('remove-markers'), marker: z.enum(['cut', 'hit', 'note']).nullable() }),
]);
export type EditRequest = z.infer<typeof EditRequest>;
