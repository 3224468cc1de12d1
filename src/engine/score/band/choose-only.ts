import type { Brief, Instrument } from '../../brief/index.ts';
import { at, clamp } from '../../kernel/index.ts';
import { GENERATORS } from '../parts/index.ts';
import type { PartPlan, Style } from '../styles/style.ts';
import { accompany } from './accompany.ts';
import { canPlay, isRoleExcluded, isSinger } from './instrument-nature.ts';
import { plainPlan, type Player } from './player.ts';
import { accompanist, join, soloPlans } from './solo-plans.ts';

/**
 * A band of the asked instruments and nobody else, with every role filled that they can fill: those that play lines sing
 * the tune, its answers and the inner voices, those that play chords accompany with both hands and more of them as the
 * music rises, and the lowest take the bass.
 */
export function chooseOnly(asked: readonly Instrument[], style: Style, brief: Brief): Player[] {
  if (asked.length === 1) {
    const alone = soloPlans(at(asked, 0), style, brief);
    if (alone.length > 0) {
      return alone;
    }
  }

  const lines = asked.filter(isSinger).sort((left, right) => right.high - left.high);
  const chordal = asked.filter((instrument) => isChordal(instrument) && !lines.includes(instrument));
  const hasBass = asked.some(
    (instrument) => instrument.family === 'bass' || (instrument.sustain === 'sustained' && instrument.high <= 60),
  );
  const isBassFree = !hasBass || isRoleExcluded('bass', brief.without);
  const turn = clamp(brief.energy.level + 0.04, 0.24, 0.7);
  const voices = chordal.length > 0 ? melodyAndAnswers(lines) : consort(lines, isBassFree);
  const tune = voices.some((player) => player.plan.role === 'lead') ? [] : tuneOf(chordal, turn);
  const accompaniment = chordal.flatMap((instrument) => accompany(instrument, { style, isBassFree, turn }));
  const others = asked
    .filter((instrument) => !lines.includes(instrument) && !chordal.includes(instrument))
    .flatMap((instrument) => styled(instrument, style, brief));
  const band = [...voices, ...tune, ...accompaniment, ...others].filter((player) => isWanted(player.plan, brief));
  const idle = asked.filter((instrument) => !band.some((player) => player.instrument.id === instrument.id));
  return namedApart([...band, ...idle.flatMap((instrument) => accompanist(instrument, brief) ?? [])]);
}

/** Two players may have taken up the same plan of the style: each goes by the instrument too then. */
function namedApart(band: readonly Player[]): Player[] {
  return band.map((player, i) => {
    const isTaken = band.some((other, j) => j < i && other.plan.id === player.plan.id);
    return isTaken ? { ...player, plan: { ...player.plan, id: `${player.plan.id}-${player.instrument.id}` } } : player;
  });
}

function isWanted(plan: PartPlan, brief: Brief): boolean {
  return GENERATORS.has(plan.generator) && !isRoleExcluded(plan.role, brief.without);
}

function isChordal(instrument: Instrument): boolean {
  return (
    instrument.isPolyphonic &&
    instrument.sustain !== 'hit' &&
    instrument.family !== 'texture' &&
    instrument.family !== 'drums' &&
    instrument.family !== 'percussion'
  );
}

function sings(instrument: Instrument, fields: Partial<PartPlan> = {}): Player {
  const plan = plainPlan(`lead-${instrument.id}`, { role: 'lead', generator: 'melody', params: {} }, instrument);
  return { plan: { ...plan, ...fields }, instrument, isAsked: true };
}

function answers(instrument: Instrument): Player {
  const plan = plainPlan(`counter-${instrument.id}`, { role: 'counter', generator: 'counter-melody', params: {} }, instrument);
  return { plan, instrument, isAsked: true };
}

/** Line players in front of somebody's chords: the highest sings, the others answer. */
function melodyAndAnswers(lines: readonly Instrument[]): Player[] {
  const [first, ...rest] = lines;
  return first === undefined ? [] : [sings(first), ...rest.map(answers)];
}

