import { Brief, instrumentById, type Meter } from '../../brief/index.ts';
import { Rng, type Tick } from '../../kernel/index.ts';
import type { PartContext, Pulse } from '../parts/part-context.ts';
import type { ChordQuality, ChordSpan, Section, SectionKind } from '../score.ts';
import type { PartPlan, Style } from '../styles/style.ts';
import { gridOf, SLOT_TICKS } from './meter-grid.ts';
import { planPulse } from './plan-pulse.ts';

/** Pieces for the laws of the rhythm section: a random form and harmony from a seed, planned by the real pulse planner. Tests only. */
export type PieceWish = {
  readonly seed: number;
  readonly meter: Meter;
  readonly hasFinal: boolean;
  /** Draws made from the parent stream before planning; must change nothing. Default 0. */
  readonly drawsBefore?: number;
  readonly style?: Style;
};

export type Piece = {
  readonly brief: Brief;
  readonly style: Style;
  readonly sections: readonly Section[];
  readonly chords: readonly ChordSpan[];
  readonly barTicks: Tick;
  readonly bars: number;
  readonly endTick: Tick;
  readonly finalTick: Tick | null;
  readonly pulse: Pulse;
  readonly rng: Rng;
};

export const METERS: readonly Meter[] = ['4/4', '3/4', '6/8', '2/4', '12/8', '5/4', '7/8'];

const KINDS: readonly SectionKind[] = ['intro', 'verse', 'lift', 'chorus', 'break', 'build', 'drop', 'outro'];
const ENERGY: Readonly<Record<SectionKind, number>> = {
  intro: 0.3,
  verse: 0.5,
  lift: 0.65,
  chorus: 0.85,
  bridge: 0.5,
  break: 0.25,
  build: 0.6,
  drop: 0.95,
  solo: 0.7,
  outro: 0.35,
};

export const FIXTURE_STYLE: Style = {
  id: 'pop',
  form: {
    phraseBars: 4,
    journey: [],
    endings: ['ring'],
    transitions: ['fill', 'riser', 'reverse-cymbal', 'impact', 'crash', 'break', 'pickup'],
    finalSlowing: 1,
  },
  harmony: {
    progressions: [],
    chordBars: [],
    colours: [],
    finalCadences: { major: [], minor: [] },
    halfCadences: { major: [], minor: [] },
    secondaryDominants: 0,
    modalMixture: 0,
    inversions: 0,
    pedalPoints: 0,
  },
  melody: {
    motifBars: 1,
    onsetsPerBar: [2, 4],
    cells: [],
    scale: 'diatonic',
    leapiness: 0,
    syncopation: 0,
    restRatio: 0,
    ornament: 0,
    phraseShapes: [],
  },
  groove: { swing: 0.5, swingUnit: 'eighth', leanMs: {}, loosenessMs: 6, accents: [1] },
  rhythm: {
    kicks: [
      { onsets: [0, 8], weight: 1, minEnergy: 0, maxEnergy: 0.5 },
      { onsets: [0, 6, 8], weight: 1, minEnergy: 0, maxEnergy: 1 },
      { onsets: [0, 7, 10], weight: 2, minEnergy: 0.4, maxEnergy: 1 },
      { onsets: [0, 8, 10, 14], weight: 1, minEnergy: 0.6, maxEnergy: 1 },
    ],
    backbeats: [4, 12],
  },
  parts: [],
};

/** The piece of a wish: 4 to 7 sections of 2 to 8 bars. */
export function pieceOf(wish: PieceWish): Piece {
  const rng = new Rng(wish.seed, 'piece');
  const style = wish.style ?? FIXTURE_STYLE;
  const grid = gridOf(wish.meter);
  const barTicks = grid.slots * SLOT_TICKS;
  const form = rng.fork('form');
  const sections: Section[] = [];
  let startBar = 0;
  const count = form.integer(4, 7);
  for (let index = 0; index < count; index++) {
    const kind = index === 0 ? 'intro' : form.pick(KINDS);
    const bars = form.pick([2, 4, 4, 8, 8]);
    sections.push({
      id: `${kind}-${index}`,
      kind,
      material: form.pick(['A', 'B']),
      startBar,
      bars,
      startTick: startBar * barTicks,
      endTick: (startBar + bars) * barTicks,
      energy: ENERGY[kind],
    });
    startBar += bars;
  }

  const bars = startBar;
  const finalTick = wish.hasFinal ? (bars - 1) * barTicks : null;
  const brief = briefOf(wish.meter, wish.seed);
  for (let draw = 0; draw < (wish.drawsBefore ?? 0); draw++) {
    rng.next();
  }

  return {
    brief,
    style,
    sections,
    chords: chordsOf(rng.fork('chords'), bars, barTicks, finalTick),
    barTicks,
    bars,
    endTick: bars * barTicks,
    finalTick,
    pulse: planPulse({ brief, style, sections, barTicks, bars, finalTick, rng: rng.fork('pulse') }),
    rng,
  };
}

