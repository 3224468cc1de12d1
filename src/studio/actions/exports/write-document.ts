import { sizeOf, type DrawnMusic } from '../../../engine/export/index.ts';
import { scoreToMidi, type Score } from '../../../engine/score/index.ts';
import {
  captionsOf,
  timelineToMlt,
  timelineToOtio,
  writeSrt,
  writeVtt,
  type InterchangeHost,
} from '../../../engine/timeline/index.ts';
import type { DocumentFormat, ExportRequest } from './export-request.ts';
import { piecesOf, scoreOfPiece } from './find-pieces.ts';

const USUAL_RATE = 30;

type Sources = { readonly request: ExportRequest; readonly scores: ReadonlyMap<string, DrawnMusic> };

const WRITERS: { readonly [format in DocumentFormat]: (sources: Sources) => string | Uint8Array } = {
  otio: ({ request }) => `${JSON.stringify(timelineToOtio(request.timeline, hostOf(request)), null, 2)}\n`,
  mlt: ({ request }) => timelineToMlt(request.timeline, { ...hostOf(request), size: request.timeline.frame ?? sizeOf('16:9') }),
  srt: ({ request }) => writeSrt(captionsOf(request.timeline)),
  vtt: ({ request }) => writeVtt(captionsOf(request.timeline)),
  mid: (sources) => scoreToMidi(scoreOf(sources)),
  json: (sources) => `${JSON.stringify(scoreOf(sources), null, 2)}\n`,
};

/** What an export writes without any media: the timeline, its captions, or the score of its music (of several pieces, the first's). Throws `media.gone` when the score was deleted. */
export function writeDocument(format: DocumentFormat, sources: Sources): string | Uint8Array {
  return WRITERS[format](sources);
}

/** Why a timeline has nothing for this format, in words; null when it has. */
export function missingFor(format: DocumentFormat | 'stems', request: Pick<ExportRequest, 'timeline' | 'media'>): string | null {
  switch (format) {
    case 'srt':
    case 'vtt':
      return captionsOf(request.timeline).length === 0 ? 'The draft has no captions. Add some first.' : null;
    case 'mid':
    case 'json':
    case 'stems':
      return piecesOf(request).length === 0 ? 'The draft has no music that was made here. Make some first.' : null;
    case 'otio':
    case 'mlt':
      return null;
  }
}

/** Files go by their names: whoever opens the timeline has them beside it, or points their program to them. */
function hostOf({ timeline, media }: ExportRequest): InterchangeHost {
  return {
    media: new Map(
      media.map(({ id, name, contentType, size }) => [
        id,
        { name, url: name, hasSound: !contentType.startsWith('image/'), picture: size },
      ]),
    ),
    framesPerSecond: timeline.framesPerSecond ?? USUAL_RATE,
  };
}

function scoreOf({ request, scores }: Sources): Score {
  return scoreOfPiece(piecesOf(request)[0] ?? '', scores);
}
