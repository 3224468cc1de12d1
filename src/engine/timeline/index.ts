export { placeMusic } from './place-music.ts';
export {
  addTime,
  compareTime,
  endOf,
  RationalTime,
  rescaleTime,
  secondsOf,
  subtractTime,
  timeFromSeconds,
  TimeRange,
} from './rational-time.ts';
export {
  checkTimeline,
  Clip,
  durationOf,
  durationSecondsOf,
  itemsOf,
  MediaReference,
  placeOf,
  TextPlace,
  Timeline,
  Track,
  type TrackItem,
} from './timeline.ts';
