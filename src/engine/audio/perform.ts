import { findInstrument } from '../brief/index.ts';
import { at, clamp, Rng, SAMPLE_RATE, TICKS_PER_QUARTER, type Sample, type Tick } from '../kernel/index.ts';
import { DRUM, type Note, type Part, type Score, tonicPitchClass } from '../score/index.ts';
import { choosePatch } from './instruments/synth/choose-patch.ts';
import { spreadChord } from './perform-chords.ts';
import { accentAt, articulationGain, phraseShape } from './perform-dynamics.ts';
import { drummedHits, pocketOf } from './perform-drummer.ts';
import { isBassist, isDrummer, playerOf, type Player } from './perform-player.ts';
import { clockOf, sampleAt, type Clock } from './perform-time.ts';
import type { Performance, PlayedNote, PlayedPart } from './performance.ts';

/** What may ring past the seam of a loop before it is folded into the start, seconds. */
const LOOP_TAIL_SECONDS = 4;
/** How fast a player's drift forgets where it was: the time over which it is much the same, seconds. */
const DRIFT_SECONDS = 2.5;
const SHORTEST_NOTE_SECONDS = 0.03;

/** Plays a score: written ticks become samples with swing, lean, human looseness and phrasing. A part's playing depends on that part and the score's common fields alone. */
export function perform(score: Score): Performance {
  const durationSamples = sampleAt(score.durationSeconds);
  const renderSamples = durationSamples + (score.ending === 'loop' ? LOOP_TAIL_SECONDS * SAMPLE_RATE : 0);
  const clock = clockOf(score);
  const parts = score.parts.map((part) => playPart(part, score, clock, durationSamples, renderSamples));

  return {
    durationSamples,
    renderSamples,
    parts,
    kickSamples: kickSamples(parts),
    sections: score.sections.map((section) => ({
      startSample: clamp(sampleAt(clock.secondsOf(section.startTick)), 0, durationSamples),
      endSample: clamp(sampleAt(clock.secondsOf(section.endTick)), 0, durationSamples),
      energy: section.energy,
      kind: section.kind,
    })),
  };
}

function kickSamples(parts: readonly PlayedPart[]): readonly Sample[] {
  const onsets = new Set<Sample>();
  for (const part of parts) {
    if (part.role === 'drums') {
      for (const note of part.notes) {
        if (note.pitch === DRUM.kick && note.velocity > 0.25) {
          onsets.add(note.startSample);
        }
      }
    }
  }

  return [...onsets].sort((left, right) => left - right);
}

function playPart(part: Part, score: Score, clock: Clock, durationSamples: Sample, renderSamples: Sample): PlayedPart {
  const rng = new Rng(score.seed).fork('perform').fork(part.id);
  const player = playerOf(part.role, part.instrument);
  const played = playNotes(part, score, clock, player, rng).map((note) => fit(note, durationSamples, renderSamples));
  played.sort(
    (left, right) =>
      left.startSample - right.startSample || left.pitch - right.pitch || left.durationSamples - right.durationSamples,
  );

  return {
    id: part.id,
    role: part.role,
    instrument: part.instrument,
    patch: choosePatch(score.style, part.instrument, rng.fork('patch')),
    beatSamples: Math.round((60 * SAMPLE_RATE) / (score.tempoMap[0]?.bpm ?? 100)),
    tonic: tonicPitchClass(score.key),
    notes: played,
    pedal: playPedal(part, score, clock, renderSamples),
    expression: part.expression.map(({ tick, level }) => ({
      sample: clamp(sampleAt(clock.secondsOf(tick)), 0, renderSamples),
      level: clamp(level, 0, 1),
    })),
    levelDb: part.levelDb,
    seed: rng.fork('sound').integer(0, 0xffffffff),
  };
}

/** Keeps a note inside the piece: human timing never moves it out, and no key is held past what is rendered. */
function fit(note: PlayedNote, durationSamples: Sample, renderSamples: Sample): PlayedNote {
  const startSample = clamp(note.startSample, 0, durationSamples - 1);
  const endSample = clamp(note.startSample + note.durationSamples, startSample + 1, renderSamples);
  return { ...note, startSample, durationSamples: endSample - startSample };
}

