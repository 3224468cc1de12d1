import { type Brief, type Instrument, instrumentById } from '../../../brief/index.ts';
import { canPlay } from '../../band/instrument-nature.ts';
import { settlePart } from '../../fit/settle-part.ts';
import type { Piece } from '../../fit/piece.ts';
import type { Note, Part } from '../../score.ts';
import { styleOf } from '../../styles/index.ts';
import { openWorkshop, playerFor } from '../../workshop.ts';
import { instrumentNamed, partsNamed, withoutLess } from '../name-parts.ts';
import { changeKind, refused, revised } from '../revision.ts';

/** Another instrument in a role: lines keep their notes in its range, chords are written for its hands. */
export const swapInstrument = changeKind('swap', (piece, { from, to }) => {
  const { brief, score } = piece;
  const instrument = instrumentNamed(to, styleOf(brief.style));
  const named = partsNamed(score, from).filter((part) => part.instrument !== instrument?.id);
  if (instrument === null) {
    return refused(`No instrument is called "${to}".`);
  }

  if (named.length === 0) {
    return refused(
      `Nobody plays ${from} here${score.parts.some((part) => part.instrument === instrument.id) ? ' but who has it already' : ''}.`,
    );
  }

  const wish = briefAfter(brief, named, instrument);
  const taken = new Set(score.parts.filter((part) => !named.includes(part)).map((part) => part.id));
  const written = new Map<Part, Part>();
  for (const part of named) {
    const next = withInstrument({ brief: wish, score }, part, instrument);
    if (next !== null) {
      written.set(part, { ...next, id: freeId(part, instrument, taken) });
    }
  }

  return written.size === 0
    ? refused(`${instrument.name} cannot play what ${instrumentById(named[0]?.instrument ?? instrument.id).name} does here.`)
    : revised({ brief: wish, score: { ...score, parts: score.parts.map((part) => written.get(part) ?? part) } });
});

function briefAfter(brief: Brief, named: readonly Part[], instrument: Instrument): Brief {
  const gone = new Set(named.map((part) => part.instrument));
  return {
    ...brief,
    instruments: [...new Set([...brief.instruments.filter((id) => !gone.has(id)), instrument.id])],
    without: withoutLess(brief.without, instrument),
  };
}

/** The part's name, with the new instrument's in the place of the old one's where it carries it. */
function freeId(part: Part, instrument: Instrument, taken: Set<string>): string {
  const wished = part.id.includes(part.instrument) ? part.id.replace(part.instrument, instrument.id) : part.id;
  let id = wished;
  for (let count = 2; taken.has(id); count++) {
    id = `${wished}-${count}`;
  }

  taken.add(id);
  return id;
}

function withInstrument(piece: Piece, part: Part, instrument: Instrument): Part | null {
  const isKit = part.role === 'drums' || part.role === 'percussion';
  if (isKit) {
    return instrument.family === 'drums' || instrument.family === 'percussion' ? onDrums(piece, part, instrument) : null;
  }

  if (instrument.sustain === 'hit' || instrument.family === 'texture') {
    return part.role === 'texture' || part.role === 'effects' ? written(piece, part, instrument) : null;
  }

  const isLine = part.role === 'lead' || part.role === 'counter' || part.role === 'bass';
  return isLine ? revoiced(piece, part, instrument) : (written(piece, part, instrument) ?? revoiced(piece, part, instrument));
}

/** Kits of the same layout play the same strokes. */
function onDrums(piece: Piece, part: Part, instrument: Instrument): Part | null {
  const isSameLayout = (id: string): boolean => id.startsWith('kit-') && id !== 'kit-cinematic';
  return isSameLayout(part.instrument) && isSameLayout(instrument.id)
    ? { ...part, instrument: instrument.id }
    : written(piece, part, instrument);
}

function written(piece: Piece, part: Part, instrument: Instrument): Part | null {
  const workshop = openWorkshop(piece);
  const player = playerFor({ ...part, instrument: instrument.id }, workshop);
  return workshop.write({ ...player, isAsked: true }, `part/${part.id}`);
}

/** The same notes by octaves into another range. */
function revoiced({ score }: Piece, part: Part, instrument: Instrument): Part | null {
  if (!canPlay(part.role === 'bass' ? 'bass' : 'melody', instrument)) {
    return null;
  }

  const outside = (shift: number): number =>
    part.notes.filter(({ pitch }) => pitch + shift < instrument.low || pitch + shift > instrument.high).length;
  let best = 0;
  for (const shift of [12, -12, 24, -24, 36, -36]) {
    if (outside(shift) < outside(best)) {
      best = shift;
    }
  }

  const notes = part.notes.map((note): Note => ({ ...note, pitch: note.pitch + best }));
  const hasPedal = instrument.family === 'piano' || instrument.family === 'keys';
  return settlePart({ ...part, instrument: instrument.id, notes, pedal: hasPedal ? part.pedal : [] }, score.endTick);
}
