import type { Ending, EnergyShape, Hue, Key, Meter, Mode, Production, StyleId } from '../brief.ts';
import type { EnergyEvent } from '../vocabulary/meaning.ts';
import type { InstrumentWish, KeyChangeWish, MoodWish, Nudge, StyleVote, StyleWish, TempoWish } from '../choosing/wishes.ts';
import type { Claim, Line } from './ledger.ts';

/** An instrument asked for or ruled out, in the order of the prompt. */
export type InstrumentClaim =
  | { readonly kind: 'want'; readonly wish: InstrumentWish; readonly line: Line; readonly rank: number }
  | { readonly kind: 'without'; readonly excludes: readonly string[]; readonly line: Line; readonly rank: number };

export type Moment = { readonly seconds: number } | { readonly fraction: number };

export type EventClaim = { readonly event: EnergyEvent; readonly line: Line; at: Moment | null };

/** What the words claim, before claims on the same field are settled. Filled in the prompt's order. */
export type WishList = {
  readonly titles: Claim<string>[];
  readonly durations: Claim<{ readonly seconds: number } | { readonly bars: number }>[];
  readonly usualDurations: Claim<number>[];
  readonly tempi: Claim<TempoWish>[];
  readonly meters: Claim<Meter>[];
  readonly avoidedMeters: Meter[];
  readonly tonics: Claim<Key['tonic']>[];
  readonly modes: Claim<Mode>[];
  readonly styles: { wish: StyleWish; readonly line: Line }[];
  readonly avoidedStyles: { readonly style: StyleId; readonly line: Line }[];
  readonly useVotes: StyleVote[];
  /** Local moods hold for a stretch of the piece; they do not pull against the others. */
  readonly moods: { wish: MoodWish; readonly line: Line; readonly isLocal: boolean }[];
  readonly impliedMoods: MoodWish[];
  readonly nudges: Nudge[];
  readonly instruments: InstrumentClaim[];
  readonly only: Line[];
  /** Instruments named solo after the fact ("piano solo"), which count as only if nothing else is asked for. */
  readonly soloAfter: Line[];
  readonly loops: Claim<boolean>[];
  readonly endings: Claim<Ending>[];
  readonly avoidedEndings: Ending[];
  readonly shapes: Claim<EnergyShape>[];
  readonly events: EventClaim[];
  readonly production: Production[];
  readonly chords: Claim<readonly string[]>[];
  readonly hues: Hue[];
  readonly keyChanges: Claim<KeyChangeWish>[];
};

export function emptyWishList(): WishList {
  return {
    titles: [],
    durations: [],
    usualDurations: [],
    tempi: [],
    meters: [],
    avoidedMeters: [],
    tonics: [],
    modes: [],
    styles: [],
    avoidedStyles: [],
    useVotes: [],
    moods: [],
    impliedMoods: [],
    nudges: [],
    instruments: [],
    only: [],
    soloAfter: [],
    loops: [],
    endings: [],
    avoidedEndings: [],
    shapes: [],
    events: [],
    production: [],
    chords: [],
    hues: [],
    keyChanges: [],
  };
}
