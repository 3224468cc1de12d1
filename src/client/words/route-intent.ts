import { type Attachments, findAttachments, type NamedFile } from './find-attachments.ts';
import { readExportWish, type ExportWish } from './read-export-wish.ts';

/** What a message asks of the chat; `say` is for the agent. */
export type Intent =
  | {
      readonly kind: 'export';
      readonly wish: ExportWish;
      /** What is to be said to the agent before, as in "make it vertical and export it"; null when nothing. */
      readonly before: string | null;
    }
  | { readonly kind: 'credits' }
  | { readonly kind: 'status' }
  | {
      readonly kind: 'upload';
      readonly files: readonly NamedFile[];
      readonly urls: readonly string[];
      /** What is said besides; empty when nothing is. */
      readonly words: string;
      /** Whether each file is to have a video of its own. */
      readonly isBatch: boolean;
    }
  | { readonly kind: 'say'; readonly text: string };

const COURTESY =
  /^(?:(?:please|pls|ok(?:ay)?|now|so|and|then|hey|hi|great|perfect|thanks|cool|nice|good|can you|could you|would you|will you|let's|let us|i want to|i'd like to|i would like to|i need to|just|go ahead and)[\s,!.]+)+/u;
const COURTESY_ZH =
  /^(?:请|麻烦|帮我|帮忙|给我|那就?|现在|好[的了吧]?|可以了?|能不能|可不可以|能否|我想要?|我要|直接|先|再|就)+[，,、\s]*/u;
