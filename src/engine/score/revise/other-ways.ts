import type { PartPlan } from '../styles/style.ts';

type Params = PartPlan['params'];

/** What else a drummer of a feel would play without leaving the style, by feel; see the generator `drum-kit`. */
const OTHER_BEATS: { readonly [feel: string]: readonly Params[] } = {
  backbeat: [{ hats: 'sixteenths' }, { hats: 'quarters' }, { feel: 'rock' }, { feel: 'half-time' }],
  rock: [{ hats: 'quarters' }, { feel: 'backbeat' }, { feel: 'half-time' }],
  'four-floor': [{ hats: 'sixteenths' }, { hats: 'pushed' }, { feel: 'disco' }, { hats: 'eighths', snare: 'snare-clap' }],
  disco: [{ hats: 'sixteenths' }, { feel: 'four-floor' }],
  'boom-bap': [{ hats: 'sparse' }, { hats: 'sixteenths' }, { feel: 'breakbeat' }],
  trap: [{ hats: 'sparse' }, { hats: 'sixteenths' }, { feel: 'half-time' }],
  funk: [{ hats: 'eighths' }, { feel: 'breakbeat' }],
  train: [{ feel: 'soft' }, { feel: 'backbeat', hats: 'eighths' }],
  bossa: [{ feel: 'soft' }, { hats: 'sixteenths' }],
  'swing-ride': [{ feel: 'brushes' }, { feel: 'shuffle' }],
  brushes: [{ feel: 'swing-ride' }, { feel: 'soft' }],
  soft: [{ hats: 'quarters' }, { hats: 'eighths' }, { feel: 'backbeat' }],
  electro: [{ hats: 'sixteenths' }, { hats: 'offbeat-open' }, { feel: 'four-floor' }],
  'half-time': [{ hats: 'sixteenths' }, { feel: 'backbeat' }],
};

/** What else a bass player of a line would play, by line; see the generator `bass`. */
const OTHER_LINES: { readonly [line: string]: readonly Params[] } = {
  roots: [{ line: 'root-fifth' }, { line: 'syncopated' }],
  held: [{ line: 'roots', lift: 'roots' }, { line: 'pedal' }],
  'root-fifth': [{ line: 'roots' }, { line: 'walking' }],
  walking: [{ line: 'root-fifth' }],
  bossa: [{ line: 'root-fifth' }, { line: 'syncopated' }],
  eighths: [{ line: 'octaves' }, { line: 'syncopated' }],
  gallop: [{ line: 'octaves' }, { line: 'arpeggio' }],
  offbeat: [{ line: 'syncopated' }, { line: 'disco' }],
  octaves: [{ line: 'eighths' }, { line: 'syncopated' }],
  syncopated: [{ line: 'roots' }, { line: 'arpeggio' }],
};

/** The ways in which a player may play anew: first as planned, then busier and sparser, then in the style's neighbouring figures. */
export function otherWays({ generator, params }: PartPlan): Params[] {
  const isDrums = generator === 'drum-kit';
  if (!isDrums && generator !== 'bass') {
    return [params, params, params, params];
  }

  const own = String(params[isDrums ? 'feel' : 'line'] ?? (isDrums ? 'backbeat' : 'roots'));
  const busyness = typeof params['busyness'] === 'number' ? params['busyness'] : 0.5;
  const others = (isDrums ? OTHER_BEATS : OTHER_LINES)[own] ?? [];
  return [
    params,
    params,
    { ...params, busyness: Math.min(1, busyness + 0.3) },
    { ...params, busyness: Math.max(0, busyness - 0.3) },
    ...others.map((other) => ({ ...params, ...other })),
  ];
}
