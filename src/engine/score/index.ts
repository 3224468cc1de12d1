export { chooseApart } from './choose-apart.ts';
export { markOf } from './choose-candidate.ts';
export { type Audition, auditionFor, compose } from './compose.ts';
export { type Critique, critique, type CritiqueTerm } from './critic/critique.ts';
export { Fingerprint, fingerprintOf, MOST_FINGERPRINTS } from './critic/fingerprint.ts';
export { type Likeness, likenessOf, likenessToRecent } from './critic/likeness.ts';
export { secondsAt, tickAt } from './form/tempo-time.ts';
export { scoreToMidi } from './midi-file.ts';
export { printScore } from './print-score.ts';
export { HIT_WITHIN_MS, type LandedHit, landHits } from './fit/land-hits.ts';
export { composeCuts } from './fit/compose-cuts.ts';
export type { Piece } from './fit/piece.ts';
export { radioPiece, type RadioPiece, type Segue } from './radio/radio-piece.ts';
export { MusicChange } from './revise/music-change.ts';
export type { MusicFact } from './revise/describe-difference.ts';
export { type RevisedMusic, reviseMusic } from './revise/revise-music.ts';
export { swingOf } from './rhythm/swing.ts';
export { DRUM } from './score.ts';
export type {
  Articulation,
  ChordQuality,
  ChordSpan,
  Composer,
  ComposeOptions,
  DynamicsPoint,
  Groove,
  Note,
  Part,
  Role,
  Score,
  Section,
  SectionKind,
  TempoPoint,
} from './score.ts';
export { tonicPitchClass } from './theory/pitch.ts';
