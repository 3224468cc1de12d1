import type { Ending, Mode, StyleId } from '../../brief/index.ts';
import type { ChordQuality, Groove, Role, SectionKind } from '../score.ts';

/** A style as data: what the composer's pure functions read. One file a style; the registry is `styles/index.ts`. */
export type Style = {
  readonly id: StyleId;
  readonly form: FormStyle;
  readonly harmony: HarmonyStyle;
  readonly melody: MelodyStyle;
  readonly groove: Groove;
  readonly rhythm: RhythmStyle;
  /** The band: every part that may play, in order of importance. */
  readonly parts: readonly PartPlan[];
};

export type FormStyle = {
  /** Bars of a phrase; sections are whole phrases wherever the length allows. */
  readonly phraseBars: 4 | 8;
  /** Bars of a chorus where the style is played in choruses (a blues has 12): sections are whole choruses, their chords are left as they are. Absent: phrases. */
  readonly chorusBars?: number;
  /** A full-length journey, best first dropped when the piece is short (lowest `keep` goes first). */
  readonly journey: readonly {
    readonly kind: SectionKind;
    readonly material: string;
    /** Usual length in bars. */
    readonly bars: number;
    readonly energy: number;
    /** 0–1: how much the piece needs this section. */
    readonly keep: number;
  }[];
  /** In order of preference; a stated ending wins. */
  readonly endings: readonly Ending[];
  /** What may mark the seam into a louder section. */
  readonly transitions: readonly (
    'fill' | 'riser' | 'reverse-cymbal' | 'reverse-piano' | 'impact' | 'downlifter' | 'sub-drop' | 'crash' | 'break' | 'pickup'
  )[];
  /** How the first bars are pulled apart, weights by kind of opening; `all` begins with everybody. What is left out has its usual weight (see `planOpening`). */
  readonly openings?: {
    readonly all?: number;
    readonly comping?: number;
    readonly groove?: number;
    readonly vamp?: number;
    readonly floating?: number;
  };
  /** Ritardando into the last chord: the tempo there as a factor (1 = none). */
  readonly finalSlowing: number;
  /** How far the beats of a phrase stray from even time, 0–0.2; 0 by default, and wherever a tempo or moments were asked for. */
  readonly rubato?: number;
};

export type Progression = {
  /** Roman numerals parted by spaces, a bar each unless `chordBars` says otherwise: `I V vi IV`, `ii7 V7 Imaj7 V/ii`. Case gives the triad; a suffix from the chord qualities gives the colour; `b`/`#` before the numeral alter the degree; `V/x` are secondary; `IV/5` style slash with a digit sets the bass degree. */
  readonly numerals: string;
  readonly weight: number;
  /** Modes this belongs to. */
  readonly modes: readonly Mode[];
  /** Materials it suits ("A", "B"); empty for any. */
  readonly materials: readonly string[];
};

/** What may stand for a chord at its return, by its degree (`ii`, `V`): numerals. */
export type Substitutes = {
  readonly major: { readonly [degree: string]: readonly string[] };
  readonly minor: { readonly [degree: string]: readonly string[] };
};

export type HarmonyStyle = {
  readonly progressions: readonly Progression[];
  /** Bars one chord lasts: 0.5, 1 or 2; each with a weight. */
  readonly chordBars: readonly { readonly bars: number; readonly weight: number }[];
  /** Colour of plain triads on each function: the qualities that may replace them, with the chance that they do. */
  readonly colours: readonly { readonly from: ChordQuality; readonly to: ChordQuality; readonly chance: number }[];
  /** Last chords of the piece and of inner phrases, as numerals: `IV I`, `V7 I`. */
  readonly finalCadences: {
    readonly major: readonly string[];
    readonly minor: readonly string[];
    /** The style's own endings in other modes (flamenco closes on a major chord in Phrygian); absent: the mode's usual ones. */
    readonly modal?: { readonly [mode in Mode]?: readonly string[] };
  };
  readonly halfCadences: { readonly major: readonly string[]; readonly minor: readonly string[] };
  /** Whether repeats may swap a chord for a relative of it; absent: yes. Vamps and tunes that everybody knows by their chords say no. */
  readonly keepsChords?: boolean;
  /** The style's own substitutes; absent: triads and sevenths that share two notes, coloured as the style colours them. */
  readonly substitutes?: Substitutes;
  readonly secondaryDominants: number;
  readonly modalMixture: number;
  readonly inversions: number;
  readonly pedalPoints: number;
};

