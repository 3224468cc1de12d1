import type { Brief } from '../../brief/index.ts';
import { at, Rng, TICKS_PER_QUARTER, type Tick } from '../../kernel/index.ts';
import type { Role, Section } from '../score.ts';
import type { Style } from '../styles/style.ts';
import { barTicksOf, beatTicksOf } from './meter.ts';
import { startsQuiet } from './shape-energy.ts';

/** How a piece begins before everybody is in. */
export type OpeningKind =
  /** Chords alone, perhaps with the tune; bass and drums pick up into their entry. */
  | 'comping'
  /** Drums and bass lay the ground; chords and tune come on top. */
  | 'groove'
  /** The band vamps; the tune waits for it. */
  | 'vamp'
  /** Pads, arpeggios and the tune float before the beat. */
  | 'floating';

export type Opening = {
  readonly kind: OpeningKind;
  /** The bar in which everybody is in, and its tick. */
  readonly entryBar: number;
  readonly entryTick: Tick;
};

/** Who waits in each opening. */
const WAITING: { readonly [kind in OpeningKind]: readonly Role[] } = {
  comping: ['bass', 'drums', 'percussion', 'counter', 'pad'],
  groove: ['chords', 'arpeggio', 'pad', 'lead', 'counter'],
  vamp: ['lead', 'counter'],
  floating: ['bass', 'drums', 'percussion', 'chords'],
};
/** Who must be there for an opening to be heard as music. */
const BEARING: { readonly [kind in OpeningKind]: readonly Role[] } = {
  comping: ['chords'],
  groove: ['drums', 'bass'],
  vamp: ['chords', 'bass'],
  floating: ['arpeggio', 'pad'],
};
const USUAL = { all: 2, comping: 3, groove: 2, vamp: 1.5, floating: 0 } as const;
/** Pieces shorter than this begin with everybody, seconds. */
const SHORTEST = 18;

/**
 * Pulls the band apart for the first bars of a piece: one of a mere introduction, two of a short first section, four of a long one. Null where the piece
 * is too short for it, loops, starts quiet by wish or begins with everybody by the style's own choice.
 */
export function planOpening(brief: Brief, style: Style, sections: readonly Section[]): Opening | null {
  const first = at(sections, 0);
  const barTicks = barTicksOf(brief.meter);
  const barSeconds = (barTicks / TICKS_PER_QUARTER) * (60 / brief.tempoBpm);
  const bars = first.bars >= 8 && brief.durationSeconds >= 45 && barSeconds < 2.6 ? 4 : first.bars >= 4 ? 2 : 1;
  const isTooShort = brief.durationSeconds < SHORTEST || first.bars < bars * 2 || sections.length < 2 || bars * barSeconds < 1.5;
  if (isTooShort || bars * barSeconds > 0.22 * brief.durationSeconds || brief.loop || brief.hits.length > 0) {
    return null;
  }

  if (brief.onlyInstruments || startsQuiet(brief)) {
    return null;
  }

  const weights = { ...USUAL, ...style.form.openings };
  const kinds = (['comping', 'groove', 'vamp', 'floating'] as const).filter((kind) => isBorne(kind, { brief, style, first }));
  const kind = new Rng(brief.seed)
    .fork(`opening/${style.id}`)
    .weighted(['all' as const, ...kinds], (one) =>
      one === 'all' ? weights.all + 3 * Math.max(0, first.energy - 0.6) : weights[one],
    );
  return kind === 'all' ? null : { kind, entryBar: bars, entryTick: bars * barTicks };
}

type Bearers = { readonly brief: Brief; readonly style: Style; readonly first: Section };

/** Whether the style always has somebody who plays in the first section to bear this opening, and none of them was ruled out. */
function isBorne(kind: OpeningKind, { brief: { without }, style, first }: Bearers): boolean {
  const bears = (role: Role): boolean =>
    !without.some((word) => word === role || RULED.get(word)?.includes(role) === true) &&
    style.parts.some(
      ({ chance, tacet, energy: [from, to], ...part }) =>
        part.role === role && chance >= 0.95 && !tacet.includes(first.kind) && first.energy >= from && first.energy <= to,
    );
  return kind === 'floating' ? BEARING.floating.some(bears) : BEARING[kind].every(bears);
}

const RULED: ReadonlyMap<string, readonly Role[]> = new Map<string, readonly Role[]>([
  ['melody', ['lead']],
  ['beat', ['drums']],
  ['percussion', ['drums']],
  ['pads', ['pad']],
]);

/** Where a player of this role comes in; 0 when from the start. Drummers pick up into their entry, who was asked for by name does not wait in the back. */
export function entryInto(opening: Opening, role: Role, who: { readonly isAsked: boolean; readonly brief: Brief }): Tick {
  const waits = WAITING[opening.kind].includes(role);
  const isFront = role === 'lead' || role === 'chords' || role === 'arpeggio' || role === 'counter' || role === 'pad';
  if (!waits || (who.isAsked && isFront)) {
    return 0;
  }

  return role === 'drums' ? opening.entryTick - beatTicksOf(who.brief.meter) : opening.entryTick;
}