/** Lines among themselves: a leader, inner voices in the order of their height, the lowest on the bass. Three desks of one family make a quartet: the leader's kind plays the second voice too. */
function consort(lines: readonly Instrument[], isBassFree: boolean): Player[] {
  const leader = lines[0];
  if (leader === undefined || lines.length < 3) {
    return isBassFree ? melodyAndAnswers(lines).map(deepened) : melodyAndAnswers(lines);
  }

  const lowest = at(lines, -1);
  const bass = isBassFree ? lowVoice(lowest) : [];
  const inner = lines.slice(1, bass.length > 0 ? -1 : undefined);
  const isQuartet = lines.length === 3 && lines.every((instrument) => instrument.family === leader.family);
  const desks = isQuartet ? [leader, ...inner] : inner;
  return [
    sings(leader, { params: { legato: 0.9 } }),
    ...desks.map((instrument, i): Player => {
      const voice = Math.max(1, 3 - i);
      const plan = plainPlan(
        `voice-${voice}-${instrument.id}`,
        {
          role: 'pad',
          generator: 'ensemble',
          params: { texture: 'chorale', voice, voices: 4, low: 40, high: 77, motion: 0.75, swell: 0.6 },
        },
        instrument,
      );
      return { plan: { ...plan, levelDb: -2 }, instrument, isAsked: true };
    }),
    ...bass,
  ];
}

/** The second of two line players keeps to the depth of the instrument, where the harmony is heard. */
function deepened(player: Player): Player {
  const { low } = player.instrument;
  return player.plan.role === 'counter' && low <= 43
    ? { ...player, plan: { ...player.plan, register: [low, low + 22] } }
    : player;
}

function lowVoice(instrument: Instrument): Player[] {
  if (instrument.low > 43) {
    return [];
  }

  const plan = plainPlan(
    `low-${instrument.id}`,
    { role: 'bass', generator: 'bass', params: { line: 'roots', busyness: 0.35, approach: 0.6 } },
    instrument,
  );
  return [{ plan: { ...plan, register: [instrument.low, instrument.low + 20] }, instrument, isAsked: true }];
}

/**
 * The tune where nobody plays lines: on the instrument that speaks clearest; in the louder half of the piece it passes to
 * a section that can sing, if there is one.
 */
function tuneOf(chordal: readonly Instrument[], turn: number): Player[] {
  const speakers = chordal.filter((instrument) => instrument.sustain === 'decaying' && canPlay('melody', instrument));
  const singers = chordal.filter((instrument) => instrument.sustain === 'sustained' && canPlay('melody', instrument));
  const speaker =
    speakers.find((instrument) => instrument.family === 'mallets') ??
    speakers.find((instrument) => instrument.family === 'piano') ??
    speakers[0];
  const singer = singers.find((instrument) => instrument.family !== 'synth') ?? singers[0];
  if (speaker !== undefined && singer !== undefined) {
    return [
      sings(speaker, { energy: [0, turn + 0.06] }),
      sings(singer, { energy: [turn + 0.06, 1], params: { double: 'octave' } }),
    ];
  }

  const alone = speaker ?? singer;
  return alone === undefined ? [] : [sings(alone)];
}

/** Rhythm and bass players as the style has them, but from the first bar. */
function styled(instrument: Instrument, style: Style, brief: Brief): Player[] {
  const own =
    style.parts.find((plan) => plan.instruments.some((option) => option.id === instrument.id)) ??
    style.parts.find(
      (plan) => (plan.role === 'bass' || plan.role === 'drums') && canPlay(plan.generator, instrument) && isWanted(plan, brief),
    );
  const canUse = own !== undefined && isWanted(own, brief) && canPlay(own.generator, instrument);
  return canUse ? [{ plan: { ...own, energy: [0, 1], tacet: [] }, instrument, isAsked: true }] : join(instrument, brief);
}
