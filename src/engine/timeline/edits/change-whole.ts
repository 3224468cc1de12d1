import { compareTime } from '../rational-time.ts';
import { durationOf, type Marker, type Timeline } from '../timeline.ts';
import { fromMs, msOf, sayMoment } from './moments.ts';
import { impossible, planner } from './planner.ts';

export const setFrame = planner('set-frame', (timeline, { width, height }) => ({ ...timeline, frame: { width, height } }));

export const setFrameRate = planner('set-frame-rate', (timeline, { framesPerSecond }) => ({ ...timeline, framesPerSecond }));

export const rename = planner('rename', (timeline, { name }) => ({ ...timeline, name }));

/** A marker that is there already is not set twice. */
export const addMarker = planner('add-marker', (timeline, { atMs, name, marker: kind }) => {
  const at = fromMs(atMs);
  const end = durationOf(timeline);
  if (compareTime(at, end) > 0) {
    throw impossible(`The timeline ends at ${sayMoment(end)}: there is nothing to mark at ${sayMoment(at)}.`, {
      reason: 'behind-the-end',
      ms: msOf(end),
    });
  }

  if (timeline.markers.some((each) => each.kind === kind && each.name === name && msOf(each.at) === atMs)) {
    return timeline;
  }

  const marker: Marker = { id: freeMarkerId(timeline), name, at, kind };
  const later = timeline.markers.findIndex((each) => compareTime(each.at, at) > 0);
  const place = later < 0 ? timeline.markers.length : later;
  return { ...timeline, markers: timeline.markers.toSpliced(place, 0, marker) };
});

export const removeMarkers = planner('remove-markers', (timeline, { marker }) => ({
  ...timeline,
  markers: marker === null ? [] : timeline.markers.filter(({ kind }) => kind !== marker),
}));

function freeMarkerId({ markers }: Timeline): string {
  const taken = new Set(markers.map(({ id }) => id));
  let number = markers.length + 1;
  while (taken.has(`marker-${number}`)) {
    number++;
  }

  return `marker-${number}`;
}
