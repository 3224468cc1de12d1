import type { WireDraft } from '../../../contract/service/index.ts';
import type { Media } from '../../store/records/media.ts';
import { isSourceOf } from './unplaced-footage.ts';

/** The music that was made here and is on a draft, the latest where there are several; null when there is none. */
export function playingMusic(draft: WireDraft, media: readonly Media[]): Media | null {
  const sources = (draft.t ?? []).flatMap(({ sg }) => sg ?? []).flatMap(({ m }) => (m?.src === undefined ? [] : [m.src]));
  const made = media.filter(({ kind, origin }) => kind === 'music' && origin === 'generated');
  return made.findLast((file) => sources.some((source) => isSourceOf(source, file))) ?? null;
}