/** A player's context in a piece; plays in every section unless told. */
export function contextOf(piece: Piece, plan: PartPlan, plays: (section: Section) => boolean = () => true): PartContext {
  const grid = gridOf(piece.brief.meter);
  return {
    brief: piece.brief,
    style: piece.style,
    plan,
    instrument: instrumentById(plan.instruments[0]?.id ?? 'kit-acoustic'),
    barTicks: piece.barTicks,
    beatTicks: grid.isCompound ? 6 * SLOT_TICKS : 4 * SLOT_TICKS,
    bars: piece.bars,
    endTick: piece.endTick,
    sections: piece.sections,
    plays,
    chords: piece.chords,
    pulse: piece.pulse,
    theme: [],
    finalTick: piece.finalTick,
    rng: piece.rng.fork(plan.id),
  };
}

/** A plan for one player with the given generator, instrument and params. */
export function planOf(generator: string, instrument: string, params: PartPlan['params'] = {}): PartPlan {
  return {
    id: generator,
    role: generator === 'bass' ? 'bass' : generator === 'drum-kit' ? 'drums' : 'percussion',
    instruments: [{ id: instrument, weight: 1 }],
    generator,
    params,
    energy: [0, 1],
    tacet: [],
    chance: 1,
    levelDb: 0,
    register: [28, 52],
  };
}

function chordsOf(rng: Rng, bars: number, barTicks: Tick, finalTick: Tick | null): ChordSpan[] {
  const degrees: readonly (readonly [number, ChordQuality])[] = [
    [0, 'maj7'],
    [9, 'min7'],
    [2, 'min7'],
    [7, '7'],
    [5, 'maj'],
    [4, 'min'],
    [11, 'm7b5'],
    [10, '9'],
  ];
  const chords: ChordSpan[] = [];
  for (let bar = 0; bar < bars; bar++) {
    const startTick = bar * barTicks;
    const halves = finalTick !== null && startTick >= finalTick ? 1 : rng.pick([1, 1, 2]);
    const half = Math.floor(barTicks / 2 / SLOT_TICKS) * SLOT_TICKS;
    for (let part = 0; part < halves; part++) {
      const [root, quality] = finalTick !== null && startTick >= finalTick ? ([0, 'maj'] as const) : rng.pick(degrees);
      const bass = rng.chance(0.2) ? (root + 7) % 12 : root;
      chords.push({
        startTick: startTick + part * half,
        endTick: halves === 2 && part === 0 ? startTick + half : startTick + barTicks,
        root,
        quality,
        bass,
        degree: 'I',
        symbol: 'C',
      });
    }
  }

  return chords;
}

function briefOf(meter: Meter, seed: number): Brief {
  return Brief.parse({
    prompt: '',
    seed,
    title: null,
    durationSeconds: 60,
    tempoBpm: 110,
    tempoRange: [110, 110],
    meter,
    key: { tonic: 'C', mode: 'major' },
    style: 'pop',
    blend: [],
    moods: [],
    feeling: { valence: 0.5, brightness: 0.5, tension: 0.5, density: 0.5, space: 0.5 },
    instruments: [],
    without: [],
    onlyInstruments: false,
    loop: false,
    ending: 'ring',
    energy: { level: 0.5, shape: 'arc', points: [] },
    production: [],
    chords: [],
    stated: { tempo: false, key: false, mode: false, meter: false, duration: false, style: false, ending: false },
  });
}
