// The part of this stage that media processes need. Each of them lives for one job and begins by loading code: with all of the stage come
// composers, instruments and a third of a second.
export { silence, type Stereo } from './stereo.ts';
export { addClip, applyGain, applyLimit, audibleSamples, hopPeaks, PEAK_HOP, planLimit } from './sum-clips.ts';
export { ClipListener, type HeardClip, LISTENING_BLOCK } from './ducking/clip-listener.ts';
export { type Dip, DuckCurve } from './ducking/duck-curve.ts';
export { planDucking } from './ducking/plan-ducking.ts';
export type { Stretch } from './ducking/stretch.ts';
export { type ProgrammeGain, planProgrammeGain, PROGRAMME_HOP, programmeEnergies } from './programme-gain.ts';
export { TimeStretch } from './dsp/time-stretch.ts';
