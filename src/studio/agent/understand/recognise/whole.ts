import { MASK } from '../clause.ts';
import { frameOfTime } from '../edit-state.ts';
import { readFrame, withoutFrame } from '../read-frame.ts';
import { takeMoment } from '../read-times.ts';
import type { Recogniser } from './recogniser.ts';

/** The shape of the picture: "make it vertical", "改成方形". */
export const frame: Recogniser = {
  name: 'frame',
  read(clause) {
    const pixels = clause.take(/\b(\d{3,4}) ?[x×] ?(\d{3,4})\b/u);
    if (pixels !== null) {
      const [width, height] = [Number(pixels[1]), Number(pixels[2])];
      return { requests: [{ kind: 'set-frame', width, height }] };
    }

    const size = readFrame(clause.text);
    const isExport = /\b(?:export|download|render|save)\b|导出|下载|发/u.test(clause.text);
    if (size === null || /\b(?:clip|crop)\b|片段|素材/u.test(clause.text)) {
      return null;
    }

    clause.keep(withoutFrame(clause.rest));
    clause.take(
      /\b(?:video|picture|frame|format|aspect ratio|aspect|ratio|size|canvas|shape|mode|orientation|switch|convert|version)\b(?: ratio)?/u,
    );
    clause.take(/\b(?:video|picture|frame|format|ratio|switch|convert)\b/u);
    clause.take(/画面|视频|比例|尺寸|格式|版式/u);
    clause.take(/比例|尺寸|格式|回|成/u);
    clause.take(/\b(?:back|everything|the whole thing|all of it)\b/u);
    const requests = [{ kind: 'set-frame', width: size.width, height: size.height } as const];
    if (!isExport) {
      return { requests };
    }

    clause.take(/\b(?:export|download|render|save)\b|导出|下载|保存/u);
    clause.take(/\b(?:video|version|for|tiktok|reels?|shorts|instagram|youtube)\b|发到?|视频|版本/u);
    return { requests, uses: [{ tool: 'explain', args: { topic: 'export', words: '' } }] };
  },
};

/** Pictures a second. */
export const frameRate: Recogniser = {
  name: 'frame-rate',
  read(clause) {
    const found = clause.take(/\b(\d{2,3}(?:\.\d+)?) ?(?:fps|frames (?:per|a) second)\b|(?:每秒 ?)?(\d{2,3}) ?帧(?:每秒)?/u);
    const framesPerSecond = Number(found?.[1] ?? found?.[2]);
    clause.take(/\bframe rate\b|帧率/u);
    return found === null || framesPerSecond < 1 || framesPerSecond > 120
      ? null
      : { requests: [{ kind: 'set-frame-rate', framesPerSecond }] };
  },
};

/** The name of the project: "rename the project to 'Lisbon'". */
export const rename: Recogniser = {
  name: 'rename',
  read(clause) {
    if (!/\b(?:project|file|session)\b|项目|工程|文件名/u.test(clause.text) || !clause.has(new RegExp(MASK, 'u'))) {
      return null;
    }

    const isNamed = clause.take(/\b(?:rename|name|call|title)\b|改名|命名|名字|取名|叫/u) !== null;
    const name = isNamed ? clause.takeQuote() : null;
    clause.take(/\b(?:project|file|session)\b|项目|工程|文件名/u);
    clause.take(/名|叫|名字|为/u);
    return name === null ? null : { requests: [{ kind: 'rename', name: name.slice(0, 200) }] };
  },
};

/** "mark 0:12 as a hit", "remove the markers". */
export const marker: Recogniser = {
  name: 'marker',
  read(clause, state) {
    if (clause.take(/\b(?:remove|delete|clear) (?:all )?(?:the )?markers?\b|(?:删除|清除|去掉)(?:所有)?标记/u) !== null) {
      return { requests: [{ kind: 'remove-markers', marker: null }] };
    }

    if (clause.take(/\b(?:mark|add a marker|put a marker|set a marker|marker)\b|(?:加|添加|打)(?:一?个)?标记|标记/u) === null) {
      return null;
    }

    const name = clause.takeQuote() ?? '';
    const kind =
      clause.take(/\b(?:as )?(?:an? )?(?:hit|beat|accent)\b|重音|卡点/u) !== null
        ? 'hit'
        : clause.take(/\b(?:as )?(?:an? )?cut\b|剪辑点/u) !== null
          ? 'cut'
          : 'note';
    const atMs = takeMoment(clause, frameOfTime(state));
    return atMs === null
      ? { notices: [{ kind: 'how-much', what: 'when' }] }
      : { requests: [{ kind: 'add-marker', atMs, name: name.slice(0, 200), marker: kind }] };
  },
};
