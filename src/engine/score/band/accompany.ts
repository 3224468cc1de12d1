import type { Instrument } from '../../brief/index.ts';
import { clamp } from '../../kernel/index.ts';
import type { Role } from '../score.ts';
import type { PartPlan, Style } from '../styles/style.ts';
import { canPlay } from './instrument-nature.ts';
import { plainPlan, type Player } from './player.ts';

/** What an accompanist needs to know of the band around. */
export type Company = {
  readonly style: Style;
  /** Nobody else plays the bass: low notes are this player's business where the instrument has them. */
  readonly isBassFree: boolean;
  /** Energy at which the second layer of a small band joins, 0–1: about the piece's level. */
  readonly turn: number;
};

type Layer = {
  readonly id: string;
  readonly role: Role;
  readonly generator: string;
  readonly params?: PartPlan['params'];
  readonly energy?: readonly [number, number];
  readonly register?: readonly [number, number];
  readonly levelDb?: number;
};

/**
 * All that a chordal instrument does behind a tune in a small band: the figure that suits it from the first bar, a second
 * layer where the music rises, and a low line where nobody else has one.
 */
export function accompany(instrument: Instrument, company: Company): Player[] {
  const own = ownPlans(instrument, company);
  const layers = own.length > 0 ? [] : layersFor(instrument, company);
  const low = company.isBassFree ? lowLayer(instrument, company) : [];
  return [
    ...own.map((plan): Player => ({ plan, instrument, isAsked: true })),
    ...[...layers, ...low].filter((layer) => canPlay(layer.generator, instrument)).map((layer) => toPlayer(layer, instrument)),
  ];
}

function toPlayer(layer: Layer, instrument: Instrument): Player {
  const plan = plainPlan(
    `${layer.id}-${instrument.id}`,
    { role: layer.role, generator: layer.generator, params: layer.params ?? {} },
    instrument,
  );
  return {
    plan: {
      ...plan,
      energy: layer.energy ?? [0, 1],
      register: layer.register ?? plan.register,
      levelDb: layer.levelDb ?? 0,
    },
    instrument,
    isAsked: true,
  };
}

/** The style's own way of playing this instrument, when a bass player leaves its left hand free: the main figure from the start, others as the style has them. */
function ownPlans(instrument: Instrument, { style, isBassFree }: Company): PartPlan[] {
  const isHarpLike = instrument.id === 'harp' || instrument.id === 'koto';
  if (isBassFree && (instrument.family === 'piano' || isHarpLike || instrument.sustain === 'sustained')) {
    return [];
  }

  return style.parts
    .filter(
      (plan) =>
        (plan.role === 'chords' || plan.role === 'arpeggio' || plan.role === 'pad') &&
        plan.instruments.some((option) => option.id === instrument.id) &&
        canPlay(plan.generator, instrument),
    )
    .slice(0, 2)
    .map((plan, i) => (i === 0 ? { ...plan, energy: [0, 1], tacet: [] } : plan));
}

function layersFor(instrument: Instrument, { turn, isBassFree }: Company): Layer[] {
  const above = clamp(turn, 0.2, 0.75);
  const chords = (generator: string, params: PartPlan['params'] = {}, energy: readonly [number, number] = [0, 1]): Layer => ({
    id: generator === 'strum' ? 'strum' : 'chords',
    role: 'chords',
    generator,
    params,
    energy,
  });
  switch (instrument.family) {
    case 'piano':
      return [{ ...chords('piano-figure', { right: 0.55, density: 0.15 }), register: [50, 76] }];
    case 'keys':
      return [isBassFree ? chords('piano-figure', { right: 0.6, rubato: 0.2 }) : chords('comp')];
    case 'guitar':
      return [chords('fingerpick', {}, [0, above + 0.12]), chords('strum', {}, [above, 1])];
    case 'plucked':
      return instrument.id === 'harp' || instrument.id === 'koto'
        ? [chords('piano-figure', { right: 0.5 }), { id: 'runs', role: 'arpeggio', generator: 'arpeggio', energy: [above, 1] }]
        : [
            chords(instrument.id === 'banjo' ? 'fingerpick' : 'strum', instrument.id === 'banjo' ? { style: 'roll' } : {}),
            { id: 'picking', role: 'arpeggio', generator: 'fingerpick', energy: [above, 1], levelDb: -3 },
          ];
    case 'mallets':
      return [
        { id: 'figure', role: 'arpeggio', generator: 'arpeggio', register: [50, 74] },
        { id: 'chords', role: 'chords', generator: 'comp', energy: [above, 1], levelDb: -3 },
      ];
    case 'organ':
      return [
        { id: 'pad', role: 'pad', generator: 'pad' },
        { ...chords('stabs', {}, [above, 1]), levelDb: -3 },
      ];
    case 'strings':
    case 'brass':
      return instrument.sustain === 'decaying'
        ? [chords('ensemble', { texture: 'pizzicato', voices: 4 })]
        : [
            { id: 'section', role: 'pad', generator: 'ensemble', params: { texture: 'chorale swell', voices: 4, swell: 0.6 } },
            { id: 'answers', role: 'counter', generator: 'counter-melody', energy: [above, 1], levelDb: -2 },
            {
              id: 'bows',
              role: 'arpeggio',
              generator: 'ostinato',
              params: { figure: 'broken pulse turn', gate: 0.6 },
              energy: [above + 0.12, 1],
              register: [50, 76],
              levelDb: -4,
            },
          ];
    default:
      return instrument.sustain === 'sustained'
        ? [
            { id: 'pad', role: 'pad', generator: 'pad' },
            { id: 'pulse', role: 'arpeggio', generator: 'ostinato', energy: [above, 1], register: [50, 76], levelDb: -4 },
          ]
        : [
            { id: 'figure', role: 'arpeggio', generator: 'arpeggio' },
            { ...chords('stabs', {}, [above, 1]), levelDb: -3 },
          ];
  }
}

/** The low strings of a section, an organ's pedals, a pad's root: held under everything once the music has begun to grow. */
function lowLayer(instrument: Instrument, { turn }: Company): Layer[] {
  return instrument.sustain === 'sustained' && instrument.isPolyphonic && instrument.low <= 43
    ? [
        {
          id: 'low',
          role: 'bass',
          generator: 'bass',
          params: { line: 'held', busyness: 0.2 },
          energy: [clamp(turn - 0.25, 0, 0.5), 1],
          register: [instrument.low, instrument.low + 16],
          levelDb: -1,
        },
      ]
    : [];
}
