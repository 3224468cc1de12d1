export type { Performance, PlayedNote, PlayedPart } from './performance.ts';
export { silence, type Stereo } from './stereo.ts';
export { KIT_PIECES, type KitPiece, type Stem } from './stem.ts';
export { perform } from './perform.ts';
export { renderScore, type RenderedScore } from './render-score.ts';
export { renderStem } from './render-stem.ts';
export { loadSoundBank, type OneShots, type PresetId, SoundBank } from './sound-bank.ts';
export { planMix, type MixPlan } from './mix/plan-mix.ts';
export { processStrip, type StripOutput } from './mix/process-strip.ts';
export { stripContext } from './mix/strip-context.ts';
export { MixBus, soundRoom } from './mix/mix-bus.ts';
export type { MixContext } from './mix/automation.ts';
export type { StripSettings } from './mix/strip-settings.ts';
export { finishStem, type StemSettings } from './finish-stem.ts';
export { master, planMaster, type Mastered, type MasterReport, type MasterSettings } from './master.ts';
export { measureLoudness, type Loudness } from './meters/loudness.ts';
export { measureTruePeakDb, SILENCE_DB } from './meters/true-peak.ts';
export { measureImage, type Image } from './meters/image.ts';
export { measureBandDb, measureOctaveBalance, OCTAVE_CENTRES_HZ } from './meters/spectral-balance.ts';
export {
  addClip,
  applyGain,
  applyLimit,
  audibleSamples,
  type ClipGain,
  type ClipPlace,
  hopPeaks,
  levelDbAt,
  PEAK_HOP,
  planLimit,
} from './sum-clips.ts';
export { ClipListener, type HeardClip, LISTENING_BLOCK } from './ducking/clip-listener.ts';
export { describeDucking, type DuckingReport } from './ducking/describe-ducking.ts';
export { type Dip, DuckCurve } from './ducking/duck-curve.ts';
export { type DuckingClip, planDucking } from './ducking/plan-ducking.ts';
export type { Stretch } from './ducking/stretch.ts';
export { type ProgrammeGain, planProgrammeGain, PROGRAMME_HOP, programmeEnergies } from './programme-gain.ts';
export { TimeStretch } from './dsp/time-stretch.ts';
export { segueInto } from './segue.ts';
export { type EndFade, fadeEnd } from './fade-end.ts';