function playNotes(part: Part, score: Score, clock: Clock, player: Player, rng: Rng): PlayedNote[] {
  const timing = rng.fork('timing');
  const touch = rng.fork('touch');
  const spread = rng.fork('spread');
  const shape = phraseShape(score, player, rng.fork('phrasing'));
  const loosenessSeconds = (score.groove.loosenessMs * player.looseness) / 1000;
  const leanSeconds = part.role === 'effects' || part.role === 'texture' ? 0 : (score.groove.leanMs[part.role] ?? 0) / 1000;
  const ringsOut = lastNotesRingOut(part, score);
  const isHuman = score.learned === true && loosenessSeconds > 0;
  const drummed = isHuman && isDrummer(part.role, part.instrument) ? drummedHits(part, { score, player, rng }) : null;
  const pocket = isHuman && isBassist(part.role, part.instrument) ? pocketOf(score) : null;
  const groups = chordsOf(part.notes);
  const played: PlayedNote[] = [];
  let drift = timing.gaussian(1);
  let mood = touch.gaussian(1);
  let lastSeconds = 0;

  for (const [index, group] of groups.entries()) {
    const first = at(group, 0);
    const writtenSeconds = clock.swungSecondsOf(first.startTick);
    const next = groups[index + 1];
    const gapSeconds = next === undefined ? 1 : clock.swungSecondsOf(at(next, 0).startTick) - writtenSeconds;

    // A player's clock wanders slowly and is pulled back: an Ornstein–Uhlenbeck walk, with a little tremor on top.
    const keep = DRIFT_SECONDS / (DRIFT_SECONDS + Math.max(0, writtenSeconds - lastSeconds));
    drift = drift * keep + timing.gaussian(Math.sqrt(1 - keep * keep));
    mood = mood * keep + touch.gaussian(Math.sqrt(1 - keep * keep));
    lastSeconds = writtenSeconds;
    const isDownbeat = first.startTick % score.barTicks === 0;
    const stray = clamp(0.75 * drift + timing.gaussian(0.65), -2.5, 2.5);
    // A bassist leans with the kick, whose lateness comes from the same pocket, and strays little from it on his own.
    const error =
      pocket === null
        ? loosenessSeconds * stray * (isDownbeat ? 0.7 : 1)
        : (score.groove.loosenessMs / 1000) * (0.75 * pocket(first.startTick) + 0.15 * stray);
    const groupGain =
      accentAt(score, first.startTick) * shape(first.startTick) * (1 + player.touch * (0.6 * mood + touch.gaussian(0.8)));
    const offsets = spreadChord(group, gapSeconds, player, spread);

    for (const [i, note] of group.entries()) {
      const offset = at(offsets, i);
      const hit = drummed?.get(note);
      const onset = writtenSeconds + leanSeconds + (hit?.seconds ?? error + offset.seconds);
      const end = ringsOut(note)
        ? score.durationSeconds
        : writtenSeconds + leanSeconds + error + heldSeconds(note, clock, player, gapSeconds);
      const startSample = sampleAt(onset);
      played.push({
        startSample,
        durationSamples: Math.max(sampleAt(SHORTEST_NOTE_SECONDS), sampleAt(end) - startSample),
        pitch: note.pitch,
        velocity: hit?.velocity ?? clamp(note.velocity * groupGain * offset.gain * articulationGain(note.articulation), 0.02, 1),
        articulation: note.articulation,
      });
    }
  }

  return played;
}

/**
 * Which notes of a part nobody damps: strings, bars and keys that are held to the end of a piece that rings out sound on
 * until it is over. Damping them where the writing stops would leave a second of nothing after the last chord.
 */
function lastNotesRingOut(part: Part, score: Score): (note: Note) => boolean {
  const decays = findInstrument(part.instrument)?.sustain === 'decaying';
  const nearEnd = score.endTick - TICKS_PER_QUARTER / 4;
  return (note) => decays && score.ending === 'ring' && note.startTick + note.durationTicks >= nearEnd;
}

/** How long a note is really held from its group's onset, seconds. */
function heldSeconds(note: Note, clock: Clock, player: Player, gapSeconds: number): number {
  const written = clock.swungSecondsOf(note.startTick + note.durationTicks) - clock.swungSecondsOf(note.startTick);
  switch (note.articulation) {
    case 'staccato':
      return clamp(written * 0.55, Math.min(written, 0.06), written);
    case 'mute':
      return Math.min(written, 0.2);
    case 'ghost':
      return Math.min(written, 0.15);
    case 'legato':
    case 'slide':
      // A slurred note runs a little into its follower, if that comes at once; the sound joins the two.
      return written >= gapSeconds * 0.9 && written <= gapSeconds * 1.1 ? written + 0.035 : written;
    default:
      return written * player.hold;
  }
}

/** Groups notes that are written on one tick, lowest first; a strum on that tick is a group of its own. */
function chordsOf(notes: readonly Note[]): Note[][] {
  const ordered = [...notes].sort(
    (left, right) =>
      left.startTick - right.startTick ||
      spreadKind(left) - spreadKind(right) ||
      left.pitch - right.pitch ||
      left.durationTicks - right.durationTicks,
  );
  const groups: Note[][] = [];
  for (const note of ordered) {
    const group = groups.at(-1);
    const head = group?.[0];
    if (group !== undefined && head !== undefined && head.startTick === note.startTick && spreadKind(head) === spreadKind(note)) {
      group.push(note);
    } else {
      groups.push([note]);
    }
  }

  return groups;
}

function spreadKind(note: Note): number {
  return note.articulation === 'strum-down' ? 1 : note.articulation === 'strum-up' ? 2 : note.articulation === 'roll' ? 3 : 0;
}

/** The foot follows the hands: the pedal goes down just after the chord and comes up just after the next one, so no chord is caught in two. */
function playPedal(part: Part, score: Score, clock: Clock, renderSamples: Sample): PlayedPart['pedal'] {
  const staysDown = (endTick: Tick): boolean => score.ending === 'ring' && endTick >= score.endTick;
  return part.pedal
    .map(({ startTick, endTick }) => ({
      startSample: clamp(sampleAt(clock.secondsOf(startTick) + 0.045), 0, renderSamples),
      endSample: staysDown(endTick) ? renderSamples : clamp(sampleAt(clock.secondsOf(endTick) + 0.02), 0, renderSamples),
    }))
    .filter(({ startSample, endSample }) => endSample > startSample);
}