export type MelodyStyle = {
  /** How sections of the kind `solo` are filled: by another tune (absent), or by running lines over the changes. */
  readonly solos?: 'changes';
  /** Bars of a motif: 1 or 2. */
  readonly motifBars: 1 | 2;
  /** Onsets a bar at energy 0 and 1. */
  readonly onsetsPerBar: readonly [number, number];
  /** Rhythm cells to build motifs from, sixteenths of a bar as onset places, weighted: `{ onsets: [0, 3, 6, 10], weight: 2 }`. For 3/4 and 6/8 places beyond the bar are dropped. */
  readonly cells: readonly { readonly onsets: readonly number[]; readonly weight: number }[];
  /** Which notes of the key are used between chord tones. */
  readonly scale: 'diatonic' | 'pentatonic' | 'blues' | 'bebop';
  /** 0 steps only, 1 as many leaps as steps. */
  readonly leapiness: number;
  /** 0 on the beat, 1 always anticipating. */
  readonly syncopation: number;
  /** Part of the bars in which the melody rests, 0–1; background music leaves room. */
  readonly restRatio: number;
  /** Whether its tunes are danced to at dance speed, and then run in eighths with hardly a rest; default no. */
  readonly isDanced?: boolean;
  /** Grace notes, turns, slides: chance a long note has one. */
  readonly ornament: number;
  /** How a phrase's pieces relate: sentence (a a' b), period (a b a c), call-and-response, riff (a a a b), long-line. */
  readonly phraseShapes: readonly {
    readonly shape: 'sentence' | 'period' | 'call-response' | 'riff' | 'long-line';
    readonly weight: number;
  }[];
};

/** The shared pulse that bass, drums and chords lock to, planned before any of them so that none depends on another's presence. */
export type RhythmStyle = {
  /** Kick patterns, sixteenths of a 4/4 bar (other metres drop or stretch), weighted, by energy band. */
  readonly kicks: readonly {
    readonly onsets: readonly number[];
    readonly weight: number;
    readonly minEnergy: number;
    readonly maxEnergy: number;
  }[];
  /** Back-beat places in sixteenths; empty where there is none. */
  readonly backbeats: readonly number[];
  /** What the back-beats turn to in every second bar of a phrase, in 4/4; a material keeps its order of them. Absent: they stay. */
  readonly answers?: readonly (readonly number[])[];
  /** 0–1: how often the whole band anticipates a bar line together; by default from the melody's syncopation, 0 over four kicks a bar. */
  readonly pushes?: number;
  /** 0–1: how often the band stops on a few blows before an arrival; 0.4 by default where the style has fills and no four kicks a bar, else 0. */
  readonly stops?: number;
};

/** One player. `generator` names an entry of the generator registry (`parts/index.ts`); `params` are its numbers and words. */
export type PartPlan = {
  readonly id: string;
  readonly role: Role;
  /** Instruments that may take this part, weighted; the brief's wishes and `without` decide first. */
  readonly instruments: readonly { readonly id: string; readonly weight: number }[];
  readonly generator: string;
  readonly params: { readonly [name: string]: number | string | readonly number[] };
  /** Plays in sections whose energy lies in this range… */
  readonly energy: readonly [number, number];
  /** …except sections of these kinds. */
  readonly tacet: readonly SectionKind[];
  /** Chance that the band has this player at all, 0–1; 1 for the core. */
  readonly chance: number;
  readonly levelDb: number;
  /** Register for pitched parts, MIDI note numbers. */
  readonly register: readonly [number, number];
};
