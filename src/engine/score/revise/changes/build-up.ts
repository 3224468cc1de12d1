import { findInstrument, isExcluded } from '../../../brief/index.ts';
import { clamp } from '../../../kernel/index.ts';
import { isRoleExcluded } from '../../band/instrument-nature.ts';
import { secondsAt, tickAt } from '../../form/tempo-time.ts';
import { settlePart } from '../../fit/settle-part.ts';
import type { Piece } from '../../fit/piece.ts';
import { lengthPlanOf } from '../../fit/piece.ts';
import { DRUM, type DynamicsPoint, type Note, type Part, type Score, type Section } from '../../score.ts';
import { styleOf } from '../../styles/index.ts';
import { momentFact } from '../describe-difference.ts';
import { cutSections, nameSections } from '../cut-sections.ts';
import { addDynamics } from '../ride-dynamics.ts';
import { changeKind, refused, revised } from '../revision.ts';

/** A build of about this long is heard as one, seconds. */
const BUILD_SECONDS = 7.5;
/** How far the whole band draws back to grow from, dB. */
const DRAW_BACK_DB = -4.5;

type Build = { readonly from: number; readonly to: number; readonly barTicks: number };

/**
 * Grows towards a moment and opens up on the bar line nearest to it: the drums roll ever closer and strike, a riser or a
 * reversed cymbal climbs, and the band's level swells. Everybody else plays what they played.
 */
export const buildUp = changeKind('build-up', ({ brief, score }, { atSeconds }) => {
  const { barTicks } = score;
  const { bodyBars } = lengthPlanOf(score);
  const bar = Math.round(tickAt(score.tempoMap, atSeconds) / barTicks);
  if (bar < 2 || bar > bodyBars || atSeconds > score.durationSeconds) {
    return refused(`There is no room for a build-up at ${atSeconds} s; it needs two bars before it and music after it.`);
  }

  const barSeconds = secondsAt(score.tempoMap, bar * barTicks) - secondsAt(score.tempoMap, (bar - 1) * barTicks);
  const wished = BUILD_SECONDS / barSeconds >= 6 ? 8 : BUILD_SECONDS / barSeconds >= 3 ? 4 : 2;
  const bars = Math.min(wished, bar);
  const build: Build = { from: (bar - bars) * barTicks, to: bar * barTicks, barTicks };
  const drummed = score.parts.map((part) => (part.role === 'drums' ? rolling(part, build, score) : part));
  const climbing = climber({ brief, score }, build);
  const parts =
    climbing === null
      ? drummed
      : drummed.some((part) => part.id === climbing.id)
        ? drummed.map((part) => (part.id === climbing.id ? climbing : part))
        : [...drummed, climbing];
  const swell: DynamicsPoint[] = [
    ...(build.from === 0 ? [] : [{ tick: build.from - Math.min(build.from, barTicks / 4), gainDb: 0 }]),
    { tick: build.from, gainDb: DRAW_BACK_DB },
    { tick: build.to - barTicks / 8, gainDb: 0 },
  ];
  const revisedScore: Score = {
    ...score,
    sections: openedSections(score, bar - bars, bar),
    parts,
    dynamics: addDynamics(score.dynamics ?? [], swell),
  };
  return revised({ brief, score: revisedScore }, [momentFact(atSeconds, secondsAt(score.tempoMap, build.to))]);
});

/** The bars before are one build; what follows opens above it. */
function openedSections(score: Score, from: number, to: number): Section[] {
  const cut = cutSections(score, [from, to]);
  const before = cut.find((section) => section.startBar + section.bars === from)?.energy ?? 0.4;
  const opened = cut.flatMap((section): Section[] => {
    if (section.startBar === from) {
      const energy = clamp(Math.max(before, section.energy * 0.9), 0.04, 0.8);
      return [{ ...section, kind: 'build', bars: to - from, endTick: to * score.barTicks, energy }];
    }

    const isInside = section.startBar > from && section.startBar < to;
    const rise = Math.max(section.energy + 0.15, before + 0.25);
    return isInside ? [] : [section.startBar === to ? { ...section, energy: clamp(rise, 0.04, 1) } : section];
  });
  return nameSections(opened);
}

/** The kit's own strokes give way to a roll that doubles its pace towards the moment, ending in a stroke on everything. */
function rolling(part: Part, { from, to, barTicks }: Build, score: Score): Part {
  const isCinematic = part.instrument === 'kit-cinematic' || part.instrument === 'taiko';
  const [rolled, low] = isCinematic ? [DRUM.highTaiko, DRUM.lowTaiko] : [DRUM.snare, DRUM.kick];
  const kept = part.notes.filter((note) => note.startTick < from || note.startTick >= to);
  const onTo = kept.filter((note) => note.startTick !== to || (note.pitch !== low && note.pitch !== DRUM.crash));
  const notes: Note[] = [];
  const length = to - from;
  let tick = from;
  while (tick < to) {
    const through = (tick - from) / length;
    const step = through < 0.5 ? 960 : through < 0.75 ? 480 : 240;
    const velocity = clamp(0.26 + 0.6 * through * through + (tick % 960 === 0 ? 0.08 : 0), 0.1, 0.95);
    notes.push({
      startTick: tick,
      durationTicks: 120,
      pitch: rolled,
      velocity,
      articulation: through < 0.4 ? 'ghost' : 'normal',
    });
    if (tick % 960 === 0 && to - tick > barTicks) {
      notes.push({
        startTick: tick,
        durationTicks: 240,
        pitch: low,
        velocity: clamp(0.5 + 0.3 * through, 0.1, 0.9),
        articulation: 'normal',
      });
    }

    tick += step;
  }

  const arrival = isCinematic ? [low] : [DRUM.crash, low];
  const strokes = arrival.map((pitch): Note => ({
    startTick: to,
    durationTicks: 240,
    pitch,
    velocity: 0.95,
    articulation: 'normal',
  }));
  return settlePart(
    { ...part, notes: [...onTo, ...notes, ...strokes.filter((note) => note.startTick < score.endTick)] },
    score.endTick,
  );
}

/** A riser where the style has risers, else a reversed cymbal; null where effects were ruled out. */
function climber({ brief, score }: Piece, { from, to, barTicks }: Build): Part | null {
  const { transitions } = styleOf(score.style).form;
  const id = transitions.includes('riser') ? 'riser' : 'reverse-cymbal';
  const instrument = findInstrument(id);
  if (instrument === null || isExcluded(instrument, brief.without) || isRoleExcluded('effects', brief.without)) {
    return null;
  }

  const own = score.parts.find((part) => part.instrument === id);
  const length = id === 'riser' ? to - from : Math.min(to - from, barTicks * 2);
  const climb: Note = { startTick: to - length, durationTicks: length, pitch: 60, velocity: 0.7, articulation: 'normal' };
  const clear = (own?.notes ?? []).filter((note) => note.startTick >= to || note.startTick + note.durationTicks <= to - length);
  const part: Part = own ?? {
    id: `build-${id}`,
    role: 'effects',
    instrument: id,
    notes: [],
    pedal: [],
    expression: [],
    levelDb: 0,
  };
  return settlePart({ ...part, notes: [...clear, climb] }, score.endTick);
}
