import type { FieldChange, NamedClip, NamedTrack, TimelineChange } from '../timeline/compare-states.ts';
import type { Language } from './language.ts';

/** Changes that are named one by one. */
const MOST_CHANGES = 6;

type Values = { readonly before: unknown; readonly after: unknown };
type Words = {
  readonly trackAdded: (track: string, clips: readonly string[]) => string;
  readonly trackRemoved: (track: string) => string;
  readonly clipAdded: (track: string, clip: string) => string;
  readonly clipRemoved: (track: string, clip: string) => string;
  /** Of a clip; null where it says nothing to people. */
  readonly clipField: (clip: string, field: string, values: Values) => string | null;
  readonly clipOther: (clip: string) => string;
  readonly trackChanged: (track: string) => string;
  readonly wholeField: (field: string, values: Values) => string | null;
  readonly frame: (now: string, before: string | null) => string;
  readonly fileAdded: (name: string) => string;
  readonly mediaMade: (title: string, seconds: string | null) => string;
  readonly more: (count: number) => string;
  readonly joint: string;
  readonly clipWithSpan: (clip: NamedClip, isText: boolean) => string;
};

const ENGLISH: Words = {
  trackAdded: (track, clips) => `Added ${track}${clips.length === 0 ? '' : `: ${clips.join(', ')}`}.`,
  trackRemoved: (track) => `Took ${track} off the timeline.`,
  clipAdded: (track, clip) => `Added ${clip} to ${track}.`,
  clipRemoved: (track, clip) => `Took ${clip} off ${track}.`,
  clipField: (clip, field, { before, after }) => {
    const was = (text: string | null): string => (text === null ? '' : ` (was ${text})`);
    switch (field) {
      case 'volume':
        return `${clip} is at ${percentOf(after)}${was(percentOf(before))}.`;
      case 'start':
        return `${clip} starts at ${secondsOf(after)}s${was(`${secondsOf(before)}s`)}.`;
      case 'duration':
        return `${clip} is ${secondsOf(after)}s long${was(`${secondsOf(before)}s`)}.`;
      case 'text':
        return `The words are "${textOf(after)}" now${was(`"${textOf(before)}"`)}.`;
      case 'speed':
        return `${clip} plays at ${textOf(after ?? 1)}x${was(`${textOf(before ?? 1)}x`)}.`;
      case 'fade_in':
        return `${clip} fades in over ${secondsOf(after)}s.`;
      case 'fade_out':
        return `${clip} fades out over ${secondsOf(after)}s.`;
      case 'color':
        return `${clip} is ${textOf(after)}.`;
      case 'position':
        return `${clip} stands at the ${textOf(after)}.`;
      default:
        return null;
    }
  },
  clipOther: (clip) => `Changed ${clip}.`,
  trackChanged: (track) => `Changed ${track}.`,
  wholeField: (field, { before, after }) => {
    switch (field) {
      case 'duration':
        return `It is ${secondsOf(after)}s long (was ${secondsOf(before)}s).`;
      case 'title':
        return `It is called "${textOf(after)}" now.`;
      case 'fps':
        return `It has ${textOf(after)} pictures a second.`;
      default:
        return null;
    }
  },
  frame: (now, before) => `The picture is ${now}${before === null ? '' : ` (was ${before})`}.`,
  fileAdded: (name) => `Took in ${name}.`,
  mediaMade: (title, seconds) => `Made "${title}"${seconds === null ? '' : ` (${seconds}s)`}.`,
  more: (count) => `And ${count} more ${count === 1 ? 'change' : 'changes'}.`,
  joint: ' ',
  clipWithSpan: ({ name, startMs, durationMs }, isText) =>
    `${isText ? `"${name}"` : name || 'a clip'} (${secondsOf(startMs)}-${secondsOf(startMs + durationMs)}s)`,
};

const CHINESE: Words = {
  trackAdded: (track, clips) => `已添加${track}${clips.length === 0 ? '' : `：${clips.join('、')}`}。`,
  trackRemoved: (track) => `已从时间线移除${track}。`,
  clipAdded: (track, clip) => `已把${clip}加到${track}。`,
  clipRemoved: (track, clip) => `已从${track}移除${clip}。`,
  clipField: (clip, field, { before, after }) => {
    switch (field) {
      case 'volume':
        return `${clip}的音量是 ${percentOf(after)}（原为 ${percentOf(before)}）。`;
      case 'start':
        return `${clip}从 ${secondsOf(after)} 秒开始（原为 ${secondsOf(before)} 秒）。`;
      case 'duration':
        return `${clip}长 ${secondsOf(after)} 秒（原为 ${secondsOf(before)} 秒）。`;
      case 'text':
        return `文字改为“${textOf(after)}”（原为“${textOf(before)}”）。`;
      case 'speed':
        return `${clip}以 ${textOf(after ?? 1)} 倍速播放（原为 ${textOf(before ?? 1)} 倍）。`;
      case 'fade_in':
        return `${clip}用 ${secondsOf(after)} 秒淡入。`;
      case 'fade_out':
        return `${clip}用 ${secondsOf(after)} 秒淡出。`;
      case 'color':
        return `${clip}的颜色是 ${textOf(after)}。`;
      case 'position':
        return `${clip}的位置是 ${textOf(after)}。`;
      default:
        return null;
    }
  },
  clipOther: (clip) => `${clip}有改动。`,
  trackChanged: (track) => `${track}有改动。`,
  wholeField: (field, { before, after }) => {
    switch (field) {
      case 'duration':
        return `总长 ${secondsOf(after)} 秒（原为 ${secondsOf(before)} 秒）。`;
      case 'title':
        return `名称改为“${textOf(after)}”。`;
      case 'fps':
        return `每秒 ${textOf(after)} 帧。`;
      default:
        return null;
    }
  },
  frame: (now, before) => `画面是 ${now}${before === null ? '' : `（原为 ${before}）`}。`,
  fileAdded: (name) => `已收到 ${name}。`,
  mediaMade: (title, seconds) => `已制作《${title}》${seconds === null ? '' : `（${seconds} 秒）`}。`,
  more: (count) => `另有 ${count} 处改动。`,
  joint: '',
  clipWithSpan: ({ name, startMs, durationMs }, isText) =>
    `${isText ? `“${name}”` : name || '片段'}（${secondsOf(startMs)}-${secondsOf(startMs + durationMs)} 秒）`,
};

