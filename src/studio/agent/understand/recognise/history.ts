import type { MusicChange } from '../../../../engine/score/index.ts';
import type { EditRequest } from '../../../../engine/timeline/index.ts';
import type { Clause } from '../clause.ts';
import { clipById, clipsOfRequest, type EditState, isCaption, musicClips, type Understood } from '../edit-state.ts';
import { anotherTake } from '../change-wish.ts';
import { takeDegree } from '../read-amounts.ts';
import { takeReference, type Wanted } from '../resolve-reference.ts';
import { clipsIn, type Recogniser, unclearReference } from './recogniser.ts';

const ALL =
  /\b(?:go |get |take me |back )*(?:back )?to (?:the )?(?:very )?(?:first|original|initial) (?:version|state|draft)\b|\bundo (?:everything|all(?: of it)?)\b|\bback to (?:the )?(?:very )?(?:start|beginning)\b(?! of)|(?:回到|恢复到|退回到?)(?:最初|最开始|一开始|原始)(?:的)?(?:版本|状态|样子)?|全部撤销|撤销(?:全部|所有)(?:修改|操作)?/u;
const LIKE_BEFORE =
  /\b(?:more )?like (?:it was )?before\b|\bit was better before\b|\bas it was(?: before)?\b|\bthe (?:previous|former|earlier|old) (?:version|one|take|music)(?: was better| please| again)?\b|(?:还是)?(?:之前|刚才|上一?版|原来)(?:的|那版|那个)?(?:比较|更)?好|(?:像|和)之前(?:那样|一样)|(?:用回|换回)(?:之前|上一个|原来)的?/u;
const UNDO =
  /\b(?:undo|revert|roll ?back|go back|take (?:that|it|this) back|step back|restore (?:the )?(?:last|previous))\b|撤销|撤回|撤消|还原|退回|恢复(?:上一步|原样)/u;
const BACK =
  /\bundo the undo\b|\b(?:bring|put|get) (?:it|that|them|everything|it all) back\b|恢复(?:回来|刚才(?:的(?:操作|修改|样子)?)?|到刚才)|取消撤销/u;
/** Back to how it was: after an undo that is what was undone, else what was before the last change. */
const PUT_BACK =
  /\b(?:bring|put|get|switch|change) (?:it|that|them) back\b|(?:换|改|变|调|移|弄|还)回来|(?:换|改|变|调|移|弄)回去/u;
const AGAIN = /\b(?:re(?:do|make|generate)) (?:it|that|this)\b|重新?(?:做|来|生成)一(?:个|次|遍|版|首)/u;
const REDO = /\bredo\b(?! the (?:music|song|track|melody))|重做(?!一)|反撤销|再做一遍刚才|^恢复[吧。！\s]*$/u;
const STEPS =
  /\b(?:the )?(?:last |previous )?(\d{1,2}|both|couple)(?: (?:times|steps|changes|edits|things|messages|of them))?\b|(?:最近|最后|前|上)?(?:的)?(\d{1,2})(?:次|步|个)(?:修改|操作|改动)?|两次|都/u;

/** Takes back and does again: "undo the last two", "重做两次", "more like before". */
export const history: Recogniser = {
  name: 'history',
  read(clause, state) {
    if (clause.take(ALL) !== null) {
      clause.take(UNDO);
      return { uses: [{ tool: 'undo', args: { steps: 'all' } }] };
    }

    if (clause.take(LIKE_BEFORE) !== null) {
      clause.take(UNDO);
      return { uses: [{ tool: 'undo', args: { steps: 1 } }] };
    }

    const [latest] = state.known.recent;
    if (latest !== undefined && !latest.isUndo && clause.take(PUT_BACK) !== null) {
      return { uses: [{ tool: 'undo', args: { steps: 1 } }] };
    }

    const { last } = state.known;
    const wasMusic = latest === undefined || (!latest.isUndo && latest.requests.length === 0);
    if (last !== null && wasMusic && clause.take(AGAIN) !== null) {
      const wish = anotherTake(last.details, state.known.usedSeeds);
      return { uses: [{ tool: 'generate_music', args: { wish, takeOf: last.mediaId, isAnother: true } }] };
    }

    if (clause.take(BACK) !== null || clause.take(PUT_BACK) !== null) {
      // All that was taken back at once comes back at once.
      return { uses: [{ tool: 'redo', args: { steps: Math.max(1, state.known.recent[0]?.undone ?? 1) } }] };
    }

    const isRedo = clause.take(REDO) !== null;
    if (!isRedo && clause.take(UNDO) === null) {
      return null;
    }

    const found = clause.take(STEPS);
    const count = found === null ? 1 : Number(found[1] ?? found[2]);
    const isAll = clause.take(/\b(?:everything|all)\b|全部|所有/u) !== null;
    clause.take(/\b(?:last|previous|latest)\b|上一?步|最近|刚才|最后/u);
    clause.take(/\b(?:step|change|edit|thing|action|version|message)s?\b|步|操作|修改|改动/u);
    const steps = isAll ? 'all' : Number.isNaN(count) ? 2 : Math.max(1, Math.min(100, count));
    return { uses: [{ tool: isRedo ? 'redo' : 'undo', args: { steps } }] };
  },
};

