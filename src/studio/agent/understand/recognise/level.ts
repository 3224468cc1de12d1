import type { Clause } from '../clause.ts';
import {
  type EditState,
  frameOfTime,
  hasSound,
  musicClips,
  type Placed,
  pictureClips,
  soundClips,
  type Understood,
} from '../edit-state.ts';
import { type LevelWish, takeDegree, takeLevel } from '../read-amounts.ts';
import { takeSpan } from '../read-times.ts';
import { focusedSort, takeReference } from '../resolve-reference.ts';
import { clipsIn, type Recogniser, unclearReference } from './recogniser.ts';

const SILENT_DB = -120;
/** dB; a clip as low as that was muted. */
const SILENCED_DB = -60;
const ALL_SOUND = /\b(?:everything|all(?: of (?:it|them))?|the lot|the whole thing)\b|全部|所有|全都?|都/u;
const MUTE = /\b(?:mute|silence)[ds]?\b|静音|消音|(?:关掉|关闭|去掉|去除|不要)(?=.{0,12}(?:声音|原声))/u;
const UNMUTE = /\bunmute[ds]?\b|取消静音|恢复(?:声音|原声|音量)/u;
const NO_SOUND = /\b(?:without|no) (?:any )?(?:sound|audio)\b/u;
const ABOUT_LEVEL = /\b(?:volume|level|loudness)s?\b|音量|声音|原声/u;
const SOUND_WORD =
  /\b(?:(?:own|original) )?(?:volume|level|loudness|sound|audio|soundtrack)s?(?: of| from)?\b|(?:的)?(?:音量|声音|原声)/u;
