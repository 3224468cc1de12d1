import type { Line, Status } from './ledger.ts';
import type { EventClaim, Moment, WishList } from './wish-list.ts';

/** How the words around an item steer it. */
export type Scope = {
  /** Where the line begins: at the first word that steers it. */
  readonly start: number;
  readonly negation: 'no' | 'less' | null;
  readonly factor: number;
  readonly share: number | null;
  readonly joined: 'and' | 'or' | 'break' | null;
  /** "Meets", "mixed with": what follows is a second style, even when it is named by its instrument. */
  readonly isMeeting: boolean;
  readonly isOnly: boolean;
  readonly isSolo: boolean;
  readonly followsStyle: boolean;
  /** "No heavy drums" asks for light ones. */
  readonly isLightDrums: boolean;
};

/** A stretch of the piece that a clause describes: "starts with …", "then …", "ends with …". */
export type Phase = {
  readonly phase: 'start' | 'middle' | 'end';
  readonly line: Line;
  readonly energies: number[];
  readonly players: string[];
};

/** The state of a reading: what was written so far, and what in this clause a moment may tie to. */
export type Reading = {
  readonly raw: string;
  readonly lines: Line[];
  readonly wishes: WishList;
  /** The stretch of the piece that the words describe now. */
  phase: Phase | null;
  clause: {
    lines: Line[];
    event: EventClaim | null;
    mood: string | null;
    moment: { readonly at: Moment; readonly line: Line } | null;
  };
};

export type Write = (decision: string, status: Status, note: string) => Line;
