import type { Rng, Tick } from '../../kernel/index.ts';
import type { Grip, Shape } from '../fretboard/shapes.ts';
import type { ChordSpan } from '../score.ts';
import { chordPitchClasses, chordScale } from '../theory/chord.ts';
import { nearestPitchWithin, tonicPitchClass } from '../theory/pitch.ts';
import { type Bar, chordPieceAt, playedBars } from './chordal/bars.ts';
import { bassStrings, frettedHarmony, RingingStrings, soundingStrings } from './chordal/fretted-harmony.ts';
import { metricWeight, SIXTEENTH } from './chordal/metre.ts';
import { Params } from './chordal/params.ts';
import { choosePattern, clearFrom, riseAhead } from './chordal/pattern-choice.ts';
import { finalChord, finalLoudness, loudness, NoteWriter } from './chordal/writer.ts';
import { PICK_STYLES, PICK_TABLES } from './fingerpick-patterns.ts';
import type { Generator, PartContext } from './part-context.ts';

/**
 * Fingerpicked guitar, ukulele, banjo or mandolin: the thumb alternates bass strings, the fingers ring above it.
 *
 * params
 *  style     'travis' | 'folk' (default) | 'classical' (p i m a) | 'ballad' | 'roll' (banjo-like sixteenths) | 'bossa' (thumb and plucked chords) | 'scruggs' (banjo rolls) | 'jangle' (plectrum, threes across the beat)
 *  grip      'open' (default) | 'barre' | 'triad'
 *  capo      lowest fret for the capo, 0–7, default 0
 *  density   −1–1 added to the section's energy when the pattern is chosen, default 0
 *  ornament  0–1 hammer-ons and suspensions on the top strings, default 0.25
 */
export const fingerpick: Generator = (context) => {
  const params = new Params(context);
  const style = params.choice('style', PICK_STYLES, 'folk');
  const grip: Grip = params.choice('grip', ['open', 'barre', 'triad'] as const, 'open');
  const capo = params.number('capo', 0, 7, 0);
  const density = params.number('density', -1, 1, 0);
  const ornament = params.number('ornament', 0, 1, 0.25);
  params.finish();

  const writer = new NoteWriter(context);
  const strings = new RingingStrings(writer);
  const harmony = frettedHarmony(context, grip, capo);
  // Above about 140 a sixteenth is too fast for fingers: the busiest tier is then left out.
  const slower = context.brief.tempoBpm > 140 && style !== 'scruggs' ? -0.25 : 0;
  let lastEnd: Tick = -1;
  for (const bar of playedBars(context)) {
    if (lastEnd >= 0 && bar.startTick !== lastEnd) {
      strings.damp(lastEnd);
    }

    const pattern = choosePattern(context, bar, { table: PICK_TABLES[style], density: density + slower });
    shapeBar(context, bar, pattern);
    for (let slot = 0; slot < pattern.length; slot++) {
      const tick = bar.startTick + slot * SIXTEENTH;
      const piece = tick < bar.endTick ? chordPieceAt(bar, tick) : null;
      if (piece === null) {
        continue;
      }

      const isChange = piece.startTick > bar.startTick && piece.startTick <= tick && piece.startTick > tick - SIXTEENTH;
      const sign = isChange ? thumbed(pattern[slot] ?? '.') : (pattern[slot] ?? '.');
      if (sign !== '.') {
        const shape = harmony.shapeOf(piece.chord);
        strings.change(tick, shape);
        pick(context, {
          strings,
          sign,
          tick,
          shape,
          chord: piece.chord,
          bar,
          slot,
          ornament,
          rng: bar.rng.fork(`finger/${slot}`),
        });
      }
    }

    lastEnd = bar.endTick;
  }

  strings.damp(lastEnd);
  const chord = finalChord(context);
  if (chord !== null) {
    const shape = harmony.shapeOf(chord);
    const force = finalLoudness(context, 0.95);
    for (const string of soundingStrings(shape)) {
      writer.addFinal({ pitch: shape.pitches[string] ?? 52, velocity: force * (0.92 + 0.015 * string), articulation: 'roll' });
    }
  }

  return writer.finish();
};

/** A chord always comes in with its bass. */
function thumbed(sign: string): string {
  return sign === 'a' || sign === 'm' ? 'P' : '1';
}

