/** The file that is asked for; null where the message leaves it open. */
export type ExportWish = {
  readonly format: ExportFormat;
  readonly quality: 'low' | 'medium' | 'high' | 'best';
  /** `720p` or `1080p`; null for the timeline's own. */
  readonly resolution: string | null;
  /** Where it will be shown, as the service names such places; null for anywhere. */
  readonly preset: string | null;
};

const FORMATS = ['mp4', 'wav', 'mp3', 'm4a', 'flac', 'gif', 'otio', 'mlt', 'srt', 'vtt', 'mid', 'json', 'stems'] as const;
/** The kinds of files that can be asked for. */
export type ExportFormat = (typeof FORMATS)[number];

/** What is asked for when nothing is said of the file. */
export const USUAL_EXPORT: ExportWish = { format: 'mp4', quality: 'high', resolution: null, preset: null };

const FORMAT_WORDS: { readonly [word: string]: ExportFormat } = {
  midi: 'mid',
  score: 'json',
  subtitles: 'srt',
  captions: 'srt',
  字幕: 'srt',
  分轨: 'stems',
  乐谱: 'json',
};
const PRESETS: { readonly [word: string]: string } = {
  youtube: 'youtube',
  油管: 'youtube',
  shorts: 'shorts',
  'youtube shorts': 'shorts',
  tiktok: 'tiktok',
  抖音: 'tiktok',
  reels: 'reels',
  'instagram reels': 'reels',
  x: 'x',
  twitter: 'x',
};
const FORMAT = `(?:${[...FORMATS, ...Object.keys(FORMAT_WORDS)].join('|')})`;
const OBJECT_NOUN = `(?:video|movie|film|file|clip|music|song|track|audio|sound|result|project|timeline|everything|all|draft|version|one|${FORMAT})`;
const OWN = '(?:the|my|our|this|that|a|an)';
const KIND = '(?:finished|final|whole|complete|full|new|last|latest|current|high quality|hd)';
const OBJECT = `(?:it|this|that|them|everything|all of it|${OWN} (?:${KIND} )*(?:${FORMAT} )?${OBJECT_NOUN}s?|(?:${FORMAT} )?(?:video|file|movie|${FORMAT}))`;
const PLACE = '(?:youtube shorts|instagram reels|youtube|shorts|tiktok|reels|twitter|x)';
const QUALIFIER = `(?:(?:as|to|in|into) (?:an? |the )?(?:high[- ]quality )?${FORMAT}(?: (?:file|format|video))?|(?:at|in) (?:full hd|hd|\\d{3,4}p)|\\d{3,4}p|(?:in|with|at) (?:the )?(?:high|low|medium|best|highest|full) quality|for ${PLACE}|(?:to|on) (?:my )?(?:computer|disk|desktop|folder|machine|laptop)|(?:to|for) me|now|again|please|too|for me|when (?:it's |it is )?(?:done|ready|finished)|here)`;
const START = `(?:(?:please|ok(?:ay)?|now|great|perfect|nice|cool|good|thanks|and|so|then|just|can you|could you|can i|could i|may i|let's|i want to|i'd like to|i would like to|i'm ready to|how (?:do|can) i|go ahead and|click(?: on)?|press)[\\s,!.]+)*`;
const VERB = '(?:export|download|render|save|deliver)';
const GIVE = `(?:send|give|get|hand|deliver|show)(?: it)?(?: to)? me|can i (?:have|get)|i(?:'d like| want| need) to have`;
const ENGLISH = new RegExp(
  `^${START}(?:${VERB}(?: ${OBJECT})?(?:,? ${QUALIFIER})*|(?:${GIVE}) (?:it|${OWN} (?:${KIND} )*(?:${FORMAT} )?(?:video|file|movie|film|result|download|download link|${FORMAT})s?)(?: ${QUALIFIER})*|(?:the )?download(?: link)?|${FORMAT}(?: file)?,? please|where (?:is|can i (?:find|get|download)) (?:my|the) (?:video|file|mp4|download|result))$`,
  'u',
);
const OBJECT_ZH = `(?:它|这个|视频|成片|影片|音乐|音频|文件|作品|结果|项目|歌|曲子|全部|${FORMAT})(?:文件|视频)?`;
const AS_ZH = `(?:成|为|到|出)?(?:一个|一份)?\\s*(?:${FORMAT}|\\d{3,4}p|高清|最高质量|高质量|本地|电脑|${OBJECT_ZH})?(?:格式|文件|视频|的)*\\s*`;
const CHINESE = new RegExp(
  `^(?:请|麻烦|帮我|帮忙|给我|那就?|现在|好[的了吧]?|可以了?|能不能|可不可以|能否|能|我想要?|我要|直接|就|怎么|如何|怎样|在哪里?|哪里|点击|，|,|\\s)*(?:(?:把?(?:我的|最终的?|做好的|完整的?)?${OBJECT_ZH})?\\s*(?:导出|下载|保存|渲染|输出|发给我|发我|传给我)(?:一下|下来|出来)?${AS_ZH}${AS_ZH}|把(?:我的|最终的?|做好的|完整的?)?${OBJECT_ZH}给我)(?:给我|到本地|到电脑|用于?(?:抖音|油管|tiktok|youtube))?(?:吧|了|啊|呢|吗|一下|可以吗|好吗|下来)*$`,
  'u',
);

/** What file a folded message asks for; null when it asks for none, even if the words "export" or "download" are in it. */
export function readExportWish(plain: string): ExportWish | null {
  if (!(ENGLISH.test(plain) || CHINESE.test(plain))) {
    return null;
  }

  return { format: formatIn(plain), quality: qualityIn(plain), resolution: resolutionIn(plain), preset: presetIn(plain) };
}

function formatIn(plain: string): ExportFormat {
  const [found] = new RegExp(`(?<![a-z])${FORMAT}(?![a-z])`, 'u').exec(plain) ?? [];
  if (found === undefined) {
    return /\b(?:music|song|track|audio|sound)\b|音乐|音频|歌|曲子/u.test(plain) && !/视频|video/u.test(plain)
      ? 'wav'
      : USUAL_EXPORT.format;
  }

  return FORMATS.find((format) => format === found) ?? FORMAT_WORDS[found] ?? USUAL_EXPORT.format;
}

function qualityIn(plain: string): ExportWish['quality'] {
  if (/\b(?:best|highest|full) quality\b|最高质量/u.test(plain)) {
    return 'best';
  }

  const [, said] = /\b(low|medium) quality\b/u.exec(plain) ?? [];
  return said === 'low' || said === 'medium' ? said : USUAL_EXPORT.quality;
}

function resolutionIn(plain: string): string | null {
  const [, lines] = /(?<!\d)(\d{3,4}p)\b/u.exec(plain) ?? [];
  return lines ?? (/\b(?:full )?hd\b|高清/u.test(plain) ? '1080p' : null);
}

function presetIn(plain: string): string | null {
  const [, place] = new RegExp(`\\bfor (${PLACE})\\b`, 'u').exec(plain) ?? /用于?(抖音|油管|tiktok|youtube)/u.exec(plain) ?? [];
  return place === undefined ? null : (PRESETS[place] ?? null);
}
