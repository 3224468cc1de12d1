import type { EditRefusal } from '../../../engine/timeline/index.ts';
import { clockOf, secondsOf } from './told-numbers.ts';

type Told = (refusal: { readonly name: string; readonly ms: number }) => string;

const REASONS: { readonly [reason in EditRefusal['reason']]: Told } = {
  'no-length': () => '长度不能是 0，结尾要在开头之后',
  'no-words': ({ name }) => `${name}不是标题或字幕，没有文字可改`,
  'behind-the-end': ({ ms }) => `时间线在 ${clockOf(ms)} 就结束了，请选一个在此之前的时间`,
  'captions-overlap': ({ ms }) => `${clockOf(ms)} 的字幕和前一条重叠了，请缩短其中一条`,
  'nothing-inside': () => '那里什么都没有',
  'whole-timeline': () => '那是整条时间线，请只剪掉其中一部分，或者删除片段',
  'no-room': ({ name, ms }) => `那里放不下，${name}从 ${clockOf(ms)} 开始已经占着，请换一个时间或者缩短一些`,
  'no-such-place': ({ name }) => `${name}所在的轨道没有这个位置`,
  'no-such-file': () => '没有这个文件，请先上传',
  'no-picture': ({ name }) => `${name}没有画面`,
  'no-sound': ({ name }) => `${name}没有声音，请换一个有声音的片段`,
  'file-too-short': ({ name, ms }) => `${name}的素材只够 ${secondsOf(ms)} 秒，不能更长；可以放慢它`,
  'crop-outside': ({ name }) => `要显示的部分超出了${name}的画面`,
  'too-loud': () => '声音不能再调大了',
  'does-not-sound': () => '那段时间里它没有声音，请换一段时间',
  'is-muted': ({ name }) => `${name}是静音的，请直接说音量，例如“50%”`,
  'does-not-move': ({ name }) => `${name}不会动，没有速度；可以把它变长或变短`,
  'nothing-to-join': () => '前面没有相接的片段，不能加转场；可以让它从黑场淡入',
  'outside-clip': ({ name }) => `这个时间不在${name}里面`,
  'takes-all': ({ name, ms }) => `${name}只有 ${secondsOf(ms)} 秒，这样就什么都不剩了`,
  'file-begins': ({ name, ms }) => `${name}的开头最多还能找回 ${secondsOf(ms)} 秒`,
  'before-the-start': ({ name }) => `${name}不能早于时间线的开头`,
  'too-long': () => '时间线最长两小时，请先缩短一些',
  'too-much-at-once': () => '一条消息里改动太多，请分几次说',
};

/** Why a part of a message was refused. */
export function tellRefusal(words: string, refusal: EditRefusal | null): string {
  if (refusal === null) {
    return '有一处没有改动：时间线上放不下这样的改动。';
  }

  const { reason, name, ms } = refusal;
  const told = REASONS[reason]({ name: name === null ? '它' : `“${name}”`, ms: ms ?? 0 });
  return /\p{Script=Han}/u.test(words) ? `“${words}”没有做：${told}。` : `有一处没有改动：${told}。`;
}
