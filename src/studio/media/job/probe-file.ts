import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { fileTypeFromFile } from 'file-type';
import { avGetCodecName, type Stream } from 'node-av/lib';
import { StudioError } from '../../../engine/kernel/index.ts';
import type { ProbedMedia } from '../../ports/media-probe.ts';
import { ACCEPTED_FORMATS, ACCEPTED_NAMES, type AcceptedFormat } from './accepted-formats.ts';
import { isWholeJpeg } from './is-whole-jpeg.ts';
import { type Look, lookAtPicture } from './look-at-picture.ts';
import { measurePeaks } from './measure-peaks.ts';
import { checkSize, damaged, openDecoder, openMedia, type OpenMedia } from './open-media.ts';
import { stillSizeOf } from './still-size-of.ts';
import { type StreamSurvey, surveyPackets } from './survey-packets.ts';

/** The longest film or sound that is taken. */
const MOST_HOURS = 12;
/** A container whose packets end this much before the time it claims was cut off: seconds, and part of the claimed time. */
const CUT_SECONDS = 0.5;
const CUT_PART = 0.05;
/** Demuxers whose claimed time comes from an index, not from a guess by bit rate. */
const EXACT_DEMUXERS: ReadonlySet<string> = new Set(['mov', 'matroska', 'avi', 'wav']);
/** Within which stills other than JPEG say their size. */
const HEAD_BYTES = 64;
const MICROSECONDS = 1e6;
const MOST_FRAMES_PER_SECOND = 1000;
/** How far, as a part of it, a film's mean rate may be from the rate it was made at. */
const GRID_SLACK = 0.05;

/** Finds out what a file holds by reading and decoding it. Throws `media.unsupported` and `media.damaged`. */
export async function probeFile(path: string): Promise<ProbedMedia> {
  const format = await formatOf(path);
  if (format.isPicture) {
    checkStill(path, format);
  }

  // Each pass opens the file anew: no demuxer has to find back to the beginning.
  const survey = using(openMedia(path, format), (media) => takeSurvey(media));
  const hasPicture = survey.picture.packets > 0;
  const hasSound = survey.sound.packets > 0;
  if (!hasPicture && !hasSound) {
    throw damaged('there is neither picture nor sound in it');
  }

  const seconds = format.isPicture && survey.picture.packets === 1 ? null : lengthOf(survey, format);
  const look = hasPicture ? findLook(path, format, seconds) : null;
  const peaks = hasSound ? using(openMedia(path, format), (media) => listenTo(media, survey.sound.packets)) : null;
  if (look === null && peaks === null) {
    throw damaged('nothing in it can be decoded');
  }

  return {
    kind: look === null ? 'audio' : seconds === null ? 'image' : 'video',
    contentType: look === null ? format.soundContentType : format.contentType,
    durationMs: seconds === null ? null : Math.max(1, Math.round(seconds * 1000)),
    width: look?.width ?? null,
    height: look?.height ?? null,
    framesPerSecond: look === null || seconds === null ? null : rateOf(survey, seconds),
    hasSound: peaks !== null,
    codecs: survey.codecs,
    thumbnail: look?.thumbnail ?? null,
    peaks,
  };
}

type Survey = {
  readonly picture: StreamSurvey;
  readonly sound: StreamSurvey;
  readonly codecs: readonly string[];
  /** Frames a second as the container has it; null when it does not. */
  readonly rate: number | null;
  /** 0 when no packet has a time. */
  readonly seconds: number;
};

async function formatOf(path: string): Promise<AcceptedFormat> {
  const type = await fileTypeFromFile(path);
  const format = ACCEPTED_FORMATS.get(type?.mime ?? '');
  if (format === undefined) {
    throw new StudioError(
      'media.unsupported',
      `Expected ${ACCEPTED_NAMES}, got ${type === undefined ? 'something that is none of these' : `a ${type.ext} file (by its content)`}. Convert it and send it again.`,
    );
  }

  return format;
}

