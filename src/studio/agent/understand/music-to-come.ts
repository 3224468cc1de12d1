import { durationSecondsOf, newClip, newTrack, timeFromSeconds } from '../../../engine/timeline/index.ts';
import { type EditState, firstState, musicClips } from './edit-state.ts';
import type { Known } from './reading.ts';

/** How long music is taken to be before it is there, in seconds. */
const USUAL_SECONDS = 30;
const RATE = 1000;

/** The timeline with the music on it that the message asks for, so that the rest of it can speak of that. */
export function withMusicToCome(known: Known, clipId: string): EditState {
  const state = firstState(known);
  if (musicClips(state).length > 0) {
    return state;
  }

  const seconds = durationSecondsOf(known.timeline) || USUAL_SECONDS;
  const sourceRange = { start: timeFromSeconds(0, RATE), duration: timeFromSeconds(seconds, RATE) };
  const media = { kind: 'music', seed: 0, availableRange: sourceRange } as const;
  const clip = newClip({ id: clipId, name: 'Music', media, start: timeFromSeconds(0, RATE), sourceRange });
  const track = newTrack({ id: known.makeId('track'), kind: 'audio', name: 'BGM', role: 'music', clips: [clip] });
  return {
    ...state,
    timeline: { ...state.timeline, tracks: [...state.timeline.tracks, track] },
    focus: [clipId, ...state.focus],
  };
}
