import { assert, SAMPLE_RATE } from '../../kernel/index.ts';
import { Compressor } from '../dsp/compressor.ts';
import { Equaliser } from '../dsp/equaliser.ts';
import { HalfRate } from '../dsp/half-rate.ts';
import { Reverb } from '../dsp/reverb.ts';
import type { ReverbSettings } from '../dsp/reverb-settings.ts';
import { Saturator } from '../dsp/saturator.ts';
import { SpringReverb } from '../dsp/spring.ts';
import { TapeWobble } from '../dsp/tape-wobble.ts';
import { TempoDelay } from '../dsp/tempo-delay.ts';
import { silence, type Stereo } from '../stereo.ts';
import { AUTOMATION_HOP, energyRide, pressDucks } from './automation.ts';
import { sectionLevels } from './level-sections.ts';
import { Breath } from './breath.ts';
import { busBands, mediumUnits } from './medium.ts';
import type { MixPlan } from './plan-mix.ts';
import { planSweeps, Sweeper } from './plan-sweeps.ts';
import { rideDynamics } from './ride-dynamics.ts';
import type { StripOutput } from './process-strip.ts';
import type { Sends } from './strip-settings.ts';

const BLOCK = 512;
/** How much of echoes and hall comes with energy; the drums' room opens further, as a drummer who hits harder fills it. */
const RETURN_GROWTH = 0.35;
const ROOM_GROWTH = 0.8;
/** Send of a phrase's last notes to the echoes at the most. */
const THROW_GAIN = 0.5;

/**
 * Adds strips up to a mix. Strips may come in any order: each is added in the order of the score's parts, as soon as those
 * before it are there, so the result does not depend on which worker was first. `finish` or `finishReturns` is called once.
 */
export class MixBus {
  readonly #plan: MixPlan;
  readonly #dry: Stereo;
  readonly #sends: { room: Stereo | null; hall: Stereo | null; delay: Stereo | null } = { room: null, hall: null, delay: null };
  readonly #waiting = new Map<string, StripOutput>();
  #next = 0;
  #hasEchoes = false;

  constructor(plan: MixPlan) {
    this.#plan = plan;
    this.#dry = silence(plan.context.renderSamples);
  }

  /** Takes one strip's output; its memory is free again once `finish` is called or its turn has come. */
  addStrip(output: StripOutput): void {
    assert(
      this.#plan.strips.some((strip) => strip.partId === output.partId),
      `part "${output.partId}" is not in the mix plan`,
    );
    this.#waiting.set(output.partId, output);
    this.#addReady();
  }

  /** Says that a part has nothing to add. */
  skipStrip(partId: string): void {
    const empty = { left: new Float32Array(0), right: new Float32Array(0) };
    this.addStrip({ partId, instrument: '', audio: empty, sends: { room: 0, hall: 0, delay: 0 }, sendAudio: null });
  }

  /** Hands over what the strips sent to the room, to be played through it by `soundRoom` elsewhere; null when nothing was. Throws while a strip is missing. */
  takeRoom(): Stereo | null {
    this.#assertWhole();
    const { room } = this.#sends;
    this.#sends.room = null;
    return room;
  }