const OWN_SOUND = /\b(?:own|original) (?:sound|audio|volume)|原声/u;
const FOOTAGE =
  /\b(?:the |my |all )?(?:video|footage|film|original)(?:'s)?(?= (?:sound|audio|volume|level)|\s*$|\s+(?:to|at|by|a|down|up|in|from|for)\b)(?: (?:sound|audio|volume|level))?|视频(?:的)?(?:声音|原声|音量)?/u;
const ELSEWHERE = /\bin the (?:video|film|background)\b|视频里/u;
/** Only these say nothing about what is louder: after a title they may be about its size. */
const BARE_SIZE = /^[再把它稍微\s]*(?:大|小)一?[点些][吧。\s]*$/u;

/** "还是有点大": only these. */
const BARE_TOO = /^\s*(?:还是|现在|嗯|，)*(?:有点|有些|太|还)太?(大|吵|响|小)(?:了|声|啊|呀)*[。！!\s]*$/u;

/** "music at 35%", "mute the second clip", "3 dB louder from 0:10 to the end". */
export const level: Recogniser = {
  name: 'level',
  read(clause, state) {
    const sort = focusedSort(state);
    const wasLevel = state.lastRequests.some(({ kind }) => kind === 'set-level');
    if (BARE_SIZE.test(clause.text) && (sort === 'title' || sort === 'caption') && !wasLevel) {
      return null;
    }

    if (/放大|拉近|推近/u.test(clause.text) && !/声|音/u.test(clause.text)) {
      return null;
    }

    const tooMuch = sort === 'title' || sort === 'caption' || sort === 'picture' ? null : BARE_TOO.exec(clause.text);
    if (tooMuch !== null) {
      clause.keep(tooMuch[1] === '小' ? '太小声' : '太大声');
    }

    const isUnmuted = clause.take(UNMUTE) !== null;
    const isMuted = !isUnmuted && (clause.take(MUTE) !== null || clause.take(NO_SOUND) !== null);
    clause.take(ELSEWHERE);
    const isAboutLevel = clause.has(ABOUT_LEVEL);
    const isOwnSound = clause.has(OWN_SOUND);
    const span = takeSpan(clause, frameOfTime(state));
    const targets = takeTargets(clause, { state, isOwnSound, isMuted, isUnmuted });
    const wish = isMuted
      ? mute()
      : isUnmuted
        ? ({ kind: 'to', gainDb: 0, asked: '100%', isLimited: false } as const)
        : takeLevel(clause, isAboutLevel);
    while (clause.take(SOUND_WORD) !== null) {
      continue;
    }

    takeDegree(clause);
    clause.take(/保留|保持|留着|回/u);
    clause.take(/\btoo (?=loud|quiet)|\bloud\b|太/u);
    // "35%" alone is about the music where nothing else was spoken of.
    const isBare = wish?.kind === 'to' && clause.leftover() === '' && (sort === null || sort === 'music' || sort === 'sound');
    if (wish === null || (!isMuted && !isUnmuted && !isBare && !isSoundly(clause, targets, wasLevel))) {
      return null;
    }

    if ('notices' in targets) {
      return targets;
    }

    if (wish.kind === 'contradiction') {
      return { notices: [{ kind: 'contradiction', words: clause.words }] };
    }

    return {
      requests: [
        {
          kind: 'set-level',
          clipIds: targets.clips.map(({ clip }) => clip.id),
          gainDb: wish.kind === 'to' ? wish.gainDb : wish.byDb,
          isRelative: wish.kind === 'by',
          fromMs: span?.fromMs ?? null,
          toMs: span?.toMs ?? null,
        },
      ],
      notices: wish.kind === 'to' && wish.isLimited ? [{ kind: 'limited', what: 'level', asked: wish.asked, used: '200%' }] : [],
    };
  },
};

type Targets =
  | { readonly clips: readonly Placed[]; readonly isNamed: boolean }
  | (Understood & { readonly notices: NonNullable<Understood['notices']> });

function takeTargets(
  clause: Clause,
  wish: {
    readonly state: EditState;
    readonly isOwnSound: boolean;
    readonly isMuted: boolean;
    readonly isUnmuted: boolean;
  },
): Targets {
  const { state, isOwnSound, isMuted, isUnmuted } = wish;
  const { known } = state;
  const sounding = pictureClips(state).filter((placed) => hasSound(placed, known));
  const reference = takeReference(clause, state, isOwnSound ? ['picture', 'sound'] : ['music', 'sound', 'picture']);
  if (reference.kind === 'none' || (reference.kind === 'several' && /视频|video|footage/u.test(reference.words))) {
    const everything = [...musicClips(state), ...soundClips(state), ...sounding];
    const silent = everything.filter(({ clip }) => clip.gainDb <= SILENCED_DB);
    const isAll = (isMuted || isUnmuted) && clause.take(ALL_SOUND) !== null;
    if (isAll && everything.length > 0) {
      return { clips: everything, isNamed: true };
    }

    if (isUnmuted && silent.length > 0) {
      return { clips: silent, isNamed: true };
    }

    const isFootage = reference.kind === 'several' || isOwnSound || clause.take(FOOTAGE) !== null;
    // "mute the video" where only music sounds means the music.
    if (isFootage && sounding.length > 0) {
      return { clips: sounding, isNamed: true };
    }

    const clips = usualTargets(state, isMuted);
    return clips.length === 0 ? { notices: [{ kind: 'nothing-there', what: 'music' }] } : { clips, isNamed: isFootage };
  }

  const unclear = unclearReference(reference, 'music');
  if (reference.kind === 'missing' && reference.among.length === 0 && /video|footage|film|视频/u.test(reference.words)) {
    const clips = usualTargets(state, isMuted);
    return clips.length === 0 && unclear !== null ? { ...unclear, notices: unclear.notices ?? [] } : { clips, isNamed: true };
  }

  if (unclear !== null) {
    return { ...unclear, notices: unclear.notices ?? [] };
  }

  const named = clipsIn(reference);
  const pictures = named.filter(({ track }) => track.kind === 'video');
  const audible = named.filter((placed) => placed.track.kind !== 'video' || hasSound(placed, known));
  const clips = audible.length > 0 ? audible : pictures.length > 0 ? usualTargets(state, isMuted) : named;
  return clips.length === 0 ? { notices: [{ kind: 'nothing-there', what: 'music' }] } : { clips, isNamed: true };
}

/** What "a bit quieter" means: what was set last, else the music, else what there is to hear. */
function usualTargets(state: EditState, isMuted: boolean): readonly Placed[] {
  const music = musicClips(state);
  const sounds = soundClips(state);
  const all = [...music, ...sounds, ...pictureClips(state)];
  const last = new Set(state.lastRequests.flatMap((request) => (request.kind === 'set-level' ? request.clipIds : [])));
  const again = isMuted ? [] : all.filter(({ clip }) => last.has(clip.id));
  const first = state.focus.find((id) => [...music, ...sounds].some(({ clip }) => clip.id === id));
  const newest = sounds.filter(({ clip }) => clip.id === first);
  return again.length > 0
    ? again
    : newest.length > 0
      ? newest
      : music.length > 0
        ? music
        : sounds.length > 0
          ? sounds
          : pictureClips(state).filter((placed) => hasSound(placed, state.known));
}

function mute(): LevelWish {
  return { kind: 'to', gainDb: SILENT_DB, asked: '0%', isLimited: false };
}

/** Whether a clause with an amount is about sound at all: "50%" may be a size or a speed. */
function isSoundly(clause: Clause, targets: Targets, wasLevel: boolean): boolean {
  const says = new RegExp(
    `${ABOUT_LEVEL.source}|\\b(?:louder|quieter|softer|loud|quiet|sound|audio|music|bgm|soundtrack|song|track|db|decibels?)\\b|声|响|轻|吵|分贝|音乐|配乐|原声|[大小]一?[点些]`,
    'u',
  ).test(clause.text);
  const isOther =
    /\b(?:faster|slower|speed|tempo|bpm|longer|shorter|bigger|smaller|zoom|crop|duck)/u.test(clause.text) ||
    /[快慢速长短]|推近|裁/u.test(clause.text);
  return (
    !isOther &&
    (says || wasLevel || ('isNamed' in targets && targets.isNamed && targets.clips.every(({ track }) => track.kind === 'audio')))
  );
}
