import type { EditRequest } from '../../../../engine/timeline/index.ts';
import { endMsOf, frameOfTime, musicClips, pictureClips, type Placed, startMsOf } from '../edit-state.ts';
import { takeMoment } from '../read-times.ts';
import { takeReference } from '../resolve-reference.ts';
import { clipsIn, type Recogniser, unclearReference } from './recogniser.ts';

const MOVE =
  /\b(?:(?:i want |let |have )?(?:move|shift|slide|start|begin|delay|starting|beginning)(?: (?:it|until|till))?)\b|(?:移动?|挪|推迟|延迟)(?=到|至)|从(?=第?.{1,8}秒.{0,2}开始)/u;
const AT_ONCE = /\b(?:i want|let|have|should|to (?:start|begin)|come in|only)\b|开始|才|再/u;
/** How long music that ends with the picture takes to fade, milliseconds. */
const FADE_MS = 1500;

/** Puts music, a voice or words at a moment: "move the title to 0:03", "start the music at 3 seconds". Clips of the picture are reordered. */
export const move: Recogniser = {
  name: 'move',
  read(clause, state) {
    if (clause.take(MOVE) === null) {
      return null;
    }

    const reference = takeReference(clause, state, ['title', 'caption', 'text', 'sound', 'music']);
    const [placed, ...others] = clipsIn(reference);
    const moment = takeMoment(clause, frameOfTime(state));
    if (moment === null || reference.kind === 'none') {
      return null;
    }

    while (clause.take(AT_ONCE) !== null) {
      continue;
    }

    clause.take(/\b(?:seconds?|secs?|mark)\b|的?位置|处/u);
    const problem = unclearReference(reference, 'music');
    if (problem !== null || placed === undefined) {
      return problem;
    }

    if (others.length > 0 || pictureClips(state).some(({ clip }) => clip.id === placed.clip.id)) {
      return null;
    }

    const isMusic = musicClips(state).some(({ clip }) => clip.id === placed.clip.id);
    return {
      requests: [...(isMusic ? endedWithPicture(placed, { moment, pictures: pictureClips(state) }) : []), moved(placed, moment)],
    };
  },
};

function moved({ clip }: Placed, toMs: number): EditRequest {
  return { kind: 'move-clip', clipId: clip.id, toMs };
}

/** Music that begins later goes on no longer than the picture: else the film would end in the dark. */
function endedWithPicture(
  music: Placed,
  { moment, pictures }: { readonly moment: number; readonly pictures: readonly Placed[] },
): readonly EditRequest[] {
  const pictureEnd = Math.max(0, ...pictures.map(endMsOf));
  const end = endMsOf(music) + moment - startMsOf(music);
  const clipId = music.clip.id;
  return endMsOf(music) <= pictureEnd && end > pictureEnd && moment < pictureEnd
    ? [
        { kind: 'set-clip-length', clipId, durationMs: pictureEnd - moment, isClosed: false },
        { kind: 'set-fades', clipIds: [clipId], inMs: null, outMs: Math.min(FADE_MS, pictureEnd - moment) },
      ]
    : [];
}
