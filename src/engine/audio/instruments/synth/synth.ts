import { assert, type Rng } from '../../../kernel/index.ts';
import { Chorus } from '../../dsp/chorus.ts';
import { Phaser } from '../../dsp/phaser.ts';
import { RateReducer } from '../../dsp/rate-reducer.ts';
import type { PlayedNote } from '../../performance.ts';
import { silence, type Stereo } from '../../stereo.ts';
import { applyExpression, type Held, heldNotes } from '../sampled.ts';
import type { Sound } from '../sound.ts';
import { addFmNote, type FmPatch } from './fm-voice.ts';
import { patchesOf } from './patches/index.ts';
import type { SynthSetting } from './synth-setting.ts';
import { SynthVoice, type SynthNote } from './synth-voice.ts';

/** The sound of a synthesiser of the catalogue: the part's patch, or the instrument's first where the part names none of its own. */
export function synth(instrument: string): Sound {
  const patches = patchesOf(instrument);
  const [plain] = patches;
  assert(plain !== undefined, `no patch plays "${instrument}"`);
  return (job) => {
    const { part, samples, rng } = job;
    const setting = patches.find(({ id }) => id === part.patch) ?? plain;
    const out = silence(samples);
    const held = heldNotes(part, setting.isLine);
    const notes = part.notes.map((note, i) => synthNote(note, part.notes[i - 1], held[i]!));
    const voiced = setting.isLine ? withoutDoubles(notes) : notes;
    for (const [index, layer] of setting.layers.entries()) {
      const own = rng.fork(`layer-${index}`);
      if (setting.isLine) {
        new SynthVoice(layer, own, part.beatSamples).play(out, voiced);
      } else {
        voiced.forEach((note) => new SynthVoice(layer, own, part.beatSamples).play(out, [note]));
      }
    }

    if (setting.fm !== null) {
      addFmNotes(out, setting.fm, voiced, rng.fork('fm'));
    }

    if (notes.length > 0) {
      for (const unit of unitsOf(setting)) {
        unit.process(out.left, out.right, 0, samples);
      }
    }

    applyExpression(out, part);
    return { kind: 'whole', audio: out };
  };
}

/** What follows the voices, in the order of the signal. */
function unitsOf({ chorus, ensemble, phaser, crush }: SynthSetting): readonly Unit[] {
  return [
    ...(crush === null ? [] : [new RateReducer({ ...crush, blend: 1 })]),
    ...(phaser > 0 ? [new Phaser({ rateHz: 0.19, blend: phaser, feedback: 0.35 })] : []),
    ...(chorus > 0 ? [new Chorus({ rateHz: 0.43, depthMs: 2.8, delayMs: 13, blend: chorus })] : []),
    // A slow and a quick wave on the same lines: what makes a string machine swim and shiver at once.
    ...(ensemble > 0
      ? [
          new Chorus({ rateHz: 0.62, depthMs: 3.4, delayMs: 11, blend: ensemble }),
          new Chorus({ rateHz: 5.9, depthMs: 0.28, delayMs: 6, blend: 0.8 * ensemble }),
        ]
      : []),
  ];
}

type Unit = { process(left: Float32Array, right: Float32Array, from: number, to: number): void };

function addFmNotes(out: Stereo, patch: FmPatch, notes: readonly SynthNote[], rng: Rng): void {
  for (const note of notes) {
    addFmNote(out, patch, note, rng);
  }
}

function synthNote(note: PlayedNote, previous: PlayedNote | undefined, { offSample, chokeSample }: Held): SynthNote {
  const isJoined = previous !== undefined && previous.startSample + previous.durationSamples >= note.startSample - 960;
  const isSlide = note.articulation === 'slide';
  const isMuted = note.articulation === 'mute' || note.articulation === 'ghost';
  return {
    startSample: note.startSample,
    offSample: isMuted ? Math.min(offSample, note.startSample + 4800) : offSample,
    chokeSample,
    pitch: note.pitch,
    velocity: note.velocity,
    isSlurred: isJoined && (note.articulation === 'legato' || isSlide),
    isSlide,
  };
}

/** A line has one note at a time: of notes that begin together the last one counts. */
function withoutDoubles(notes: readonly SynthNote[]): readonly SynthNote[] {
  return notes.filter((note, i) => notes[i + 1]?.startSample !== note.startSample);
}
