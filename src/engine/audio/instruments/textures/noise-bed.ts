import { clamp, exp, log, LN2, pow, type Rng, SAMPLE_RATE, sin, TAU } from '../../../kernel/index.ts';
import { Biquad, designBiquad, type EqBand } from '../../dsp/biquad.ts';
import { softCurve } from '../../dsp/saturator.ts';
import type { PlayedNote } from '../../performance.ts';
import { silence, type Stereo } from '../../stereo.ts';
import { applyExpression } from '../sampled.ts';
import type { Sound, SoundJob } from '../sound.ts';

/** Fades at the ends of a texture's span, so that it is never switched on, seconds. */
const EDGE_SECONDS = 0.35;

/** A sound that fills the span of every note of its part. `fill` writes the bed from the start of the given stereo. */
export function bed(fill: (out: Stereo, rng: Rng, job: SoundJob) => void): Sound {
  return (job) => {
    const out = silence(job.samples);
    for (const [index, note] of job.part.notes.entries()) {
      const length = Math.min(note.durationSamples + Math.round(EDGE_SECONDS * SAMPLE_RATE), job.samples - note.startSample);
      const own = silence(Math.max(0, length));
      fill(own, job.rng.fork(`span-${index}`), job);
      addFaded(out, own, note);
    }

    applyExpression(out, job.part);
    return { kind: 'whole', audio: out };
  };
}

function addFaded(out: Stereo, bedAudio: Stereo, note: PlayedNote): void {
  const { length } = bedAudio.left;
  const edge = Math.min(EDGE_SECONDS * SAMPLE_RATE, length / 3);
  for (let i = 0; i < length; i++) {
    const x = clamp(Math.min(i, length - i) / edge, 0, 1);
    // Constant power where the end of a loop's bed fades into its start.
    const gain = note.velocity * x * Math.sqrt(3 - 2 * x);
    out.left[note.startSample + i]! += bedAudio.left[i]! * gain;
    out.right[note.startSample + i]! += bedAudio.right[i]! * gain;
  }
}

/** Worn vinyl: surface noise that swells once a turn, fine crackle, now and then a pop, a little rumble. */
export const vinylCrackle: Sound = bed((out, rng, job) => {
  addRecordedBed(out, job.bank.oneShot('vinyl_hiss'), rng.fork('hiss'), 1.8);
  // The recording carries its own turntable's rumble, which would take the room of the bass.
  highPass(out, 120);
  addNoise(out, rng.fork('rumble'), 0.012, [{ kind: 'band-pass', hz: 70, q: 0.8, gainDb: 0 }]);
  swellWithTurn(out, rng.fork('turn'));
  addClicks(out, rng.fork('crackle'), { perSecond: 26, level: 0.055, deviation: 0.75, half: 0.00025, hz: 3600 });
  addClicks(out, rng.fork('tick'), { perSecond: 2.6, level: 0.12, deviation: 0.5, half: 0.0005, hz: 2300 });
  addClicks(out, rng.fork('pop'), { perSecond: 0.35, level: 0.16, deviation: 0.3, half: 0.0016, hz: 900 });
  press(out, 0.14);
});

/** The hiss of a tape and the breath of its machine. */
export const tapeHiss: Sound = bed((out, rng) => {
  addNoise(out, rng.fork('hiss'), 0.09, [
    { kind: 'high-pass', hz: 900, q: 0.6, gainDb: 0 },
    { kind: 'high-shelf', hz: 6000, q: 0.7, gainDb: -4 },
  ]);
  addNoise(out, rng.fork('low'), 0.02, [{ kind: 'band-pass', hz: 160, q: 0.5, gainDb: 0 }]);
  wander(out, rng.fork('wander'), 0.15);
});

/** Rain on leaves: a hiss of fine drops, single drops near by, a low murmur. */
export const rain: Sound = bed((out, rng) => {
  addNoise(out, rng.fork('far'), 0.075, [
    { kind: 'high-pass', hz: 700, q: 0.6, gainDb: 0 },
    { kind: 'low-pass', hz: 7500, q: 0.6, gainDb: 0 },
  ]);
  addNoise(out, rng.fork('murmur'), 0.09, [{ kind: 'band-pass', hz: 320, q: 0.4, gainDb: 0 }]);
  wander(out, rng.fork('gusts'), 0.3);
  addDrops(out, rng.fork('drops'), 90, 0.022);
  addDrops(out, rng.fork('near'), 9, 0.06);
});

/** Independent noise on both sides through filters. */
function addNoise(out: Stereo, rng: Rng, level: number, bands: readonly EqBand[]): void {
  for (const [name, channel] of [
    ['left', out.left],
    ['right', out.right],
  ] as const) {
    const own = rng.fork(name);
    const noise = new Float32Array(channel.length);
    for (let i = 0; i < noise.length; i++) {
      noise[i] = (own.next() * 2 - 1) * level;
    }

    for (const band of bands) {
      new Biquad(designBiquad(band)).process(noise, 0, noise.length);
    }

    for (let i = 0; i < noise.length; i++) {
      channel[i]! += noise[i]!;
    }
  }
}