/** What FFmpeg would not say of a still, or only once it has unpacked it. */
function checkStill(path: string, { contentType }: AcceptedFormat): void {
  const isJpeg = contentType === 'image/jpeg';
  const bytes = isJpeg ? readFileSync(path) : readHead(path);
  const size = stillSizeOf(bytes);
  if (size !== null) {
    checkSize(size.width, size.height);
  }

  if (isJpeg && !isWholeJpeg(bytes)) {
    throw damaged('the lower part of the picture is missing');
  }
}

function readHead(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    return head.subarray(0, readSync(file, head));
  } finally {
    closeSync(file);
  }
}

function takeSurvey(media: OpenMedia): Survey {
  const streams = [media.picture, media.sound].filter((stream) => stream !== null);
  for (const stream of streams) {
    // Says at once, and by its name, when a codec is not taken.
    openDecoder(stream).freeContext();
  }

  const { picture, sound, seconds: reached, isWhole } = surveyPackets(media);
  const found = Math.max(picture.seconds ?? 0, sound.seconds ?? 0);
  const claimed = EXACT_DEMUXERS.has(media.demuxer) ? Math.max(0, Number(media.container.duration) / MICROSECONDS) : 0;
  const slack = Math.max(CUT_SECONDS, CUT_PART * claimed);
  const isCut = claimed - reached > slack;
  if (!isWhole || isCut) {
    throw damaged(isCut ? `it ends after ${reached.toFixed(1)} of ${claimed.toFixed(1)} seconds` : 'it ends in the middle');
  }

  return {
    picture,
    sound,
    codecs: streams.map((stream) => avGetCodecName(stream.codecpar.codecId) ?? 'unknown'),
    rate: media.picture === null ? null : declaredRate(media.picture),
    // Packets also count what players cut off (an encoder's run-in); the index does not.
    seconds: claimed > 0 && Math.abs(claimed - found) <= slack ? claimed : found,
  };
}

function lengthOf({ seconds }: Survey, format: AcceptedFormat): number {
  if (seconds > MOST_HOURS * 3600) {
    throw new StudioError(
      'media.unsupported',
      `Expected at most ${MOST_HOURS} hours, got ${Math.round(seconds / 3600)}. Cut it and send the parts you need.`,
    );
  }

  if (seconds === 0 && !format.isPicture) {
    throw damaged('it has no length');
  }

  return seconds;
}

function rateOf(survey: Survey, seconds: number): number | null {
  const counted = seconds > 0 ? survey.picture.packets / seconds : null;
  const rate = survey.rate ?? counted;
  return rate === null || rate <= 0 || rate > MOST_FRAMES_PER_SECOND ? null : Math.round(rate * 1000) / 1000;
}

function declaredRate({ avgFrameRate, rFrameRate }: Stream): number | null {
  const [mean, grid] = [avgFrameRate, rFrameRate].map(({ num, den }) => (num > 0 && den > 0 ? num / den : null));
  if (mean === undefined || mean === null) {
    return null;
  }

  // The mean of a short film is off by its last picture, which often has no length: then the grid its pictures lie on is the rate.
  const isOnGrid = grid !== undefined && grid !== null && Math.abs(grid - mean) < GRID_SLACK * mean;
  return isOnGrid ? grid : mean;
}

function findLook(path: string, format: AcceptedFormat, seconds: number | null): Look {
  const look = using(openMedia(path, format), (media) => lookAt(media, seconds));
  // A broken index leads nowhere: then what lies at the beginning is looked at.
  const found = look ?? using(openMedia(path, format), (media) => lookAt({ ...media, canSeek: false }, seconds));
  if (found === null) {
    throw damaged('no picture in it can be decoded');
  }

  return found;
}

function lookAt(media: OpenMedia, seconds: number | null): Look | null {
  return media.picture === null ? null : lookAtPicture(media, media.picture, seconds);
}

function listenTo(media: OpenMedia, packets: number): readonly number[] | null {
  return media.sound === null ? null : measurePeaks(media, media.sound, packets);
}

function using<Result>(media: OpenMedia, work: (media: OpenMedia) => Result): Result {
  try {
    return work(media);
  } finally {
    media.container.closeInputSync();
  }
}