const NO =
  /^\s*(?:no(?=\s*[,，.!])|no(?= (?:wait|not|sorry|i mean)\b)|nope|not that(?: one)?|wrong(?: one| clip)?|i meant|i mean|sorry|oops|wait)\b(?:\s*,)?|^\s*(?:不对|不是(?:这个|那个)?|错了|弄错了|搞错了|我是?说(?:的是)?|我指的是|应该是)/u;

/** "no, the market clip": what was done last is taken back and done to the other. */
export function readCorrection(clause: Clause, state: EditState): Understood | null {
  const [last] = state.known.recent;
  const attempt = clause.again();
  if (attempt.take(NO) === null || last === undefined || last.isUndo || last.requests.length === 0) {
    return null;
  }

  attempt.keep(withoutNo(attempt.rest.replace(/^[\s,，。.!！、]+/u, '')));
  const ids = [...new Set(last.requests.flatMap(clipsOfRequest))];
  const [id] = ids;
  const before = id === undefined ? null : clipById(state, id);
  if (id === undefined || before === null || ids.length > 1) {
    return null;
  }

  const sort: Wanted =
    before.track.kind === 'text'
      ? isCaption(before)
        ? 'caption'
        : 'title'
      : before.track.kind === 'video'
        ? 'picture'
        : musicClips(state).some(({ clip }) => clip.id === id)
          ? 'music'
          : 'sound';
  const reference = takeReference(attempt, state, [sort, 'picture', 'title', 'caption', 'sound', 'music']);
  const [other] = clipsIn(reference);
  if (attempt.leftover() !== '' || reference.kind === 'none') {
    return null;
  }

  const unclear = unclearReference(reference, sort);
  if (unclear !== null || other === undefined) {
    return unclear;
  }

  return {
    uses: [{ tool: 'undo', args: { steps: 1 } }],
    requests: last.requests.map((request) => withClip(request, { from: id, to: other.clip.id })),
  };
}

/** The words of a message without the "no" or "wait" that it may begin with. */
export function withoutNo(text: string): string {
  const found = NO.exec(text.toLowerCase());
  const rest = found === null ? text : text.slice(found[0].length).replace(/^[\s,，。.!！、]+/u, '');
  const bare = rest.replace(/^(?:不|no)[，,]\s*/iu, '');
  return bare.trim() === '' ? text : bare;
}

function withClip(request: EditRequest, { from, to }: { readonly from: string; readonly to: string }): EditRequest {
  if ('clipIds' in request) {
    return { ...request, clipIds: request.clipIds.map((id) => (id === from ? to : id)) };
  }

  return 'clipId' in request && request.clipId === from && request.clipId !== null ? { ...request, clipId: to } : request;
}

const MORE =
  /^(?:(?:ok|yes|and|even|still|just|再|还要|继续|来|多)\s*)*(?:(?:a (?:little |tiny )?bit|slightly|a little|much|even|some) )?(?:more|further|again the same|稍?微?多一?[点些]|再来?一?[点些]|还不够|一?[点些]|不够)(?: (?:please|of that|like that))?[\s!.。！吧]*$/u;
