import type { Clause } from '../clause.ts';
import type { EditState, Placed, Understood } from '../edit-state.ts';
import { nameOf } from '../edit-state.ts';
import type { Reference, Wanted } from '../resolve-reference.ts';

/** Knows one family of wishes. It takes the words that it understood; null: the clause is about something else. */
export type Recogniser = {
  readonly name: string;
  /** Whether it goes by a few words of a part and takes all of it: it is not asked about several parts in one. */
  readonly isForOnePart?: boolean;
  readonly read: (clause: Clause, state: EditState) => Understood | null;
};

/** What a reference to nothing, or to one of several, is answered with; null when it is clear or nothing was said. */
export function unclearReference(reference: Reference, wanted: Wanted): Understood | null {
  switch (reference.kind) {
    case 'missing':
      return {
        notices: [
          reference.among.length === 0
            ? { kind: 'nothing-there', what: nothingOf(wanted) }
            : { kind: 'no-such-clip', words: reference.words, clips: reference.among.map(nameOf) },
        ],
      };
    case 'several':
      return { notices: [{ kind: 'which', words: reference.words, choices: reference.among.slice(0, 12).map(nameOf) }] };
    case 'clips':
    case 'none':
      return null;
  }
}

/** The clips of a reference; empty when it has none. */
export function clipsIn(reference: Reference): readonly Placed[] {
  return reference.kind === 'clips' ? reference.clips : [];
}

function nothingOf(wanted: Wanted): 'music' | 'title' | 'caption' | 'clip' | 'voice' {
  switch (wanted) {
    case 'music':
    case 'title':
    case 'caption':
      return wanted;
    case 'text':
      return 'title';
    case 'sound':
      return 'voice';
    case 'picture':
      return 'clip';
  }
}
