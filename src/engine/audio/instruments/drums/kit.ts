import { assert } from '../../../kernel/index.ts';
import type { PlayedNote } from '../../performance.ts';
import { KIT_PIECES, type KitPiece } from '../../stem.ts';
import { silence, type Stereo } from '../../stereo.ts';
import type { Sound } from '../sound.ts';
import { DRUM } from '../../../score/index.ts';
import { HitPlayer } from './hit-player.ts';
import { PERCUSSION } from './hand-percussion.ts';
import { type Kit, type KitDrum, KITS } from './kits.ts';

/** The sound of a drum kit, piece by piece. */
export function drumKit(id: string): Sound {
  const kit = KITS.get(id);
  assert(kit !== undefined, `no drum kit "${id}"`);
  return ({ part, samples, bank, rng }) => {
    const strokes = part.notes.map((note, index) => ({ note, index, drum: drumOf(kit, note.pitch, DRUM.snare) }));
    const hit = KIT_PIECES.filter((piece) => strokes.some(({ drum }) => drum.piece === piece));
    const play = (piece: KitPiece): Stereo => {
      const out = silence(samples);
      // A player of its own for every drum: a stroke more on the ride leaves the snare's takes as they are.
      const players = new Map<KitDrum, HitPlayer>();
      for (const { note, index, drum } of strokes.filter((stroke) => stroke.drum.piece === piece)) {
        const player = players.get(drum) ?? new HitPlayer(bank, rng.fork(`drum-${note.pitch}`), tuningOf(drum, part.tonic));
        players.set(drum, player);
        player.play(out, drum.hit, note.velocity, note.startSample, chokeOf(kit, part.notes, index));
      }

      return out;
    };
    return { kind: 'kit', pieces: hit.map((piece) => ({ piece, play: () => play(piece) })) };
  };
}

/** A tuned kick that rings lower (Eb1, 39 Hz) is lost on small speakers; one that rings higher (B1, 62 Hz) turns into a tom. */
const LOWEST_KICK = 27;
const HIGHEST_KICK = 35;

/**
 * Semitones that bring a drum with a pitch of its own to the tonic, or to the fifth where the tonic lies too deep or too high: a long kick
 * beside the key is heard as its root, four times a bar.
 */
function tuningOf({ ringsAt }: KitDrum, tonic: number): number {
  if (ringsAt === null) {
    return 0;
  }

  const root = LOWEST_KICK + ((tonic - LOWEST_KICK + 120) % 12);
  return (root <= HIGHEST_KICK ? root : root - 5) - ringsAt;
}

/** The sound of hand percussion. */
export function percussion(id: string): Sound {
  const instrument = PERCUSSION.get(id);
  assert(instrument !== undefined, `no percussion "${id}"`);
  return ({ part, samples, bank, rng }) => {
    const out = silence(samples);
    const players = new Map<KitDrum, HitPlayer>();
    for (const [i, note] of part.notes.entries()) {
      const drum = drumOf(instrument.drums, note.pitch, instrument.main);
      const player = players.get(drum) ?? new HitPlayer(bank, rng.fork(`drum-${note.pitch}`));
      players.set(drum, player);
      player.play(out, drum.hit, note.velocity, note.startSample, damp(part.notes, i));
    }

    return { kind: 'whole', audio: out };
  };
}

function drumOf(kit: Kit, number: number, main: number): KitDrum {
  const drum = kit.get(number) ?? kit.get(main);
  assert(drum !== undefined, `no drum ${number} and no ${main}`);
  return drum;
}

/** Where a stroke is stopped: closing the hat stops the open one, and a stroke written short by a hand on the cymbal ends there. */
function chokeOf(kit: Kit, notes: readonly PlayedNote[], index: number): number {
  const note = notes[index]!;
  if (note.pitch === DRUM.openHat) {
    for (let i = index + 1; i < notes.length; i++) {
      const next = notes[i]!;
      if (next.startSample > note.startSample && (next.pitch === DRUM.openHat || kit.get(next.pitch)?.choke === 'hat')) {
        return next.startSample;
      }
    }
  }

  return damp(notes, index);
}

function damp(notes: readonly PlayedNote[], index: number): number {
  const note = notes[index]!;
  return note.articulation === 'mute' ? note.startSample + note.durationSamples : Infinity;
}