/** The stylus and the amplifier round off what is too loud: crackle stays a texture and never a bang. */
function press(out: Stereo, ceiling: number): void {
  for (const channel of [out.left, out.right]) {
    for (let i = 0; i < channel.length; i++) {
      channel[i] = ceiling * softCurve(channel[i]! / ceiling);
    }
  }
}

function highPass(out: Stereo, hz: number): void {
  for (const channel of [out.left, out.right]) {
    new Biquad(designBiquad({ kind: 'high-pass', hz, q: 0.7, gainDb: 0 })).process(channel, 0, channel.length);
  }
}

/** Lays random stretches of a recorded noise end to end, each faded into the next, so that it never repeats. */
function addRecordedBed(out: Stereo, recording: Stereo, rng: Rng, level: number): void {
  const piece = Math.min(Math.round(2.5 * SAMPLE_RATE), recording.left.length);
  const fade = Math.round(0.4 * SAMPLE_RATE);
  for (let at = -rng.integer(0, fade); at < out.left.length; at += piece - fade) {
    const from = rng.integer(0, recording.left.length - piece);
    const isTurned = rng.chance(0.5);
    const first = isTurned ? recording.right : recording.left;
    const second = isTurned ? recording.left : recording.right;
    for (let i = Math.max(0, -at); i < piece && at + i < out.left.length; i++) {
      // Constant power: the pieces have nothing in common.
      const gain = level * Math.sqrt(clamp(Math.min(i, piece - i) / fade, 0, 1));
      out.left[at + i]! += first[from + i]! * gain;
      out.right[at + i]! += second[from + i]! * gain;
    }
  }
}

/** 33⅓ turns a minute: the noise breathes once a turn. */
function swellWithTurn(out: Stereo, rng: Rng): void {
  const phase = rng.next();
  for (let from = 0; from < out.left.length; from += 256) {
    const gain = 1 + 0.22 * sin(TAU * ((from / SAMPLE_RATE) * (100 / 180) + phase));
    scale(out, from, 256, gain);
  }
}

/** A level that wanders slowly by up to `depth`. */
function wander(out: Stereo, rng: Rng, depth: number): void {
  const first = rng.next();
  const second = rng.next();
  for (let from = 0; from < out.left.length; from += 256) {
    const seconds = from / SAMPLE_RATE;
    scale(out, from, 256, 1 + depth * (0.6 * sin(TAU * (0.13 * seconds + first)) + 0.4 * sin(TAU * (0.31 * seconds + second))));
  }
}

function scale(out: Stereo, from: number, count: number, gain: number): void {
  const to = Math.min(out.left.length, from + count);
  for (let i = from; i < to; i++) {
    out.left[i]! *= gain;
    out.right[i]! *= gain;
  }
}

type Clicks = {
  readonly perSecond: number;
  readonly level: number;
  readonly deviation: number;
  readonly half: number;
  readonly hz: number;
};

/** Clicks at random times, of log-normal loudness, anywhere between the loudspeakers. */
function addClicks(out: Stereo, rng: Rng, clicks: Clicks): void {
  for (
    let seconds = waitOf(rng, clicks.perSecond);
    seconds * SAMPLE_RATE < out.left.length;
    seconds += waitOf(rng, clicks.perSecond)
  ) {
    const level = clicks.level * exp(rng.gaussian(clicks.deviation));
    addPing(out, Math.floor(seconds * SAMPLE_RATE), {
      hz: clicks.hz * pow(2, rng.gaussian(0.6)),
      half: clicks.half * rng.between(0.6, 1.6),
      level: Math.min(level, 0.3) * (rng.chance(0.5) ? 1 : -1),
      pan: rng.between(-0.8, 0.8),
    });
  }
}

function addDrops(out: Stereo, rng: Rng, perSecond: number, level: number): void {
  for (let seconds = waitOf(rng, perSecond); seconds * SAMPLE_RATE < out.left.length; seconds += waitOf(rng, perSecond)) {
    addPing(out, Math.floor(seconds * SAMPLE_RATE), {
      hz: clamp(2200 * pow(2, rng.gaussian(0.7)), 500, 9000),
      half: rng.between(0.0006, 0.004),
      level: level * exp(rng.gaussian(0.6)),
      pan: rng.between(-1, 1),
    });
  }
}

/** Time to the next of events that come `perSecond` on average and know nothing of each other. */
function waitOf(rng: Rng, perSecond: number): number {
  return -log(1 - rng.next()) / perSecond;
}

function addPing(
  out: Stereo,
  at: number,
  ping: { readonly hz: number; readonly half: number; readonly level: number; readonly pan: number },
): void {
  const keep = exp(-LN2 / (ping.half * SAMPLE_RATE));
  const count = Math.min(out.left.length - at, Math.ceil(ping.half * 10 * SAMPLE_RATE) + 4);
  // A damped sine as a recurrence: two multiplications a sample.
  const c1 = 2 * keep * sin(TAU * (0.25 + ping.hz / SAMPLE_RATE));
  const c2 = -keep * keep;
  let y1 = 0;
  let y2 = -ping.level * sin((TAU * ping.hz) / SAMPLE_RATE);
  for (let i = 0; i < count; i++) {
    const y = c1 * y1 + c2 * y2;
    y2 = y1;
    y1 = y;
    out.left[at + i]! += y * (1 - ping.pan);
    out.right[at + i]! += y * (1 + ping.pan);
  }
}
