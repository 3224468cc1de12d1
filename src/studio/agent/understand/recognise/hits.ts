import { frameOfTime, musicClips } from '../edit-state.ts';
import { takeMoment } from '../read-times.ts';
import type { Recogniser } from './recogniser.ts';

const CUTS =
  /\b(?:match|fit|sync(?:hronise|hronize)?|align|cut|lock)\b.{0,30}\b(?:cuts?|edits?|beats?|picture|scenes?)\b|\b(?:land|hit|put|place)\b.{0,30}\bon (?:the |every |each )?(?:cuts?|edits?|scene changes?)\b|卡点|(?:对上|对齐|踩上|踩在|匹配|合上).{0,8}(?:剪辑点|切点|转场|画面|镜头)|(?:剪辑点|切点|画面).{0,6}(?:对上|对齐|踩点)/u;
const LAND =
  /\b(?:land|hit|put|place|have|make)\b.{0,24}\b(?:drop|hit|accent|downbeat|chorus|climax|beat)\b(?=.{0,20}\b(?:on|at)\b)/u;

/** The music lands on the cuts, or on named moments: "match the cuts", "land the drop on the cut at 0:12". */
export const hits: Recogniser = {
  name: 'hits',
  read(clause, state) {
    const isCuts = clause.take(CUTS) !== null;
    const isLand = clause.take(LAND) !== null;
    if (!isCuts && !isLand) {
      return null;
    }

    if (musicClips(state).length === 0) {
      return { notices: [{ kind: 'nothing-there', what: 'music' }] };
    }

    const moments: number[] = [];
    const frame = frameOfTime(state);
    for (let at = takeMoment(clause, frame); at !== null && moments.length < 100; at = takeMoment(clause, frame)) {
      moments.push(at);
    }

    clause.take(/\b(?:music|track|song|beat)\b|音乐|配乐/u);
    clause.take(/\b(?:cuts?|picture|scenes?|beat)\b|剪辑点|画面/u);
    return moments.length === 0 && !isCuts
      ? null
      : {
          uses: [
            {
              tool: 'match_cuts',
              args: { mediaId: state.known.last?.mediaId ?? null, atMs: moments.length === 0 ? null : moments },
            },
          ],
        };
  },
};
