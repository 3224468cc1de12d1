import { z } from 'zod';
import type { FilmRequest } from '../../../contract/index.ts';
import { readBrief } from '../../../engine/brief/index.ts';
import { FRAME_RATES, presetNamed, sizeOf } from '../../../engine/export/index.ts';
import { clamp, StudioError } from '../../../engine/kernel/index.ts';
import type { MusicChange } from '../../../engine/score/index.ts';
import type { Caption, EditRequest } from '../../../engine/timeline/index.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Media } from '../../store/records/media.ts';
import type { MusicHints } from '../generate/generate-request.ts';
import type { MusicWork } from '../generate/request-music.ts';
import { filmSizeOf } from './film-size.ts';

/** What the later edits call the clip of the new music. */
const MUSIC = 'music';
const STILL_SECONDS = 5;
const SILENCE_DB = -120;
/** The lengths that music may have, in seconds. */
const [SHORTEST, LONGEST] = [1, 600];

/** What the look into an upload found, as far as it is asked here. */
const UploadDetails = z.looseObject({ hasSound: z.boolean() });

/** What is to be made for a film, and what its person should know. */
export type FilmPlan = { readonly work: MusicWork; readonly warnings: readonly string[] };

/**
 * Says what a wish for a film comes to: the footage laid out and set, music as long as it, landing where it is to land, and giving way.
 * Throws `usage.hit-late` for a moment after the end.
 */
export function planFilm(
  ids: Pick<Ids, 'make'>,
  request: FilmRequest,
  footage: { readonly media: readonly Media[]; readonly captions: readonly Caption[] },
): FilmPlan {
  const { prompt, hints, duck, matchesCuts } = request;
  const { media, captions } = footage;
  const filmSeconds = media.reduce((sum, { durationMs }) => sum + (durationMs === null ? STILL_SECONDS : durationMs / 1000), 0);
  const isAsLong = media.length > 0 && !readBrief(prompt, hints).brief.stated.duration;
  assertHitsFit(request, filmSeconds);
  const changes: readonly MusicChange[] = request.hits.length === 0 ? [] : [{ kind: 'hits', atSeconds: [...request.hits] }];
  return {
    work: {
      wish: {
        prompt,
        words: prompt,
        hints: { ...plainHints(hints), ...(isAsLong ? { durationSeconds: clamp(filmSeconds, SHORTEST, LONGEST) } : {}) },
        frame: frameOf(request, media),
        keepsTitle: false,
      },
      revises: null,
      changes,
      matchesCuts,
      isRefit: false,
      take: null,
      edits: {
        before: footageEdits(ids, request, media),
        // Behind the placing of the music: a title goes to the first track of text.
        after: [
          ...(captions.length === 0 ? [] : [{ kind: 'set-captions' as const, captions: [...captions] }]),
          ...(duck === null
            ? []
            : [
                {
                  kind: 'set-ducking' as const,
                  clipIds: [MUSIC],
                  ducking: duck === 'off' ? null : { depthDb: duck, under: 'speech' as const },
                },
              ]),
        ],
        musicId: MUSIC,
        isSeparable: false,
      },
    },
    warnings:
      isAsLong && filmSeconds > LONGEST
        ? [`Music can be ${LONGEST / 60} minutes long; the rest of the film is without. Make more for it with another prompt.`]
        : [],
  };
}

function footageEdits(
  ids: Pick<Ids, 'make'>,
  { fit, keepsSound, framesPerSecond, preset }: FilmRequest,
  media: readonly Media[],
): readonly EditRequest[] {
  const rate = framesPerSecond ?? (preset === null ? rateOf(media) : null);
  const placed = media.map((file) => ({ file, id: ids.make('segment') }));
  const muted = keepsSound ? [] : placed.filter(({ file }) => hasSound(file)).map(({ id }) => id);
  return [
    ...(rate === null ? [] : [{ kind: 'set-frame-rate' as const, framesPerSecond: rate }]),
    ...placed.map(({ file, id }) => ({
      kind: 'place-media' as const,
      mediaId: file.id,
      on: 'video' as const,
      atMs: null,
      durationMs: null,
      newId: id,
    })),
    ...(fit === null ? [] : placed.map(({ id }) => ({ kind: 'set-framing' as const, clipId: id, fit }))),
    ...(muted.length === 0
      ? []
      : [{ kind: 'set-level' as const, clipIds: muted, gainDb: SILENCE_DB, isRelative: false, fromMs: null, toMs: null }]),
  ];
}

/** The shape that was asked for, or the footage's own: what is shown as it was filmed need not be encoded anew. */
function frameOf({ preset, aspect }: FilmRequest, [first]: readonly Media[]): MusicWork['wish']['frame'] {
  if (preset !== null) {
    const { width, height } = presetNamed(preset);
    return { width, height };
  }

  return aspect === null ? filmSizeOf(first?.width, first?.height) : sizeOf(aspect);
}

/** The rate of the first film, as near as an export has it; null where there is none. */
function rateOf(media: readonly Media[]): number | null {
  const own = media.find(({ kind, framesPerSecond }) => kind === 'video' && framesPerSecond !== null)?.framesPerSecond ?? null;
  return own === null
    ? null
    : FRAME_RATES.reduce<number>((best, rate) => (Math.abs(rate - own) < Math.abs(best - own) ? rate : best), 30);
}

function hasSound({ kind, details }: Media): boolean {
  return kind === 'video' && UploadDetails.safeParse(details).data?.hasSound === true;
}

function assertHitsFit({ hits, matchesCuts, films }: FilmRequest, filmSeconds: number): void {
  const late = hits.find((moment) => moment > filmSeconds);
  if (films.length > 0 && late !== undefined) {
    throw new StudioError(
      'usage.hit-late',
      `The film ends after ${Math.round(filmSeconds * 10) / 10} s, and ${late} s is later. Give moments of the film.`,
    );
  }

  if (films.length === 0 && matchesCuts) {
    throw new StudioError('usage.no-film', 'There are no cuts without a film. Give one with --video.');
  }
}

function plainHints(hints: FilmRequest['hints']): MusicHints {
  return Object.fromEntries(Object.entries(hints).filter(([, value]) => value !== undefined));
}
