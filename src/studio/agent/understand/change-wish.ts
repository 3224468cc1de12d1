import { readBrief } from '../../../engine/brief/index.ts';
import { canonicalJson, clamp, StudioError } from '../../../engine/kernel/index.ts';
import type { MusicDetails, MusicWish } from '../../actions/generate/generate-request.ts';
import { dropContradicted } from './drop-contradicted.ts';
import { musicContentOf } from './music-content.ts';
import { readFrame } from './read-frame.ts';
import type { Reading } from './reading.ts';
import { translateChinese } from './translate-chinese.ts';

/** "faster" without a number, as a part of the tempo. */
const FASTER = 1.15;
/** Steps from seed to seed: odd and large, so that takes of a take never meet. */
const SEED_STEP = 0x9e3779b9;
/** What a wish may grow to by taking up changes, UTF-16 units. */
const LONGEST_PROMPT = 4000;

/** The same wish with a seed that none of `used` is: no take comes twice. The picture keeps its shape and its title. */
export function anotherTake(last: MusicDetails, used: readonly number[]): MusicWish {
  let seed = (last.brief.seed + SEED_STEP) >>> 0;
  while (used.includes(seed)) {
    seed = (seed + SEED_STEP) >>> 0;
  }

  return { ...last.wish, hints: { ...last.wish.hints, seed }, frame: null, keepsTitle: true };
}

/** Whether a wish makes other music than the last one did, which was made of `last`. */
export function makesOtherMusic(wish: MusicWish, last: MusicDetails): boolean {
  const before = soundOf({ ...last.wish, hints: { ...last.wish.hints, seed: last.brief.seed } });
  const after = soundOf(wish);
  return before === null || after === null || before !== after;
}

/** All that decides how music sounds, as text; null when no music can be made of the wish. */
function soundOf({ prompt, hints }: MusicWish): string | null {
  try {
    return canonicalJson({ ...readBrief(prompt, hints).brief, prompt: '', title: null, stated: null });
  } catch (problem) {
    if (problem instanceof StudioError && problem.code.startsWith('brief.')) {
      return null;
    }

    throw problem;
  }
}

/** The last wish with what a message changes about it. The seed stays, so that what is not changed stays alike. */
export function changedWish(last: MusicDetails, reading: Reading): MusicWish {
  const { folded } = reading;
  const english = withSwap(reading);
  const { wish } = last;
  const { brief } = musicContentOf(english);
  const hints = { ...wish.hints, seed: last.brief.seed };
  const words = `${wish.words}; ${reading.words}`.slice(-LONGEST_PROMPT);
  const isShorter = /\b(?:shorter|too long)\b|短一?点|短一些|更短|太长/u.test(folded);
  const isLonger = /\b(?:longer|too short)\b|长一?点|长一些|更长|太短/u.test(folded);
  const isFaster =
    /\b(?:faster|quicker|too slow|speed (?:it )?up)\b|(?<![欢轻愉])快一?点|(?<![欢轻愉])快一些|更快(?!乐|活)|太慢/u.test(folded);
  const isSlower = /\b(?:slower|too fast|slow (?:it )?down)\b|慢一?点|慢一些|更慢|太快/u.test(folded);
  const rest = english
    .replace(
      /\b(?:shorter|longer|faster|quicker|slower|too (?:long|short|slow|fast)|speed (?:it )?up|slow (?:it )?down)\b/gi,
      ' ',
    )
    .replace(/[\s,.;:!]+/g, ' ')
    .trim();
  const says = musicContentOf(rest).decisive.length > 0;
  return {
    ...wish,
    words,
    prompt: (says ? joined(dropContradicted(wish.prompt, rest), rest) : wish.prompt).slice(-LONGEST_PROMPT),
    frame: readFrame(folded),
    keepsTitle: true,
    hints: {
      ...hints,
      ...(brief?.stated.duration === true
        ? { durationSeconds: brief.durationSeconds }
        : isShorter || isLonger
          ? { durationSeconds: clamp(Math.round(last.brief.durationSeconds * (isShorter ? 0.5 : 2)), 5, 600) }
          : {}),
      ...(brief?.stated.tempo === true && /\d/.test(english) && (/\d ?bpm/i.test(english) || (!isFaster && !isSlower))
        ? { tempoBpm: brief.tempoBpm }
        : isFaster || isSlower
          ? { tempoBpm: clamp(Math.round(last.brief.tempoBpm * (isFaster ? FASTER : 1 / FASTER)), 40, 220) }
          : {}),
      ...(brief?.stated.key === true ? { key: `${brief.key.tonic} ${brief.key.mode.replace('-', ' ')}` } : {}),
    },
  };
}

/** "replace the guitar with piano" as `no guitar, with piano`, where that is about instruments; else the words as they are. */
function withSwap({ folded, english }: Reading): string {
  const chinese = /把?([^把，。,]+)(?:换成|改成|换为)([^，。,]+)/u.exec(folded);
  const found =
    chinese ??
    /\b(?:replace|swap|exchange)(?: out)? (?:the |all |all the )?(.+?) (?:with|for|by) (?:an? |some |the )?(.+)/i.exec(english);
  const [out, into] = [found?.[1] ?? '', found?.[2] ?? ''].map(translateChinese);
  const swap = `no ${out}, with ${into}`;
  const isOfInstruments =
    out !== undefined &&
    out.trim() !== '' &&
    musicContentOf(`no ${out}`).decisive.some(({ decision }) => decision.startsWith('without '));
  return isOfInstruments ? (chinese === null && found !== null ? english.replace(found[0], swap) : swap) : english;
}

function joined(before: string, change: string): string {
  return before === '' ? change : `${before}, ${change}`;
}
