import { rounded } from './told-numbers.ts';
import type { ToldDucking } from './wording.ts';

/** `goes down 12 dB under 3 stretches of speech (8.2 s)`. */
export function tellEnglishDucking({ under, depthDb, stretches }: ToldDucking): string {
  const how = `goes down ${rounded(depthDb)} dB under`;
  if (stretches === null) {
    return `${how} ${under === 'speech' ? 'speech' : 'the sound of the clips'}`;
  }

  const { count, seconds } = stretches;
  return count === 0
    ? `would go down ${rounded(depthDb)} dB under ${under}, but there is none`
    : `${how} ${count === 1 ? '1 stretch' : `${count} stretches`} of ${under} (${rounded(Math.round(seconds * 10) / 10)} s)`;
}

/** `在 3 段说话（8.2 秒）时降低 12 分贝`. */
export function tellChineseDucking({ under, depthDb, stretches }: ToldDucking): string {
  const what = under === 'speech' ? '说话' : '原声';
  return stretches === null
    ? `${what}时降低 ${rounded(depthDb)} 分贝`
    : stretches.count === 0
      ? `${what}时会降低 ${rounded(depthDb)} 分贝，但现在没有${what}`
      : `在 ${stretches.count} 段${what}（${rounded(Math.round(stretches.seconds * 10) / 10)} 秒）时降低 ${rounded(depthDb)} 分贝`;
}