/** Says what a turn changed without a word of its own, "BGM is at 35% (was 100%)."; empty when nothing changed. */
export function wordChange(changes: readonly TimelineChange[], language: Language): string {
  const words = language === 'en' ? ENGLISH : CHINESE;
  const hasPlaced = changes.some(({ kind }) => kind === 'track-added' || kind === 'clip-added');
  const sentences = changes
    // Music that was put on the timeline is told once, where it lies.
    .filter(({ kind }) => kind !== 'media-made' || !hasPlaced)
    .flatMap((change) => sentencesOf(change, words));
  // A new length follows from what was added or cut: said where nothing else is.
  const [length = ''] = sentences.filter((each) => each === lengthOf(changes, words));
  const others = sentences.filter((each) => each !== length);
  const told = others.length === 0 ? sentences : others;
  const more = told.length - MOST_CHANGES;
  return [...told.slice(0, MOST_CHANGES), ...(more > 0 ? [words.more(more)] : [])].join(words.joint);
}

function lengthOf(changes: readonly TimelineChange[], words: Words): string | null {
  const whole = changes.flatMap((change) => (change.kind === 'timeline-changed' ? change.fields : []));
  const field = whole.find((each) => each.field === 'duration');
  return field === undefined ? null : words.wholeField('duration', field);
}

function sentencesOf(change: TimelineChange, words: Words): readonly string[] {
  switch (change.kind) {
    case 'track-added':
      return [
        words.trackAdded(
          trackName(change.track),
          change.clips.map((clip) => words.clipWithSpan(clip, isText(change.track))),
        ),
      ];
    case 'track-removed':
      return [words.trackRemoved(trackName(change.track))];
    case 'clip-added':
      return [words.clipAdded(trackName(change.track), words.clipWithSpan(change.clip, isText(change.track)))];
    case 'clip-removed':
      return [words.clipRemoved(trackName(change.track), words.clipWithSpan(change.clip, isText(change.track)))];
    case 'clip-changed': {
      const clip = isText(change.track) ? `"${change.clip.name}"` : change.clip.name || trackName(change.track);
      const told = change.fields.flatMap(({ field, before, after }) => words.clipField(clip, field, { before, after }) ?? []);
      return told.length === 0 ? [words.clipOther(clip)] : told;
    }
    case 'track-changed':
      return [words.trackChanged(trackName(change.track))];
    case 'timeline-changed':
      return wholeSentences(change.fields, words);
    case 'file-added':
      return [words.fileAdded(change.file.name)];
    case 'media-made':
      return [
        words.mediaMade(
          change.media.title,
          change.media.durationSeconds === null ? null : secondsOf(change.media.durationSeconds * 1000),
        ),
      ];
  }
}

/** Width and height are one thing to people. */
function wholeSentences(fields: readonly FieldChange[], words: Words): readonly string[] {
  const of = (name: string): FieldChange | undefined => fields.find(({ field }) => field === name);
  const [width, height] = [of('width'), of('height')];
  const sizes =
    width === undefined || height === undefined
      ? []
      : [
          words.frame(
            `${textOf(width.after)}×${textOf(height.after)}`,
            width.before === undefined ? null : `${textOf(width.before)}×${textOf(height.before)}`,
          ),
        ];
  return [...sizes, ...fields.flatMap(({ field, before, after }) => words.wholeField(field, { before, after }) ?? [])];
}

function isText({ type }: NamedTrack): boolean {
  return type === 7;
}

function trackName({ name, place }: NamedTrack): string {
  return name || `#${place}`;
}

function percentOf(value: unknown): string {
  return `${Math.round((typeof value === 'number' ? value : 1) * 100)}%`;
}

function secondsOf(milliseconds: unknown): string {
  return String(Math.round((typeof milliseconds === 'number' ? milliseconds : 0) / 100) / 10);
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
