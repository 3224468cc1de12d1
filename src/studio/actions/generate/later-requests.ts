import type { WireDraft } from '../../../contract/service/index.ts';
import type { EditRequest } from '../../../engine/timeline/index.ts';
import type { MessageEdits } from './generate-request.ts';

/** What a message asks of the timeline once its music is there, with the clip of that music by its own id in place of the message's name. */
export function laterRequests({ after, musicId }: MessageEdits, placed: WireDraft, mediaId: string): readonly EditRequest[] {
  const clipId = soundOf(placed, mediaId);
  return musicId === null || clipId === null ? after : after.map((request) => renamed(request, musicId, clipId));
}

function renamed(request: EditRequest, from: string, to: string): EditRequest {
  const name = (id: string): string => (id === from ? to : id);
  return 'clipIds' in request
    ? { ...request, clipIds: request.clipIds.map(name) }
    : 'clipId' in request && request.clipId !== null
      ? { ...request, clipId: name(request.clipId) }
      : request;
}

/** The segment that plays the music. */
function soundOf(draft: WireDraft, mediaId: string): string | null {
  const segments = (draft.t ?? []).flatMap(({ sg }) => sg ?? []);
  return segments.find(({ m }) => m?.src === mediaId && m.kind !== 'generated')?.id ?? null;
}
