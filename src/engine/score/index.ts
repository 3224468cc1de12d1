export { compose } from './compose.ts';
export { secondsAt, tickAt } from './form/tempo-time.ts';
export { scoreToMidi } from './midi-file.ts';
export { printScore } from './print-score.ts';
export { MusicChange } from './revise/music-change.ts';
export { DRUM } from './score.ts';
export type {
  Articulation,
  ChordQuality,
  ChordSpan,
  Composer,
  ComposeOptions,
  Groove,
  Note,
  Part,
  Role,
  Score,
  Section,
  SectionKind,
  TempoPoint,
} from './score.ts';
