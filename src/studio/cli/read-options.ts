import { InvalidArgumentError } from 'commander';
import { FILM_KINDS, FilmKind, type FilmOutput, FrameRate, MOST_CUTS, OutputKind, OUTPUT_KINDS } from '../../contract/index.ts';
import { FRAME_RATES } from '../../engine/export/index.ts';

/** Reads a length of music: `30`, `45s`, `1:30`, `2m`, `1m30s`. Gives seconds, 1 to 600. */
export function readDuration(text: string): number {
  const seconds = secondsOf(text.trim().toLowerCase());
  if (seconds === null) {
    throw new InvalidArgumentError('Give seconds or minutes: 30, 45s, 1:30 or 1m30s.');
  }

  if (seconds < 1 || seconds > 600) {
    throw new InvalidArgumentError('Music can be from 1 second to 10 minutes long: try --duration 30.');
  }

  return seconds;
}

/** Seconds of a time as people write it: `30`, `45s`, `1:30`, `1:30:00`, `2h`, `1m30s`; null for anything else. */
export function secondsOf(text: string): number | null {
  const clock = /^(\d{1,3}):([0-5]?\d(?:\.\d+)?)$/.exec(text);
  if (clock) {
    return Number(clock[1]) * 60 + Number(clock[2]);
  }

  const hours = /^(\d{1,3}):([0-5]\d):([0-5]\d(?:\.\d+)?)$/.exec(text);
  if (hours) {
    return Number(hours[1]) * 3600 + Number(hours[2]) * 60 + Number(hours[3]);
  }

  const named =
    /^(?:(\d+(?:\.\d+)?)\s*h(?:ours?)?)?\s*(?:(\d+(?:\.\d+)?)\s*m(?:in(?:utes?)?)?)?\s*(?:(\d+(?:\.\d+)?)\s*s(?:ec(?:onds?)?)?)?$/.exec(
      text,
    );
  if (text !== '' && named) {
    return Number(named[1] ?? 0) * 3600 + Number(named[2] ?? 0) * 60 + Number(named[3] ?? 0);
  }

  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}

/** Reads lengths of cuts parted by commas, `6,15,30` or `0:06,1:30`, and adds them to the earlier ones. Gives seconds, 1 to 600. */
export function readCuts(text: string, earlier: readonly number[] | undefined): readonly number[] {
  const lengths = [
    ...(earlier ?? []),
    ...text.split(',').map((part) => {
      const seconds = secondsOf(part.trim().toLowerCase());
      if (seconds === null || seconds < 1 || seconds > 600) {
        throw new InvalidArgumentError('Give lengths from 1 second to 10 minutes parted by commas, like 6,15,30.');
      }

      return seconds;
    }),
  ];
  if (new Set(lengths).size < lengths.length || lengths.length > MOST_CUTS) {
    throw new InvalidArgumentError(`Give each length once, and at most ${MOST_CUTS} of them.`);
  }

  return lengths;
}

/** Reads a tempo in beats a minute, 30 to 300. */
export function readBpm(text: string): number {
  const bpm = plainNumber(text.replace(/\s*bpm$/i, ''));
  if (bpm === null || bpm < 30 || bpm > 300) {
    throw new InvalidArgumentError('Give a tempo from 30 to 300 beats a minute, like 96.');
  }

  return bpm;
}

/** Reads a seed, 0 to 4294967295. */
export function readSeed(text: string): number {
  const seed = plainNumber(text);
  if (seed === null || !Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new InvalidArgumentError('Give a whole number from 0 to 4294967295, like 7.');
  }

  return seed;
}

/** Reads how many pictures a second the video has. */
export function readFrameRate(text: string): FrameRate {
  const rate = FrameRate.safeParse(plainNumber(text));
  if (!rate.success) {
    throw new InvalidArgumentError(`Pick one of ${FRAME_RATES.join(', ')}.`);
  }

  return rate.data;
}

/** Reads how many scores to write and judge, 1 to 64. */
export function readCandidates(text: string): number {
  const count = plainNumber(text);
  if (count === null || !Number.isInteger(count) || count < 1 || count > 64) {
    throw new InvalidArgumentError('Give a whole number from 1 to 64, like 8.');
  }

  return count;
}