const LESS =
  /^(?:(?:ok|no|but|and)[ ,]*)*(?:(?:a (?:little |tiny )?bit|slightly|a little|much|even) )?(?:less|not (?:so|that|quite so) much|not so|too much|that's too much)(?: (?:please|of that|than that))?[\s!.]*$|^(?:稍?微?)?(?:少一?[点些]|太多了?|过了|过头了|没那么多|不要那么多)[吧。！\s]*$/u;

/** "more", "a bit less": what was asked last once more, or some of it back. */
export const more: Recogniser = {
  name: 'more',
  isForOnePart: true,
  read(clause, state) {
    const text = clause.text.trim();
    const isLess = LESS.test(text);
    if (!isLess && !MORE.test(text)) {
      return null;
    }

    const degree = takeDegree(clause.again());
    const part = (isLess ? -1 : 1) * (degree === 'little' ? 0.5 : degree === 'much' ? 2 : isLess ? 0.5 : 1);
    clause.keep('');
    const requests = state.lastRequests.flatMap((request) => again(request, part, state));
    const changes = state.lastChanges.flatMap((change) => changedAgain(change, part));
    return requests.length === 0 && changes.length === 0 ? { notices: [{ kind: 'nothing-before' }] } : { requests, changes };
  },
};

/** So much of a request once more; a part below 0 takes back. */
function again(request: EditRequest, part: number, state: EditState): readonly EditRequest[] {
  const growth = part > 0 ? 1 + 0.5 * part : 1 / (1 - 0.5 * part);
  if (request.kind === 'set-level') {
    return [{ ...request, isRelative: true, gainDb: request.isRelative ? request.gainDb * part : 3 * Math.sign(part) }];
  }

  if (request.kind === 'set-fades') {
    return [{ ...request, inMs: scaled(request.inMs, growth), outMs: scaled(request.outMs, growth) }];
  }

  if (request.kind === 'set-ducking') {
    return request.ducking === null
      ? []
      : [
          {
            ...request,
            ducking: { ...request.ducking, depthDb: Math.max(3, Math.min(30, request.ducking.depthDb + 3 * Math.sign(part))) },
          },
        ];
  }

  if (request.kind === 'set-speed') {
    const step = request.speed >= 1 ? 1 + 0.25 * Math.abs(part) : 1 / (1 + 0.25 * Math.abs(part));
    return [{ ...request, speed: Math.max(0.25, Math.min(4, request.speed * (part > 0 ? step : 1 / step))) }];
  }

  if (request.kind === 'change-text') {
    const clip = clipById(state, request.clipId);
    const size = clip?.clip.media.kind === 'text' ? clip.clip.media.size : 1;
    return request.size === undefined
      ? []
      : [
          {
            kind: 'change-text',
            clipId: request.clipId,
            size: Math.round(Math.max(0.4, Math.min(2.5, size * (part > 0 ? 1.15 : 1 / 1.15))) * 100) / 100,
          },
        ];
  }

  if (request.kind === 'trim-clip') {
    return [{ ...request, headMs: Math.round(request.headMs * part), tailMs: Math.round(request.tailMs * part) }];
  }

  if (request.kind === 'set-transition') {
    return [{ ...request, durationMs: Math.round((request.durationMs ?? 600) * growth) }];
  }

  return [];
}

function changedAgain(change: MusicChange, part: number): readonly MusicChange[] {
  if (change.kind === 'energy') {
    return [{ kind: 'energy', by: Math.max(-1, Math.min(1, change.by * part)) }];
  }

  if (change.kind === 'tempo-by') {
    return [{ kind: 'tempo-by', factor: part > 0 ? 1 + (change.factor - 1) * part : 1 / (1 + (change.factor - 1) * -part) }];
  }

  if (change.kind === 'balance' || change.kind === 'dynamics') {
    return [{ ...change, byDb: Math.max(-24, Math.min(12, change.byDb * part)) }];
  }

  if (change.kind === 'transpose') {
    return [{ ...change, semitones: Math.round(change.semitones * part) }];
  }

  return [];
}

function scaled(ms: number | null, factor: number): number | null {
  return ms === null ? null : Math.round(ms * factor);
}
