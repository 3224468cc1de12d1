import { summariseDraft } from '../../../contract/service/index.ts';
import { durationSecondsOf, endOf, placeOf, secondsOf } from '../../../engine/timeline/index.ts';
import { musicOf } from '../../actions/generate/refit.ts';
import { unplacedFootage } from '../../actions/generate/unplaced-footage.ts';
import { openSessionTimeline, type SessionTimeline } from '../../actions/sessions/open-session-timeline.ts';
import { listJobs } from '../../store/records/jobs.ts';
import { musicBriefOf } from './music-brief.ts';
import { answered, type Scene, tool, type ToolUse } from './tool.ts';
import { toldDucking } from './told-ducking.ts';
import { ShowTimelineArguments } from './tool-arguments.ts';

/** Jobs looked through for one that still runs. */
const MOST_JOBS = 20;

/** Says what is on the timeline, or one thing about it, and whether music is on its way or could not be made. Free. */
export const showTimeline = tool({
  name: 'show_timeline',
  description:
    'Says what is on the timeline and whether music is still being made (about: all), or only its length, what the music is like, its clips, or how loud they are.',
  schema: ShowTimelineArguments,
  isShown: false,
  async start(scene, { about }) {
    if (about === 'all') {
      return showAll(scene);
    }

    const opened = await openSessionTimeline(scene.ports.database, scene.ports.ids, scene.session);
    return answered(tellAbout(scene, opened, about));
  },
});

async function showAll({ ports, caller, session, draft, wording }: Scene): Promise<ToolUse> {
  const jobs = await listJobs(ports.database, { accountId: caller.account.id, sessionId: session.id, limit: MOST_JOBS });
  const running = jobs.find(({ kind, finishedAt }) => kind === 'generate' && finishedAt === null);
  // Its turn may have ended before it: then nobody has been told yet.
  const last = jobs.find(({ kind }) => kind === 'generate');
  const isEmpty = (draft.t ?? []).length === 0;
  const said = [
    wording.timeline(summariseDraft(draft)),
    ...(running === undefined ? [] : [wording.stillMaking(running.progress)]),
    ...(last?.status === 'failed' ? [wording.failed(last.errorMessage ?? '')] : []),
    ...(isEmpty && running === undefined ? [wording.none('music')] : []),
  ].join(isEmpty ? '. ' : ' ');
  return answered(said, { nextSteps: isEmpty ? [] : wording.afterMusic() });
}

function tellAbout(
  { wording }: Scene,
  { timeline, context, media, draft }: SessionTimeline,
  about: 'length' | 'music' | 'clips' | 'levels',
): string {
  const music = musicOf(timeline, context.media);
  switch (about) {
    case 'length':
      return wording.length(Math.round(durationSecondsOf(timeline) * 1000));
    case 'music': {
      const pieces = new Set(music.map(({ mediaId }) => mediaId));
      const told = media.flatMap((file) => {
        const brief = pieces.has(file.id) ? musicBriefOf(file) : null;
        return brief === null ? [] : [wording.aboutMusic({ ...brief, title: file.title })];
      });
      return told.length === 0 ? wording.none('music') : told.join(' ');
    }
    case 'clips': {
      const clips = timeline.tracks.filter(({ kind }) => kind === 'video' || kind === 'audio').flatMap((track) => track.clips);
      const isMusic = new Set(music.map(({ id }) => id));
      const shown = clips
        .filter((clip) => !isMusic.has(clip.id) && !(clip.media.kind === 'media' && clip.media.shows === 'music-picture'))
        .map((clip) => ({
          name: clip.name,
          fromMs: Math.round(secondsOf(clip.start) * 1000),
          toMs: Math.round(secondsOf(endOf(placeOf(clip))) * 1000),
        }));
      const used = new Set(clips.flatMap((clip) => (clip.media.kind === 'media' ? [clip.media.mediaId] : [])));
      const sounds = media.filter(({ id, kind, origin }) => kind === 'audio' && origin === 'uploaded' && !used.has(id));
      const unplaced = [...unplacedFootage(draft, media).map(({ name }) => name), ...sounds.map(({ title }) => title)];
      return wording.aboutClips({ shown, unplaced });
    }
    case 'levels': {
      const isMusic = new Set(music.map(({ id }) => id));
      const clips = timeline.tracks.filter(({ kind }) => kind === 'audio').flatMap((track) => track.clips);
      const footage = timeline.tracks
        .filter(({ kind }) => kind === 'video')
        .flatMap((track) => track.clips)
        .filter(
          ({ media: shown }) =>
            shown.kind === 'media' && context.media.get(shown.mediaId)?.hasSound === true && shown.shows === 'video',
        );
      const ducking = toldDucking(timeline, media);
      return wording.aboutLevels(
        [...clips, ...footage].map(({ id, name, gainDb, levels }) => ({
          name: isMusic.has(id) ? null : name,
          gainDb,
          isShaped: levels.length > 0,
          ducking: ducking.get(id) ?? null,
        })),
      );
    }
  }
}
