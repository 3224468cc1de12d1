import { ACCEPTED_FORMATS } from '../service-problem.ts';

/** A file that a message names. */
export type NamedFile = {
  /** As the system takes it: without quotes and escapes. A `~/` at the start is left. */
  readonly path: string;
  /** A name without a folder, which may also be that of a file that was uploaded before. */
  readonly isNameOnly: boolean;
};

/** What a message brings with it. */
export type Attachments = {
  readonly files: readonly NamedFile[];
  readonly urls: readonly string[];
  /** The message with each file and address as its bare name. */
  readonly named: string;
  /** What is said besides; empty when the message only brings something. */
  readonly words: string;
};

const MEDIA = `(?:${[...ACCEPTED_FORMATS, 'jpeg'].join('|')})`;
const ENDS_AS_MEDIA = new RegExp(`\\.${MEDIA}$`, 'i');
const ROOT = String.raw`(?:file:\/\/|[A-Za-z]:[\\/]|\\\\|~\/|\.{1,2}\/|\/)`;
const BEFORE = String.raw`(?<=^|[\s,;:，；：、。！(（&]|\p{Script=Han})`;
const AFTER = String.raw`(?=$|[\s,;，；、。！)）]|[.!?:：](?:\s|$)|\p{Script=Han})`;
/** In the order in which they are tried; the first group is the path. */
const FORMS = [
  // "C:\My clips\a.mp4", '/home/me/my clip.mp4', “海边.mp4”
  String.raw`"([^"\n]+?\.[A-Za-z0-9]{2,5})"`,
  String.raw`'([^'\n]+?\.[A-Za-z0-9]{2,5})'`,
  String.raw`“([^”\n]+?\.[A-Za-z0-9]{2,5})”`,
  // C:\clips\a.mp4, where the backslash parts folders and escapes nothing
  String.raw`([A-Za-z]:\\[^\s"'“”,，；。！]*?\.[A-Za-z0-9]{2,5})${AFTER}`,
  // /home/me/my\ clip.mp4, ~/a.mp4, ./a.mp4, file:///home/me/a%20b.mp4
  String.raw`(${ROOT}(?:\\.|[^\s\\"'“”，；。！])*?\.[A-Za-z0-9]{2,5})${AFTER}`,
  // clips/a.mp4
  String.raw`((?![给把用为将]\/)(?:[\p{L}\p{N}_.-]+\/)+(?:\\.|[^\s\\"'“”，；。！\/])*?\.${MEDIA})${AFTER}`,
  // a.mp4
  String.raw`((?:\\ |[\p{L}\p{N}_()+-]|\.(?=[^\s]*\.))+\.${MEDIA})${AFTER}`,
];
const FILE = new RegExp(`${BEFORE}(?:${FORMS.join('|')})`, 'giu');
const URL_FORM = /https?:\/\/[^\s"'<>“”，。；！）]+?(?=[.,;!?)]*(?:$|[\s"'<>“”，。；！）]))/giu;
/** A whole message that is one path with spaces in it, as some terminals drop it. */
const WHOLE = new RegExp(String.raw`^(?:${ROOT})[^"'\n]*\.[A-Za-z0-9]{2,5}$`, 'iu');

const BRINGS =
  /^(?:please |can you |could you |& )*(?:upload(?:ing)?|attach(?:ing)?|import(?:ing)?|add|use|take|here(?:'s| is| are)|this is|these are)\b[\s:]*(?:(?:my|the|this|these|a|an)\b\s*)?(?:(?:video|clip|file|photo|picture|image|song|footage|track|recording)s?\b[\s:]*)?$|^(?:请|帮我|我)?(?:上传|添加|加入|导入|用|使用|这是|这里是|给你)(?:一下|我的|这个|这段|这些)?(?:视频|片段|文件|照片|图片|素材|音频)?[:：\s]*$/iu;
const JOINS = /^(?:[\s,;.，；。、:：]+|(?:and|then|&)\b|然后|并且?|再|接着)+/iu;
const UPLOADS = /\bupload|\battach|\bimport\b|\bfetch\b|\buse (?:this|the)\b|上传|导入|用这/iu;

/** Finds the files and addresses in a message: quoted, with escaped spaces, as `file://`, with a drive's letter, or by bare name. */
export function findAttachments(message: string): Attachments {
  const text = message.trim();
  const whole = wholePath(text);
  if (whole !== null) {
    return { files: [whole], urls: [], named: nameOf(whole.path), words: '' };
  }

  const urls: string[] = [];
  const files: NamedFile[] = [];
  const isAllLinks = text.replaceAll(URL_FORM, '').trim() === '';
  const marked = text
    .replaceAll(URL_FORM, (url) => {
      // An address that is only mentioned ("music for https://my.shop") is no file.
      if (!isAllLinks && !UPLOADS.test(text.replaceAll(URL_FORM, ' ')) && !isMediaUrl(url)) {
        return url.replaceAll('/', '\u2044');
      }

      urls.push(url);
      return mark(nameOf(new URL(url).pathname) || 'link');
    })
    .replaceAll(FILE, (found, ...groups) => {
      const forms = groups.slice(0, FORMS.length).map((group) => (typeof group === 'string' ? group : null));
      const form = forms.findIndex((group) => group !== null);
      const raw = forms[form] ?? '';
      const isQuoted = form <= 2;
      const isPath = /[\\/]/.test(raw);
      // "intro.v2" in quotes is a title unless it ends as media or has a folder.
      if (isQuoted && !isPath && !ENDS_AS_MEDIA.test(raw)) {
        return found;
      }

      const path = isQuoted || form === 3 ? fromUrl(raw) : unescaped(fromUrl(raw));
      files.push({ path, isNameOnly: !/[\\/]/.test(path) });
      return mark(nameOf(path));
    })
    .replaceAll('\u2044', '/');
  return { files, urls, named: unmarked(marked).trim(), words: wordsBeside(marked) };
}

/** What is left to say: the part that only hands files over is taken off the start, names within a sentence stay. */
function wordsBeside(marked: string): string {
  const first = marked.indexOf('\u0002');
  const last = marked.lastIndexOf('\u0003');
  if (first < 0) {
    return marked.trim();
  }

  const between = marked
    .slice(first, last)
    .replaceAll(/\u0002[^\u0003]*\u0003?/g, '')
    .replaceAll(/\b(?:and|plus)\b|[和跟与]/giu, '');
  const isList = /^[\s,;，；、&]*$/u.test(between);
  const before = marked.slice(0, first).trim();
  const after = marked.slice(last + 1).trim();
  if (isList && (before === '' || BRINGS.test(before))) {
    return after
      .replace(JOINS, '')
      .replace(/^[.!。！]+$/u, '')
      .trim();
  }

  if (isList && after.replace(/[.!。！]+/gu, '') === '' && /[.:!。：！，,]$/u.test(before)) {
    return before.replace(/[:：，,]$/u, '').trim();
  }

  return unmarked(marked).trim();
}

function wholePath(text: string): NamedFile | null {
  if (!WHOLE.test(text) || !/\s/.test(text) || (text.match(/\.[A-Za-z0-9]{2,5}(?=\s|$)/g)?.length ?? 0) !== 1) {
    return null;
  }

  return { path: /^[A-Za-z]:\\/.test(text) ? text : unescaped(fromUrl(text)), isNameOnly: false };
}

function isMediaUrl(url: string): boolean {
  return URL.canParse(url) && ENDS_AS_MEDIA.test(new URL(url).pathname);
}

function fromUrl(path: string): string {
  if (!/^file:\/\//i.test(path)) {
    return path;
  }

  const inside = path.replace(/^file:\/\/(?:localhost)?/i, '');
  const plain = /%(?![0-9A-Fa-f]{2})/.test(inside) ? inside : decodeURIComponent(inside);
  // file:///C:/clips/a.mp4
  return plain.replace(/^\/(?=[A-Za-z]:)/, '');
}

function unescaped(path: string): string {
  return path.replaceAll(/\\(.)/gu, '$1');
}

/** The last part of a path or of an address's path. */
function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

function mark(name: string): string {
  return `\u0002${name}\u0003`;
}

function unmarked(text: string): string {
  return text.replaceAll(/[\u0002\u0003]/g, '');
}
