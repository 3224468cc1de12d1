import { TRACK_TYPES, type WireDraft } from '../../contract/service/index.ts';
import type { Language } from './language.ts';

const STEPS: { readonly [language in Language]: { readonly [step in Step]: string } } = {
  en: {
    music: '"upbeat acoustic background music, 20 seconds"',
    'music-for-clip': '"make warm folk music"',
    bring: 'drop a video here, and say what music it needs',
    level: '"music at 35%"',
    calmer: '"calmer" or "another one"',
    title: '"title \'Urban Dreams\' for the first 3 seconds"',
    vertical: '"make it vertical"',
    export: '"export"',
  },
  zh: {
    music: '“20秒轻快的原声背景音乐”',
    'music-for-clip': '“配一段温暖的民谣音乐”',
    bring: '把视频拖进来，说说要配什么音乐',
    level: '“音乐音量35%”',
    calmer: '“更安静一点”或“再来一个”',
    title: '“前三秒标题‘城市之梦’”',
    vertical: '“改成竖屏”',
    export: '“导出”',
  },
};
type Step = 'music' | 'music-for-clip' | 'bring' | 'level' | 'calmer' | 'title' | 'vertical' | 'export';

/** Two or three things that fit what is on the timeline, as somebody would say them. */
export function nextSteps(draft: WireDraft, language: Language): readonly string[] {
  return stepsFor(draft).map((step) => STEPS[language][step]);
}

/** The same when the file was just delivered: it is not offered again. */
export function stepsAfterExport(draft: WireDraft, language: Language): readonly string[] {
  return stepsFor(draft)
    .filter((step) => step !== 'export')
    .map((step) => STEPS[language][step]);
}

function stepsFor(draft: WireDraft): readonly Step[] {
  const clips = (type: number) => (draft.t ?? []).filter(({ tt }) => tt === type).flatMap(({ sg }) => sg ?? []);
  const music = clips(TRACK_TYPES.audio);
  const hasPicture = clips(TRACK_TYPES.video).length > 0;
  if (music.length === 0) {
    return hasPicture ? ['music-for-clip', 'title', 'export'] : ['music', 'bring'];
  }

  if (hasPicture && music.some(({ m }) => (m?.volume ?? 1) > 0.5)) {
    return ['level', 'calmer', 'export'];
  }

  if (clips(TRACK_TYPES.text).length === 0) {
    return ['calmer', 'title', 'export'];
  }

  const { width = 16, height = 9 } = draft.m ?? {};
  return width > height ? ['calmer', 'vertical', 'export'] : ['calmer', 'export'];
}
