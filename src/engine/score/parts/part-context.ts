import type { Brief, Instrument } from '../../brief/index.ts';
import type { Rng, Tick } from '../../kernel/index.ts';
import type { ChordSpan, Note, Part, Section } from '../score.ts';
import type { PartPlan, Style } from '../styles/style.ts';

/** Where the piece's weight falls; planned once from style and form, so bass and drums agree without looking at each other. */
export type Pulse = {
  /** Kick onsets over the whole piece, in order; also the sidechain's trigger plan. Present even when nobody plays drums. */
  readonly kickTicks: readonly Tick[];
  /** Back-beat onsets. */
  readonly backbeatTicks: readonly Tick[];
  /** For each bar: does a fill end it (0 none, 1 a big one)? Bars before a new section have one by the style's `transitions`. */
  readonly fillBars: ReadonlyMap<number, number>;
  /** Silences just before a drop or a big chorus, in order: nobody strikes a new note inside. Often none. */
  readonly breaths: readonly { readonly startTick: Tick; readonly endTick: Tick }[];
  /** Bar lines that the whole band anticipates, in order; often none. Kicks are moved already; `playTogether` moves the players. */
  readonly pushes: readonly Push[];
  /** Bars in which the band only strikes a few blows, in order; often none. `playTogether` sees to them. */
  readonly stops: readonly Stop[];
};

/** A bar line anticipated by everybody: what would begin at `barTick` begins at `startTick`. */
export type Push = { readonly startTick: Tick; readonly barTick: Tick };

/** From `startTick` to `endTick` the band strikes only the `hits` together; from `aloneTick` on the drummer is alone. */
export type Stop = {
  readonly startTick: Tick;
  readonly endTick: Tick;
  readonly hits: readonly Tick[];
  readonly aloneTick: Tick;
};

/** A melody planned for the piece; accompaniments may leave room for it or answer it. */
export type ThemeNote = {
  readonly startTick: Tick;
  readonly durationTicks: Tick;
  readonly pitch: number;
  readonly velocity: number;
};

/** Everything a generator may look at. It never sees another part's notes, so adding a part never changes this one. */
export type PartContext = {
  readonly brief: Brief;
  readonly style: Style;
  readonly plan: PartPlan;
  readonly instrument: Instrument;
  readonly barTicks: Tick;
  /** Ticks of one beat as a conductor counts: a quarter in 4/4 and 3/4, a dotted quarter in 6/8 and 12/8. */
  readonly beatTicks: Tick;
  readonly bars: number;
  readonly endTick: Tick;
  /** All sections; `plays(section)` says whether this part plays there. */
  readonly sections: readonly Section[];
  readonly plays: (section: Section) => boolean;
  readonly chords: readonly ChordSpan[];
  readonly pulse: Pulse;
  /** The planned theme, in full, even where nobody plays it. */
  readonly theme: readonly ThemeNote[];
  /** The final chord: where it starts; after it nothing but ringing. Its bar is the last one. Null for loops and fades. */
  readonly finalTick: Tick | null;
  /** This part's own stream: `fork` it by section or bar for stable choices. */
  readonly rng: Rng;
};

export type PartNotes = {
  readonly notes: readonly Note[];
  readonly pedal?: Part['pedal'];
  readonly expression?: Part['expression'];
};

/** Writes one part for the whole piece. Registered by name in `parts/index.ts`. */
export type Generator = (context: PartContext) => PartNotes;
