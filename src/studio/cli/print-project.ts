import type { ShownProject } from '../../contract/index.ts';
import { type Clip, endOf, placeOf, secondsOf, SILENT_DB, type Track } from '../../engine/timeline/index.ts';
import { clockTime, signed } from './print-summary.ts';
import type { Paint } from './terminal.ts';
import { padTo } from './text-width.ts';

const TIME_COLUMNS = 15;

/** A project's timeline as a person reads it: a track a heading, a clip a line, and the files that lie on no track. */
export function printProject({ project, timeline, media }: ShownProject, paint: Paint): string {
  const { frame, framesPerSecond } = timeline;
  const facts = [
    clockTime(project.durationSeconds),
    ...(frame === null ? [] : [`${frame.width}×${frame.height}`]),
    ...(framesPerSecond === null ? [] : [`${framesPerSecond} pictures a second`]),
    `${project.revision} ${project.revision === 1 ? 'change' : 'changes'}`,
  ];
  const used = new Set(
    timeline.tracks.flatMap(({ clips }) => clips.flatMap((clip) => (clip.media.kind === 'media' ? [clip.media.mediaId] : []))),
  );
  const unused = media.filter(({ id }) => !used.has(id));
  const lines = [
    `${paint.bold(project.title)}  ${facts.join(' · ')}`,
    paint.dim(`id ${project.id}`),
    ...(timeline.tracks.length === 0
      ? ['Nothing is on the timeline yet.']
      : timeline.tracks.flatMap((track) => trackLines(track, paint))),
    ...(timeline.markers.length === 0 ? [] : [paint.bold('Markers')]),
    ...timeline.markers.map(
      ({ at, name, kind }) => `  ${padTo(clockTime(secondsOf(at)), TIME_COLUMNS)}${kind}${name === '' ? '' : `: ${name}`}`,
    ),
    ...(unused.length === 0 ? [] : [paint.bold('Not on the timeline')]),
    ...unused.map(
      ({ name, kind, durationSeconds }) =>
        `  ${name} (${[kind, ...(durationSeconds === null ? [] : [clockTime(durationSeconds)])].join(', ')})`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function trackLines({ name, kind, clips }: Track, paint: Paint): readonly string[] {
  const heading = paint.bold(name === '' ? kind : name);
  return clips.length === 0 ? [`${heading} (empty)`] : [heading, ...clips.map(clipLine)];
}

function clipLine(clip: Clip): string {
  const span = `${clockTime(secondsOf(clip.start))} – ${clockTime(secondsOf(endOf(placeOf(clip))))}`;
  return `  ${padTo(span, TIME_COLUMNS)}${[labelOf(clip), ...factsOf(clip)].join(', ')}`;
}

function labelOf({ media, name }: Clip): string {
  if (media.kind === 'text') {
    return `“${media.text.replace(/\s+/gu, ' ')}”`;
  }

  return media.kind === 'media' && media.shows === 'music-picture' ? `${name} (picture drawn from the music)` : name;
}

/** What was set about a clip, where it is not as usual. */
function factsOf({ speed, gainDb, fadeIn, fadeOut, levels, ducking, framing, transition, media }: Clip): readonly string[] {
  const hasSound = media.kind === 'media' && (media.shows === 'sound' || media.shows === 'video');
  const [fadeInSeconds, fadeOutSeconds] = [secondsOf(fadeIn), secondsOf(fadeOut)];
  return [
    ...(speed === 1 ? [] : [`${Math.round(speed * 100) / 100}×`]),
    ...(!hasSound || gainDb === 0 ? [] : [gainDb <= SILENT_DB ? 'muted' : `${signed(gainDb)} dB`]),
    ...(fadeInSeconds === 0 ? [] : [`fades in ${fadeInSeconds} s`]),
    ...(fadeOutSeconds === 0 ? [] : [`fades out ${fadeOutSeconds} s`]),
    ...(levels.length === 0 ? [] : ['levels over time']),
    ...(ducking === null ? [] : [`gives way to ${ducking.under} by ${ducking.depthDb} dB`]),
    ...(framing === null ? [] : [framing.fit]),
    ...(transition === null ? [] : [`${transition.kind} ${secondsOf(transition.duration)} s`]),
  ];
}
