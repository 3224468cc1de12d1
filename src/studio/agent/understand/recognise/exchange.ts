import type { EditRequest, MediaFacts } from '../../../../engine/timeline/index.ts';
import { type EditState, pictureClips, type Placed, startMsOf } from '../edit-state.ts';
import { takeReference } from '../resolve-reference.ts';
import { clipsIn, type Recogniser } from './recogniser.ts';
import { namedFiles } from './place.ts';

const EXCHANGE =
  /\b(?:replace|swap|switch|exchange|change)(?: out)? (.+?) (?:with|for|by|to) (.+)$|\buse (.+?) (?:instead of|in place of|rather than) (.+)$|把?(.+?)(?:换成|替换成|替换为|改成|换为)(.+)$|用(.+?)(?:替换|代替|换掉?)(.+)$/u;

/** Another file in the place of a clip: "replace a.mp4 with b.mp4", "把开场换成海边". The clip goes, the file comes where it began. */
export const exchange: Recogniser = {
  name: 'exchange',
  read(clause, state) {
    const found = EXCHANGE.exec(clause.rest);
    const isReversed = found?.[3] !== undefined || found?.[7] !== undefined;
    const [first = '', second = ''] = found?.slice(1).filter((part) => part !== undefined) ?? [];
    const isReplaced = /\breplace|instead|in place|rather|换/u.test(found?.[0] ?? '');
    const [gone, come] = [clause.again(), clause.again()];
    gone.keep(isReversed ? second : first);
    come.keep(isReversed ? first : second);
    const [clip, another] = clipsIn(takeReference(gone, state, ['picture']));
    const files = [...state.known.media.values()].filter(({ kind }) => kind === 'video' || kind === 'image');
    const [file, more] = found === null ? [] : namedFiles(come, files);
    const isShown = file !== undefined && pictureClips(state).some((placed) => shows(placed, file));
    const isOne = clip !== undefined && another === undefined && file !== undefined && more === undefined;
    // Two that are both there change places.
    if (!isOne || shows(clip, file) || (isShown && !isReplaced) || gone.leftover() !== '' || come.leftover() !== '') {
      return null;
    }

    clause.take(EXCHANGE);
    return { requests: exchanged(state, clip, file) };
  },
};

function exchanged(state: EditState, clip: Placed, { id, durationMs, kind }: MediaFacts): readonly EditRequest[] {
  return [
    { kind: 'remove-clip', clipId: clip.clip.id, isClosed: true },
    {
      kind: 'place-media',
      mediaId: id,
      on: 'video',
      atMs: startMsOf(clip),
      durationMs: kind === 'image' ? null : durationMs,
      newId: state.known.makeId('clip'),
    },
  ];
}

function shows({ clip }: Placed, file: MediaFacts): boolean {
  return clip.media.kind === 'media' && clip.media.mediaId === file.id;
}
