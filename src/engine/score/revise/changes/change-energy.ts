import { clamp, Rng } from '../../../kernel/index.ts';
import { settlePart } from '../../fit/settle-part.ts';
import type { Piece } from '../../fit/piece.ts';
import { DRUM, type Note, type Part, type Role, type Score } from '../../score.ts';
import { openWorkshop, playerFor } from '../../workshop.ts';
import { changeKind, refused, revised } from '../revision.ts';

/** From this much calm on, who goes home: percussion first, then the answers to the tune, then the drums. */
const LEAVES: { readonly [role in Role]: number } = {
  percussion: 0.5,
  effects: 0.4,
  counter: 0.6,
  drums: 0.85,
  arpeggio: 0.95,
  lead: 2,
  chords: 2,
  pad: 2,
  bass: 2,
  texture: 2,
};

/** How much softer a role plays at the greatest calm, as a share of its strength; the tune least. */
const SOFTER: { readonly [role in Role]: number } = {
  drums: 0.42,
  percussion: 0.42,
  effects: 0.4,
  counter: 0.35,
  arpeggio: 0.32,
  chords: 0.3,
  bass: 0.28,
  pad: 0.2,
  texture: 0.1,
  lead: 0.18,
};

/** Calmer or livelier: fewer or more strokes, softer or stronger, players leaving or joining. Tune, chords and form stay. */
export const changeEnergy = changeKind('energy', (piece, { by }) => {
  if (by === 0) {
    return refused('No change of energy was asked for.');
  }

  const { brief, score } = piece;
  const shift = by * 0.5;
  const level = clamp(brief.energy.level + shift, 0, 1);
  const sections = score.sections.map((section) => ({ ...section, energy: clamp(section.energy + shift, 0.04, 1) }));
  const bent: Score = { ...score, sections, colour: { ...score.colour, energy: level } };
  const next: Piece = { brief: { ...brief, energy: { ...brief.energy, level } }, score: bent };
  const parts = by < 0 ? calmer(next, -by) : livelier(next, by);
  return revised({ ...next, score: { ...bent, parts } });
});

function calmer({ brief, score }: Piece, calm: number): Part[] {
  const rng = new Rng(brief.seed).fork('calmer');
  const staying = score.parts.filter((part) => calm < LEAVES[part.role]);
  // Somebody always plays on.
  const players = staying.length > 0 ? staying : score.parts.slice(0, 1);
  return players.flatMap((part) => {
    const thinned = part.notes.filter((note) => !isLeftOut(part, note, { score, calm, rng: rng.fork(part.id) }));
    const lighter = part.role === 'chords' || part.role === 'pad' ? thinVoices(thinned, calm) : thinned;
    const notes = lighter.map((note) => softened(part, note, calm));
    return notes.length === 0 ? [] : [settlePart({ ...part, notes }, score.endTick)];
  });
}

function softened(part: Part, note: Note, calm: number): Note {
  const articulation = calm >= 0.4 && note.articulation === 'accent' ? 'normal' : note.articulation;
  return { ...note, velocity: clamp(note.velocity * (1 - SOFTER[part.role] * calm), 0.06, 1), articulation };
}

type Thinning = { readonly score: Score; readonly calm: number; readonly rng: Rng };

/** Weak places empty first. Notes struck together leave together, so that no chord is torn. */
function isLeftOut(part: Part, note: Note, { score, calm, rng }: Thinning): boolean {
  const weakness = weaknessOf(note.startTick % score.barTicks, score.barTicks);
  switch (part.role) {
    case 'drums':
    case 'percussion': {
      const isFill = note.pitch === DRUM.lowTom || note.pitch === DRUM.midTom || note.pitch === DRUM.highTom;
      const isGhost = note.articulation === 'ghost' || note.velocity < 0.3;
      const lightness = weakness + (isGhost ? 0.5 : 0) + (isFill ? 0.3 : 0) - (note.pitch === DRUM.kick ? 0.2 : 0);
      return rng.fork(`${note.startTick}/${note.pitch}`).chance(clamp(lightness * calm * 1.3, 0, 0.97));
    }
    case 'arpeggio':
    case 'counter':
      return rng.fork(String(note.startTick)).chance(clamp(weakness * calm * 0.8, 0, 0.85));
    case 'chords':
    case 'bass':
      return rng.fork(String(note.startTick)).chance(clamp((weakness - 0.25) * calm * 0.8, 0, 0.75));
    default:
      return false;
  }
}

/** How weak a place in the bar is: 0 on the bar line, 1 between sixteenths. */
function weaknessOf(inside: number, barTicks: number): number {
  return inside === 0 ? 0 : inside * 2 === barTicks ? 0.1 : inside % 960 === 0 ? 0.2 : inside % 480 === 0 ? 0.7 : 1;
}

/** Chords of more than three notes give up their highest, where another octave has it or the calm is great. */
function thinVoices(notes: readonly Note[], calm: number): Note[] {
  if (calm < 0.25) {
    return [...notes];
  }

  const groups = new Map<number, Note[]>();
  for (const note of notes) {
    groups.set(note.startTick, [...(groups.get(note.startTick) ?? []), note]);
  }

  return [...groups.values()].flatMap((group) => {
    const kept = [...group];
    while (kept.length > 3) {
      const doubled = kept.findLastIndex((note) => kept.some((other) => other !== note && (note.pitch - other.pitch) % 12 === 0));
      if (doubled < 0 && calm < 0.6) {
        break;
      }

      kept.splice(doubled < 0 ? kept.length - 1 : doubled, 1);
    }

    return kept;
  });
}

/** Who may write busier figures when the music livens up. */
const BUSIER: readonly Role[] = ['drums', 'percussion', 'chords', 'arpeggio'];
/** Who may come in, the most wanted first. */
const JOINS: readonly Role[] = ['drums', 'percussion', 'bass', 'arpeggio', 'counter', 'pad', 'chords', 'effects'];

function livelier(piece: Piece, by: number): Part[] {
  const { score } = piece;
  const workshop = openWorkshop(piece);
  const louder = (part: Part): Part => ({
    ...part,
    notes: part.notes.map((note) => ({ ...note, velocity: clamp(note.velocity * (1 + SOFTER[part.role] * 0.55 * by), 0.06, 1) })),
  });
  const played = score.parts.map((part) => {
    const written = BUSIER.includes(part.role) ? workshop.write(playerFor(part, workshop), `part/${part.id}`) : null;
    return louder(written !== null && written.notes.length > part.notes.length * 1.04 ? written : part);
  });
  const most = 1 + Math.round(2 * by);
  const idle = workshop.band
    .filter((player) => JOINS.includes(player.plan.role) && !score.parts.some((part) => part.id === player.plan.id))
    .sort((left, right) => JOINS.indexOf(left.plan.role) - JOINS.indexOf(right.plan.role));
  const joined: Part[] = [];
  for (const player of idle) {
    const part = joined.length < most ? workshop.write(player, `part/${player.plan.id}`) : null;
    if (part !== null) {
      joined.push(part);
    }
  }

  return [...played, ...joined];
}
