import { summariseDraft, TRACK_TYPES, type WireDraft } from '../../contract/service/index.ts';
import type { Language } from './language.ts';

/** Where a track begins in a summary: ` 2. BGM: …`. */
const TRACK = / (?=\d{1,4}\. )/u;
const NAMES_ZH: { readonly [name: string]: string } = {
  Video: '视频',
  BGM: '配乐',
  Title: '标题',
  Titles: '标题',
  Captions: '字幕',
  Voice: '人声',
  Audio: '声音',
  Text: '文字',
  Image: '图片',
  Track: '轨道',
};

/**
 * One line that says what is on a timeline. English is the founding document's, letter by letter:
 * `Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%) 3. Title: "Urban Dreams" (0-3s)`.
 */
export function summariseTracks(draft: WireDraft, language: Language): string {
  const { heading, tracks } = listTracks(draft, language);
  return [heading, ...tracks].join(' ');
}

/** The same for a screen of lines: the heading, then a line for each track. */
export function listTracks(
  draft: WireDraft,
  language: Language,
): { readonly heading: string; readonly tracks: readonly string[] } {
  const heading = language === 'en' ? headingOf(draft) : headingZhOf(draft);
  const tracks = (draft.t ?? []).map((track, place) => {
    // The one summary there is, taken a track at a time: names may hold anything, also " 2. ".
    const alone = summariseDraft({ t: [track] });
    const said = alone.slice(alone.indexOf(': 1. ') + ': 1. '.length);
    return `${place + 1}. ${language === 'en' ? said : inChinese(said, track.tt)}`;
  });
  return { heading, tracks };
}

/** Takes a summary that a reply of the agent carries out of it; the chat shows the tracks itself. */
export function withoutSummary(reply: string): string {
  return reply
    .split('\n')
    .map((line) => line.replace(/\s*Timeline \(\d+ tracks?\): (?:1\. .*|empty)$/u, ''))
    .filter((line, place, lines) => line.trim() !== '' || lines.length === 1 || place < lines.length - 1)
    .join('\n')
    .trim();
}

function headingOf(draft: WireDraft): string {
  const [heading = ''] = summariseDraft(draft).split(TRACK, 1);
  return heading;
}

function headingZhOf({ t = [] }: WireDraft): string {
  return t.length === 0 ? '时间线（0 条轨道）：空' : `时间线（${t.length} 条轨道）：`;
}

function inChinese(said: string, trackType: number): string {
  const [name = ''] = said.split(': ', 1);
  const rest = said.slice(name.length + 2);
  const label = NAMES_ZH[name] ?? name;
  const facts = rest
    .replace(/^empty$/, '空')
    .replaceAll(
      / \((\d+(?:\.\d+)?-\d+(?:\.\d+)?)s((?:, [^()]*)?)\)/g,
      (_, span: string, more: string) => `（${span}秒${more.replaceAll(', muted', '，静音').replaceAll(', ', '，')}）`,
    )
    .replaceAll('）, ', '），')
    .replace(/ and (\d+) more$/, '，另有 $1 个');
  return `${label}：${trackType === TRACK_TYPES.text ? facts.replaceAll(/"([^"]*)"/g, '“$1”') : facts}`;
}