  /** The mix, `renderSamples` long: spaces and echoes added, breathing with the sections, glued. `room` is what `soundRoom` made of what was taken. Throws while a strip is missing. */
  finish(room: Stereo | null = this.#soundOwnRoom()): Stereo {
    this.soundEchoes();
    this.#addRoom(room);
    const { recipe, context, seed } = this.#plan;
    const { bus } = recipe;
    const bands = new Equaliser(busBands(bus));
    const medium = mediumUnits(bus.medium, context.renderSamples, seed);
    // What wavers slowly comes round with a loop.
    const periodSamples = context.runInSamples > 0 ? context.renderSamples - context.runInSamples : null;
    const tape =
      bus.wow > 0 || bus.flutter > 0 ? new TapeWobble({ wow: bus.wow, flutter: bus.flutter, seed, periodSamples }) : null;
    const heat = bus.driveDb > 0 ? new Saturator({ driveDb: bus.driveDb, bias: 0.08, isOversampled: false, blend: 0.7 }) : null;
    const glue = bus.glue > 0 ? new Compressor(glueSettings(bus.glue)) : null;
    const breath = new Breath(energyRide(context), sectionLevels(this.#dry, context), bus);
    const sweeper = new Sweeper(planSweeps(context, bus.sweeps, seed));
    const { left, right } = this.#dry;
    for (let from = 0; from < left.length; from += BLOCK) {
      const to = Math.min(left.length, from + BLOCK);
      bands.process(left, right, from, to);
      breath.process(left, right, from, to);
      sweeper.process(left, right, from, to);
      glue?.process(left, right, from, to);
      heat?.process(left, right, from, to);
      tape?.process(left, right, from, to);
      medium.forEach((unit) => unit.process(left, right, from, to));
    }

    rideDynamics(this.#dry, context.dynamics);
    return this.#dry;
  }

  /**
   * What rooms and echoes give back of all strips, `renderSamples` long, without the strips themselves. With them it adds up to the mix
   * before the treatment of the whole. Call it instead of `finish`. Throws while a strip is missing.
   */
  finishReturns(): Stereo {
    const room = this.#soundOwnRoom();
    this.#dry.left.fill(0);
    this.#dry.right.fill(0);
    this.soundEchoes();
    this.#addRoom(room);
    return this.#dry;
  }

  #soundOwnRoom(): Stereo | null {
    const send = this.takeRoom();
    return send === null ? null : soundRoom(send, this.#plan);
  }

  #addRoom(room: Stereo | null): void {
    if (room !== null) {
      addTo([{ into: this.#dry, gain: 1 }], room);
    }
  }

  #assertWhole(): void {
    const missing = this.#plan.strips[this.#next];
    assert(missing === undefined, `the strip of "${missing?.partId ?? ''}" has not been added`);
  }

  /** Adds what echoes and hall give back, unless that is done: `finish` does it too, but a caller that waits for the room may do it meanwhile. Throws while a strip is missing. */
  soundEchoes(): void {
    this.#assertWhole();
    if (this.#hasEchoes) {
      return;
    }

    this.#hasEchoes = true;
    const { recipe, context } = this.#plan;
    const ride = energyRide(context);
    const { hall, delay } = this.#sends;
    const returns = returnCurve(ride, this.#plan, RETURN_GROWTH);

    if (delay !== null) {
      const { beats, feedback, lowCutHz, highCutHz } = recipe.delay;
      const echoes = new TempoDelay({ delaySeconds: beats * context.beatSeconds, feedback, lowCutHz, highCutHz });
      runReturn(delay, echoes, returns, this.#dry);
      // Echoes stand in the hall as well, or they would sound pasted on.
      if (hall !== null) {
        addTo([{ into: hall, gain: 0.25 }], delay);
      }
    }

    if (hall !== null) {
      runReturn(hall, new HalfRate(spaceOf(recipe.hall)), returns, this.#dry);
    }
  }

  #addReady(): void {
    for (let strip = this.#plan.strips[this.#next]; strip !== undefined; strip = this.#plan.strips[this.#next]) {
      const output = this.#waiting.get(strip.partId);
      if (output === undefined) {
        return;
      }

      this.#waiting.delete(strip.partId);
      this.#next++;
      this.#add(output);
    }
  }

  #add(output: StripOutput): void {
    const { audio, sendAudio, sends } = output;
    if (sendAudio !== null) {
      addTo([{ into: this.#dry, gain: 1 }], audio);
      addTo(this.#openSends(sends), sendAudio);
    } else {
      addTo([{ into: this.#dry, gain: 1 }, ...this.#openSends(sends)], audio);
    }

    this.#throwEnds(output);
  }

  /** Sends the last beat of each of the lead's phrases into the echoes, where it is answered in the gap. */
  #throwEnds({ partId, audio, sends }: StripOutput): void {
    const { recipe, context, strips } = this.#plan;
    const { delay } = this.#sends;
    const isLead = strips.some((strip) => strip.partId === partId && strip.role === 'lead');
    if (!isLead || delay === null || sends.delay === 0 || recipe.bus.throws === 0) {
      return;
    }

    const length = Math.round(1.25 * context.beatSeconds * SAMPLE_RATE);
    for (const { endSample } of context.leadSpans) {
      const start = Math.max(0, endSample - length);
      const end = Math.min(endSample, audio.left.length);
      for (let i = start; i < end; i++) {
        // The hand goes up over half of the beat and comes down with the note.
        const place = (i - start) / length;
        const gain = THROW_GAIN * recipe.bus.throws * Math.min(1, 2 * place, 12 * (1 - place));
        delay.left[i] = delay.left[i]! + gain * audio.left[i]!;
        delay.right[i] = delay.right[i]! + gain * audio.right[i]!;
      }
    }
  }

  #openSends({ room, hall, delay }: Sends): Addition[] {
    const samples = this.#plan.context.renderSamples;
    const additions: Addition[] = [];
    if (room > 0) {
      this.#sends.room ??= silence(samples);
      additions.push({ into: this.#sends.room, gain: room });
    }

    if (hall > 0) {
      this.#sends.hall ??= silence(samples);
      additions.push({ into: this.#sends.hall, gain: hall });
    }

    if (delay > 0) {
      this.#sends.delay ??= silence(samples);
      additions.push({ into: this.#sends.delay, gain: delay });
    }

    return additions;
  }
}

/** Plays what was sent to the room through it, in place, as loud as it comes back into the mix. Needs nothing of a `MixBus`: another thread may do it meanwhile. */
export function soundRoom(send: Stereo, plan: MixPlan): Stereo {
  const { left, right } = send;
  new HalfRate(spaceOf(plan.recipe.room)).process(left, right, 0, left.length);
  const curve = returnCurve(energyRide(plan.context), plan, ROOM_GROWTH);
  for (let index = 0; index * AUTOMATION_HOP < left.length; index++) {
    const from = index * AUTOMATION_HOP;
    const to = Math.min(left.length, from + AUTOMATION_HOP);
    const step = (curve[index + 1]! - curve[index]!) / AUTOMATION_HOP;
    let level = curve[index]!;
    for (let i = from; i < to; i++) {
      left[i] = level * left[i]!;
      right[i] = level * right[i]!;
      level += step;
    }
  }

  return send;
}

/** A space at half the sample rate. */
function spaceOf(settings: ReverbSettings): Reverb | SpringReverb {
  return settings.kind === 'spring' ? new SpringReverb(settings, SAMPLE_RATE / 2) : new Reverb(settings, SAMPLE_RATE / 2);
}

/** Returns grow with energy and, in pumping styles, dive under the kick. */
function returnCurve(ride: Float32Array, plan: MixPlan, growth: number): Float32Array {
  const curve = Float32Array.from(ride, (energy) => Math.max(0.2, 1 + growth * plan.recipe.bus.breath * energy));
  pressDucks(curve, plan.context, plan.recipe.bus.returnDuckDb);
  return curve;
}

function runReturn(
  send: Stereo,
  unit: { process(left: Float32Array, right: Float32Array, from: number, to: number): void },
  curve: Float32Array,
  into: Stereo,
): void {
  const { left, right } = send;
  for (let index = 0; index * AUTOMATION_HOP < left.length; index++) {
    const from = index * AUTOMATION_HOP;
    const to = Math.min(left.length, from + AUTOMATION_HOP);
    if (index % (BLOCK / AUTOMATION_HOP) === 0) {
      unit.process(left, right, from, Math.min(left.length, from + BLOCK));
    }

    const step = (curve[index + 1]! - curve[index]!) / AUTOMATION_HOP;
    let level = curve[index]!;
    for (let i = from; i < to; i++) {
      into.left[i] = into.left[i]! + level * left[i]!;
      into.right[i] = into.right[i]! + level * right[i]!;
      level += step;
    }
  }
}

type Addition = { readonly into: Stereo; readonly gain: number };

/** Adds a signal to several sums, block by block, so that it is fetched from memory once; silence is passed over. */
function addTo(additions: readonly Addition[], audio: Stereo): void {
  const count = audio.left.length;
  for (let from = 0; from < count; from += BLOCK) {
    const to = Math.min(count, from + BLOCK);
    if (isSilent(audio.left, from, to) && isSilent(audio.right, from, to)) {
      continue;
    }

    // Two sums at a time, so that the signal is read half as often.
    for (let index = 0; index < additions.length; index += 2) {
      const first = additions[index]!;
      const second = additions[index + 1];
      if (second === undefined) {
        addBlock(first.into.left, audio.left, first.gain, from, to);
        addBlock(first.into.right, audio.right, first.gain, from, to);
      } else {
        addToBoth(first, second, { audio, from, to });
      }
    }
  }
}

function addBlock(into: Float32Array, block: Float32Array, gain: number, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    into[i] = into[i]! + gain * block[i]!;
  }
}

type Stretch = { readonly audio: Stereo; readonly from: number; readonly to: number };

function addToBoth(first: Addition, second: Addition, { audio, from, to }: Stretch): void {
  const { left, right } = audio;
  const { left: firstLeft, right: firstRight } = first.into;
  const { left: secondLeft, right: secondRight } = second.into;
  const firstGain = first.gain;
  const secondGain = second.gain;
  for (let i = from; i < to; i++) {
    const x = left[i]!;
    firstLeft[i] = firstLeft[i]! + firstGain * x;
    secondLeft[i] = secondLeft[i]! + secondGain * x;
  }

  for (let i = from; i < to; i++) {
    const x = right[i]!;
    firstRight[i] = firstRight[i]! + firstGain * x;
    secondRight[i] = secondRight[i]! + secondGain * x;
  }
}

function isSilent(block: Float32Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    if (block[i] !== 0) {
      return false;
    }
  }

  return true;
}

/** A slow, soft bus compressor of at most 3 dB, deaf to the lowest notes. */
function glueSettings(amount: number): ConstructorParameters<typeof Compressor>[0] {
  return {
    thresholdDb: -14 - 4 * amount,
    ratio: 1.4 + 1.2 * amount,
    kneeDb: 8,
    attackMs: 28,
    releaseMs: 180,
    makeupDb: 0,
    blend: 1,
    detectorHighPassHz: 110,
  };
}
