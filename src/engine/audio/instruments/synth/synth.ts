import { assert, type Rng } from '../../../kernel/index.ts';
import type { PlayedNote } from '../../performance.ts';
import { Chorus } from '../../dsp/chorus.ts';
import { silence, type Stereo } from '../../stereo.ts';
import { applyExpression, type Held, heldNotes } from '../sampled.ts';
import type { Sound } from '../sound.ts';
import { addFmNote, type FmPatch } from './fm-voice.ts';
import { SYNTHS } from './patches.ts';
import { SynthVoice, type SynthNote } from './synth-voice.ts';

/** The sound of a synthesiser patch. */
export function synth(id: string): Sound {
  const setting = SYNTHS.get(id);
  assert(setting !== undefined, `no synthesiser patch "${id}"`);
  return ({ part, samples, rng }) => {
    const out = silence(samples);
    const held = heldNotes(part, setting.isLine);
    const notes = part.notes.map((note, i) => synthNote(note, part.notes[i - 1], held[i]!));
    for (const [index, patch] of setting.patches.entries()) {
      const own = rng.fork(`layer-${index}`);
      if (setting.isLine) {
        new SynthVoice(patch, own).play(out, withoutDoubles(notes));
      } else {
        notes.forEach((note) => new SynthVoice(patch, own).play(out, [note]));
      }
    }

    if (setting.fm !== null) {
      addFmNotes(out, setting.fm, notes, rng.fork('fm'));
    }

    if (setting.chorus > 0) {
      new Chorus({ rateHz: 0.43, depthMs: 2.8, delayMs: 13, blend: setting.chorus }).process(out.left, out.right, 0, samples);
    }

    applyExpression(out, part);
    return { kind: 'whole', audio: out };
  };
}

/** The sound of a frequency-modulation patch alone. */
export function fmKeys(patch: FmPatch): Sound {
  return ({ part, samples, rng }) => {
    const out = silence(samples);
    const held = heldNotes(part, false);
    const notes = part.notes.map((note, i) => synthNote(note, part.notes[i - 1], held[i]!));
    addFmNotes(out, patch, notes, rng);
    return { kind: 'whole', audio: out };
  };
}

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
