import { openDraft, type WireDraft } from '../../../contract/service/index.ts';
import type { MediaFacts } from '../../../engine/timeline/index.ts';
import { type Known, NOTHING_KNOWN } from './reading.ts';

/** What is known of a session with a draft and files, for tests. */
export function knownWith(
  draft: WireDraft,
  facts: Partial<Omit<Known, 'draft' | 'timeline' | 'media'>> = {},
  media: readonly MediaFacts[] = [],
): Known {
  let made = 0;
  const files = media.map((file) => [file.id, { ...file, title: file.name, details: {} }] as const);
  const reading = { title: 'project', media: new Map(files) };
  return {
    ...NOTHING_KNOWN,
    draft,
    timeline: openDraft(draft, reading),
    media: new Map(media.map((file) => [file.id, file])),
    makeId: (kind) => `${kind}-${++made}`,
    ...facts,
  };
}
