export { applyEdit, clipNamed, Edit, trackNamed, type Edited } from './edit.ts';
export { EditRequest } from './edit-request.ts';
export { newClip, newTimeline, newTrack } from './new-clip.ts';
export { FIT_MODES, PictureFraming, PictureRect, Transition, TRANSITION_KINDS } from './picture-framing.ts';
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
  Ducking,
  durationOf,
  durationSecondsOf,
  itemsOf,
  LevelPoint,
  Marker,
  MediaReference,
  Metadata,
  placeOf,
  TEXT_STYLES,
  TextPlace,
  TextStyle,
  Timeline,
  Track,
  type TrackItem,
} from './timeline.ts';