const CREDITS =
  /^(?:(?:show|check|see|tell|get|view|display|look up|what(?:'s| is| are)|how (?:many|much)|do i (?:still )?have(?: any)?|have i got(?: any)?)(?: me)? )?(?:(?:my|the|our|current|remaining|account|credit|free|available|how many) )*(?:credits?|balance|credits? balance)(?: (?:do i have|have i got|i have|are there|are|is|left|remaining|balance|now|please|do i|have|still|got|available|on my account))*$/u;
const CREDITS_ZH =
  /^(?:查询?|看|查看|查一下|看看|看一下|显示|我|的|还|有|剩下?|剩余|多少|账户|账号|现在|目前|一下|是|我的)*(?:积分|余额|点数)(?:还|有|剩下?|剩余|多少|够吗|够不够|是|查询|余额|了|呢|吗|几个|一下)*$/u;
const STATUS =
  /^(?:(?:show|list|see|view|check|display|tell|give)(?: me)? )?(?:what(?:'s| is) )?(?:the |my |all |current |our )*(?:status|tracks|time ?line|project status|state of (?:the |my )?(?:project|timeline))(?: (?:please|now|summary|so far|status|of it))*$|^what(?:'s| is) (?:on|in) (?:the|my) (?:time ?line|project|video)(?: now| so far)?$|^where are we(?: now)?$|^(?:show|list|see|view)(?: me)? (?:the |my |all )*(?:clips|project|draft)$|^preview (?:in|on) (?:the )?time ?line$/u;
const STATUS_ZH =
  /^(?:显示|查看|看看|看一下|看|列出|查一下|现在的?|目前的?|当前的?|项目的?|我的|什么|是|有哪些|有什么|一下|在|的)*(?:状态|轨道|音轨|时间线|时间轴|进度)(?:上|里|中|现在|是|有|什么|哪些|怎么样|如何|如何了|了|呢|吗|一下|情况|状态|东西|内容|列表)*$/u;
const UPLOAD =
  /^(?:upload|attach|import)(?: (?:a|an|my|the|some|this|these|another|more|new|one more))*(?: (?:video|clip|file|photo|picture|image|footage|song|track|recording|media|audio|sound)s?)?(?: (?:please|here|now|first))*$|^how (?:do|can) i (?:upload|attach|import)(?: (?:a|an|my|the|some))?(?: (?:video|clip|file|photo|picture|image|footage|song|media|audio)s?)?$/u;
const UPLOAD_ZH =
  /^(?:怎么|如何|怎样|我想|我要|可以)*(?:上传|导入)(?:一?[个段张些下]|我的|这个|更多)*(?:视频|片段|文件|照片|图片|素材|音频|音乐|歌)?(?:吗|吧|呢|可以吗)*$/u;
const BATCH =
  /\b(?:for )?each(?: (?:one|of them|file|clip|video))?\b|\bone (?:by|after) (?:one|another|the other)\b|\bseparately\b|\bbatch\b|\bindividually\b|每[个段条张]|各自|分别|逐[个一]|一个一个|依次|批量/iu;
const BATCH_FRAME =
  /(?:\bfor )?each(?: (?:one|of them|file|clip|video))?\b|\b(?:and )?\b(?:process|do|handle) (?:them|each|these)(?: one by one| separately)?\b|\bone by one\b|\bseparately\b|\b(?:as a |in )?batch\b|\bindividually\b|(?:给|为)?每[个段条张](?:视频|片段|文件|素材)?都?|各自|分别|逐[个一]|一个一个地?|依次|批量/giu;

/**
 * What a message asks for, by the founding document's table: export, credits, status and upload are done by the chat itself, all else is
 * said to the agent. `isUpload` says which bare names ("beach.mp4") are files to bring; without it all of them are.
 */
export function routeIntent(message: string, isUpload: (name: string) => boolean = () => true): Intent {
  const text = message.trim();
  const attached = findAttachments(text);
  const files = attached.files.filter(({ path, isNameOnly }) => !isNameOnly || isUpload(path));
  if (files.length + attached.urls.length > 0) {
    return upload(attached, files);
  }

  const plain = folded(text);
  const asked = withoutCourtesy(plain);
  if (CREDITS.test(asked) || CREDITS_ZH.test(asked)) {
    return { kind: 'credits' };
  }

  if (STATUS.test(asked) || STATUS_ZH.test(asked)) {
    return { kind: 'status' };
  }

  const wish = readExportWish(plain);
  if (wish !== null) {
    return { kind: 'export', wish, before: null };
  }

  if (UPLOAD.test(asked) || UPLOAD_ZH.test(asked)) {
    return { kind: 'upload', files: [], urls: [], words: '', isBatch: false };
  }

  return exportAfter(text) ?? { kind: 'say', text };
}

/** Lower case, single spaces, without the sentence's end. */
export function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/[\s.!?。！？~～]+$/gu, '')
    .trim();
}

export function withoutCourtesy(plain: string): string {
  return plain
    .replace(COURTESY, '')
    .replace(COURTESY_ZH, '')
    .replace(/[\s,，]*(?:please|pls|thanks|thank you|谢谢)$/u, '')
    .trim();
}

function upload({ urls, words }: Attachments, files: readonly NamedFile[]): Intent {
  const count = files.length + urls.length;
  const isBatch = count > 1 && BATCH.test(words);
  const wish = isBatch
    ? words
        .replaceAll(BATCH_FRAME, ' ')
        .replaceAll(/\s+/g, ' ')
        .replaceAll(/^[\s,:;，：；]+|[\s,:;，：；]+$/gu, '')
    : words;
  return { kind: 'upload', files, urls, words: wish, isBatch };
}

/** "…, then export it": the last part of a message may ask for the file of what the rest makes. */
function exportAfter(text: string): Intent | null {
  const parts = [
    ...text.matchAll(
      /[,;.，；。]\s*(?:and then |and |then |然后|再|接着|并且?|最后)?|\s(?:and then|and|then|&)\s|然后|，?再(?=导出|下载)|并(?=导出|下载)/giu,
    ),
  ];
  for (const { index, 0: joint } of parts.toReversed()) {
    const before = text.slice(0, index).trim();
    const wish = readExportWish(folded(text.slice(index + joint.length)));
    // Quotation marks that are open: the joint stands in somebody's title.
    if (wish !== null && before !== '' && (before.match(/["“”]/gu)?.length ?? 0) % 2 === 0) {
      return readExportWish(folded(before)) === null ? { kind: 'export', wish, before } : null;
    }
  }

  return null;
}