/** Reads how many takes are wanted, 2 to 16. */
export function readVariations(text: string): number {
  const count = plainNumber(text);
  if (count === null || !Number.isInteger(count) || count < 2 || count > 16) {
    throw new InvalidArgumentError('Give a whole number from 2 to 16, like 8.');
  }

  return count;
}

/** Reads a list parted by commas and adds it to what earlier uses of the option gave. */
export function readList(text: string, earlier: readonly string[] | undefined): readonly string[] {
  const items = text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  if (items.length === 0) {
    throw new InvalidArgumentError('Give one or more names parted by commas, like piano,drums.');
  }

  return [...(earlier ?? []), ...items];
}

/** An output file and the kind that its ending asks for. */
export type Output = { readonly path: string; readonly kind: OutputKind };

/** Reads an output file's name, whose ending decides its kind, and adds it to the earlier ones. */
export function readOutput(text: string, earlier: readonly Output[] | undefined): readonly Output[] {
  const kind = OutputKind.safeParse(endingOf(text));
  if (!kind.success) {
    throw new InvalidArgumentError(`Its ending must say the kind of file: ${OUTPUT_KINDS.map((name) => `.${name}`).join(', ')}.`);
  }

  return [...(earlier ?? []), { path: text, kind: kind.data }];
}

/** Reads the name of a file of a timeline, whose ending decides its kind, and adds it to the earlier ones. */
export function readFilmOutput(text: string, earlier: readonly FilmOutput[] | undefined): readonly FilmOutput[] {
  const kind = FilmKind.safeParse(endingOf(text));
  if (!kind.success) {
    throw new InvalidArgumentError(`Its ending must say the kind of file: ${FILM_KINDS.map((name) => `.${name}`).join(', ')}.`);
  }

  return [...(earlier ?? []), { path: text, kind: kind.data }];
}

/** Reads the name of a film or still and adds it to the earlier ones. */
export function readFilm(text: string, earlier: readonly string[] | undefined): readonly string[] {
  if (text.trim() === '') {
    throw new InvalidArgumentError('Give the name of a file, like holiday.mp4.');
  }

  return [...(earlier ?? []), text];
}

/** Reads how far music goes down under speech, dB, 3 to 30, or `off`. */
export function readDuck(text: string): number | 'off' {
  if (text.trim().toLowerCase() === 'off') {
    return 'off';
  }

  const depth = plainNumber(text.replace(/\s*db$/i, '').replace(/^[-−]/, ''));
  if (depth === null || depth < 3 || depth > 30) {
    throw new InvalidArgumentError('Give how far the music goes down while somebody speaks, 3 to 30 dB, like 12, or off.');
  }

  return depth;
}

/** Reads moments of a film, `0:12`, `12.5s` or several parted by commas, and adds them to the earlier ones. Gives seconds, 0 to 600. */
export function readHits(text: string, earlier: readonly number[] | undefined): readonly number[] {
  const moments = text.split(',').map((part) => secondsOf(part.trim().toLowerCase()));
  const hits = moments.flatMap((seconds) => (seconds === null || seconds < 0 || seconds > 600 ? [] : [seconds]));
  if (hits.length < moments.length) {
    throw new InvalidArgumentError('Give moments of the film up to 10 minutes: 0:12, or 0:12,0:31.5.');
  }

  if (hits.length + (earlier ?? []).length > 100) {
    throw new InvalidArgumentError('Give at most 100 moments.');
  }

  return [...(earlier ?? []), ...hits];
}

/** Reads what a project is called, up to 200 characters. */
export function readProjectName(text: string): string {
  const name = text.replace(/\s+/gu, ' ').trim();
  if (name === '' || [...name].length > 200) {
    throw new InvalidArgumentError('Give a name of 1 to 200 characters.');
  }

  return name;
}

/** Reads a title for the picture and the files' metadata, up to 200 characters. */
export function readTitle(text: string): string {
  const title = text.replace(/\s+/gu, ' ').trim();
  if (title === '' || [...title].length > 200) {
    throw new InvalidArgumentError('Give a title of 1 to 200 characters.');
  }

  return title;
}

function endingOf(path: string): string {
  return /[^/\\.]\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
}

function plainNumber(text: string): number | null {
  return /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : null;
}
