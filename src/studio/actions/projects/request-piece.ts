import type { FilmRequest } from '../../../contract/index.ts';
import type { Session } from '../../store/records/sessions.ts';
import { type RequestedMusic, requestMusic } from '../generate/request-music.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';

/** Queues music of a wish for a session: it takes the place of the music on the timeline, and is as long as the footage unless a length is said. */
export async function requestPiece(
  ports: Pick<ServicePorts, 'database' | 'queue' | 'ids' | 'wallClock' | 'settings'>,
  caller: Caller,
  asked: {
    readonly session: Session;
    readonly prompt: string;
    readonly hints: FilmRequest['hints'];
    /** The shape of the picture in pixels, or null: the one there is. */
    readonly frame: { readonly width: number; readonly height: number } | null;
    readonly jobId?: string;
  },
): Promise<RequestedMusic> {
  const { session, prompt, hints, frame, jobId } = asked;
  return requestMusic(ports, caller, {
    session,
    work: {
      wish: { prompt, words: prompt, hints: definedOf(hints), frame, keepsTitle: false },
      revises: null,
      changes: [],
      matchesCuts: false,
      isRefit: false,
      take: null,
      edits: { before: [], after: [], musicId: null, isSeparable: false },
    },
    turn: null,
    language: 'en',
    ...(jobId === undefined ? {} : { jobId }),
  });
}

function definedOf(hints: FilmRequest['hints']): RequestedMusic['wish']['hints'] {
  return Object.fromEntries(Object.entries(hints).filter(([, value]) => value !== undefined));
}
