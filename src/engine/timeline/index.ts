export { LONGEST_CAPTION, MOST_CAPTIONS, readCaptions, type Caption, type ReadCaptions } from './captions/read-captions.ts';
export { captionsOf, writeSrt, writeVtt } from './captions/write-captions.ts';
export { checkTimeline } from './check-timeline.ts';
export { applyEdit, Edit, type Edited } from './edit.ts';
export { editBetween } from './edit-between.ts';
export { EditRequest } from './edit-request.ts';
export { titleStretch } from './edits/add-text.ts';
export { EditRefusal, ImpossibleEdit } from './edits/edit-refusal.ts';
export { levelAt } from './edits/keep-stretch.ts';
export type { EditContext, MediaFacts } from './edits/planner.ts';
export { clipNamed } from './find-clip.ts';
export { timelineToMlt, type MltHost } from './interchange/timeline-to-mlt.ts';
export { timelineToOtio, type InterchangeHost, type InterchangeMedia } from './interchange/timeline-to-otio.ts';
export { newClip, newTimeline, newTrack } from './new-clip.ts';
export { FIT_MODES, PictureFraming, PictureRect, Transition, TRANSITION_KINDS } from './picture-framing.ts';
export { placeMusic } from './place-music.ts';
export { planEdit } from './plan-edit.ts';
export {
  addTime,
  compareTime,
  earlierOf,
  endOf,
  laterOf,
  RationalTime,
  rescaleTime,
  scaleTime,
  secondsOf,
  subtractTime,
  timeFromSeconds,
  TimeRange,
} from './rational-time.ts';
export {
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
  SILENT_DB,
  TEXT_STYLES,
  TextPlace,
  TextStyle,
  Timeline,
  Track,
  type TrackItem,
} from './timeline.ts';
