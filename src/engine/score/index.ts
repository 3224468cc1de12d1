export { DRUM } from './score.ts';
export type {
  Articulation,
  ChordQuality,
  ChordSpan,
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