/** Leaves fingers out here and there, rests at the ends of phrases and before quieter sections. */
function shapeBar(context: PartContext, bar: Bar, pattern: string[]): void {
  const rng = bar.rng.fork('vary');
  for (let slot = 2; slot < pattern.length; slot++) {
    const draw = rng.next();
    const sign = pattern[slot] ?? '.';
    if ('ima'.includes(sign) && draw < 0.09) {
      pattern[slot] = '.';
    } else if ('ima'.includes(sign) && draw > 0.93) {
      pattern[slot] = rng.pick(['i', 'm', 'a']);
    } else if ((sign === 'C' || sign === '2') && draw < 0.12) {
      pattern[slot] = sign === 'C' ? rng.pick(['.', 'm', 'R']) : '.';
    } else if (sign === '.' && draw > 0.95 && pattern.includes('C')) {
      pattern[slot] = 'C';
    } else if (sign === '1' && draw > 0.9 && bar.energy > 0.4) {
      pattern[slot] = 'P';
    }
  }

  if (riseAhead(context, bar) < -0.08 && bar.section.bars >= 4) {
    clearFrom(pattern, pattern.length * 0.35);
  } else if (bar.isPhraseEnd && bar.energy < 0.65 && rng.chance(0.35)) {
    clearFrom(pattern, pattern.length * 0.65);
  }
}

type Pluck = {
  readonly strings: RingingStrings;
  readonly sign: string;
  readonly tick: Tick;
  readonly shape: Shape;
  readonly chord: ChordSpan;
  readonly bar: Bar;
  readonly slot: number;
  readonly ornament: number;
  readonly rng: Rng;
};

function pick(context: PartContext, task: Pluck): void {
  const { strings, tick, shape, chord, bar, rng, sign } = task;
  const thumb = bassStrings(shape, chord);
  const sounding = soundingStrings(shape);
  const finger = (fromTop: number): number => sounding[Math.max(0, sounding.length - 1 - fromTop)] ?? 0;
  const weight = 0.82 + 0.2 * metricWeight(context.brief.meter, task.slot);
  const pluck = (string: number, touch: number): void => {
    strings.pluck(string, {
      startTick: tick,
      pitch: shape.pitches[string] ?? 52,
      velocity: loudness(bar, weight * touch, rng),
      articulation: 'normal',
    });
  };
  const top = (touch: number): void => {
    const string = finger(0);
    const pitch = shape.pitches[string] ?? 64;
    const above = suspended(context, { pitch, chord });
    const startTick = tick;
    if (above !== null && task.slot % 4 === 0 && rng.chance(task.ornament * 0.5)) {
      // A suspension on the top string, hammered off within the beat.
      const velocity = loudness(bar, weight * touch, rng);
      strings.pluck(string, { startTick, pitch: above, velocity, articulation: 'normal' });
      strings.pluck(string, {
        startTick: startTick + SIXTEENTH * (rng.chance(0.5) ? 1 : 2),
        pitch,
        velocity: velocity * 0.72,
        articulation: 'legato',
      });
    } else {
      pluck(string, touch);
    }
  };
  switch (sign) {
    case '1':
      pluck(thumb[0] ?? 0, 1);
      break;
    case '2':
      pluck(thumb[1] ?? 0, 0.86);
      break;
    case '3':
      pluck(thumb[2] ?? 0, 0.88);
      break;
    case 'i':
      pluck(finger(2), 0.74);
      break;
    case 'm':
      pluck(finger(1), 0.8);
      break;
    case 'a':
      top(0.9);
      break;
    case 'P':
      pluck(thumb[0] ?? 0, 1);
      top(0.94);
      break;
    case 'd':
      strings.pluck(DRONE_STRING, {
        startTick: tick,
        pitch: dronePitch(context, chord),
        velocity: loudness(bar, weight * 0.72, rng),
        articulation: 'normal',
      });
      break;
    case 'Q':
      pluck(thumb[0] ?? 0, 1);
      pluck(finger(1), 0.88);
      break;
    case 'R':
      pluck(thumb[1] ?? 0, 0.9);
      top(0.9);
      break;
    default:
      pluck(finger(2), 0.8);
      pluck(finger(1), 0.82);
      pluck(finger(0), 0.88);
  }
}

/** A string of its own, past those of any shape. */
const DRONE_STRING = 9;

/** The short string is capoed to the key: the tonic or its fifth, whichever the chord has, about the g' of an open banjo. */
function dronePitch(context: PartContext, chord: ChordSpan): number {
  const tonic = tonicPitchClass(context.brief.key);
  const capoed = [tonic, (tonic + 7) % 12];
  const scale = chordScale(chord, context.brief.key);
  const tone =
    capoed.find((one) => chordPitchClasses(chord).includes(one)) ?? capoed.find((one) => scale.includes(one)) ?? chord.root;
  return nearestPitchWithin(tone, 67, [62, Math.max(74, context.instrument.low + 12)]);
}

/** The scale note a tone or a semitone above a top note, if it is not far from the chord. */
function suspended(context: PartContext, place: { readonly pitch: number; readonly chord: ChordSpan }): number | null {
  const scale = chordScale(place.chord, context.brief.key);
  const step = [2, 1].find((interval) => scale.includes((place.pitch + interval) % 12));
  return step === undefined || place.pitch + step > context.instrument.high ? null : place.pitch + step;
}
