import fc from 'fast-check';
import {
  type Brief,
  Ending,
  EnergyShape,
  INSTRUMENTS,
  Meter,
  Mode,
  readBrief,
  STYLE_IDS,
  type StyleId,
  TONICS,
} from '../src/engine/brief/index.ts';

/** Briefs for tests: what the reader makes of a style's name, with the given fields in place of its own. */
export function briefFor(style: StyleId, fields: Partial<Brief> = {}): Brief {
  const { brief } = readBrief(`${style.replace('-', ' ')} music`, { seed: 1, style });
  return { ...brief, ...fields, stated: { ...brief.stated, ...fields.stated } };
}

const stated = { tempo: true, key: true, mode: true, meter: true, duration: true, style: true, ending: true };

/** Any brief at all: every style, metre, key, length from a second to four minutes, tempo stated or ranged, endings, shapes, wishes. */
export const anyBrief: fc.Arbitrary<Brief> = fc
  .record({
    style: fc.constantFrom(...STYLE_IDS),
    seed: fc.integer({ min: 0, max: 0xffffffff }),
    durationSeconds: fc.oneof(
      { weight: 1, arbitrary: fc.double({ min: 1, max: 8, noNaN: true }) },
      { weight: 4, arbitrary: fc.double({ min: 8, max: 75, noNaN: true }) },
      { weight: 1, arbitrary: fc.integer({ min: 60, max: 240 }) },
    ),
    tempoBpm: fc.integer({ min: 50, max: 190 }),
    spread: fc.constantFrom(0, 0, 4, 12),
    meter: fc.oneof(
      { weight: 3, arbitrary: fc.constant<Meter>('4/4') },
      { weight: 2, arbitrary: fc.constantFrom(...Meter.options) },
    ),
    tonic: fc.constantFrom(...TONICS),
    mode: fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom<Mode>('major', 'minor') },
      { weight: 1, arbitrary: fc.constantFrom(...Mode.options) },
    ),
    ending: fc.constantFrom(...Ending.options),
    level: fc.double({ min: 0, max: 1, noNaN: true }),
    shape: fc.constantFrom(...EnergyShape.options),
    points: fc.array(
      fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), level: fc.double({ min: 0, max: 1, noNaN: true }) }),
      { maxLength: 2 },
    ),
    instruments: fc.uniqueArray(fc.constantFrom(...INSTRUMENTS.map((instrument) => instrument.id)), { maxLength: 2 }),
    without: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      {
        weight: 1,
        arbitrary: fc.uniqueArray(fc.constantFrom('drums', 'melody', 'bass', 'piano', 'guitar', 'strings', 'pad'), {
          maxLength: 3,
        }),
      },
    ),
    onlyInstruments: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    blend: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.constantFrom(...STYLE_IDS).map((style) => [{ style, weight: 0.4 }]) },
    ),
  })
  .map((wish): Brief =>
    briefFor(wish.style, {
      seed: wish.seed,
      durationSeconds: wish.durationSeconds,
      tempoBpm: wish.tempoBpm,
      tempoRange: [wish.tempoBpm - wish.spread, wish.tempoBpm + wish.spread],
      meter: wish.meter,
      key: { tonic: wish.tonic, mode: wish.mode },
      ending: wish.ending,
      loop: wish.ending === 'loop',
      energy: {
        level: wish.level,
        shape: wish.shape,
        points: wish.points.map((point) => ({ atSeconds: point.share * wish.durationSeconds, level: point.level })),
      },
      instruments: wish.instruments,
      without: wish.without,
      onlyInstruments: wish.onlyInstruments,
      blend: wish.blend,
      chords: [],
      stated: { ...stated, tempo: wish.spread === 0 },
    }),
  );
