import { type Brief, findInstrument, isExcluded } from '../brief/index.ts';
import { assert, at } from '../kernel/index.ts';
import { barTicksOf } from './form/meter.ts';
import type { Part, Score } from './score.ts';

/** Throws unless the score keeps every promise that later stages rely on: a broken one is a bug of the composer, never the person's mistake. */
export function validateScore(score: Score, brief: Brief): void {
  assert(score.barTicks === barTicksOf(score.meter), 'the bar is as long as the metre says');
  assert(score.endTick > 0 && at(score.tempoMap, 0).tick === 0, 'the piece has a beginning and an end');
  validateSpans(score.chords, score.endTick, 'chord');
  validateSpans(score.sections, score.endTick, 'section');
  assert(new Set(score.sections.map((section) => section.id)).size === score.sections.length, 'section names are unique');
  assert(score.parts.length > 0, 'somebody plays');
  assert(new Set(score.parts.map((part) => part.id)).size === score.parts.length, 'part names are unique');
  for (const part of score.parts) {
    validatePart(part, score, brief);
  }
}

function validateSpans(
  spans: readonly { readonly startTick: number; readonly endTick: number }[],
  endTick: number,
  name: string,
): void {
  assert(at(spans, 0).startTick === 0 && at(spans, -1).endTick === endTick, `${name}s reach from the start to the end`);
  spans.forEach((span, i) => {
    assert(span.endTick > span.startTick, `${name} ${i} has a length`);
    assert(i === 0 || span.startTick === at(spans, i - 1).endTick, `${name} ${i} follows the one before`);
  });
}

function validatePart(part: Part, score: Score, brief: Brief): void {
  const instrument = findInstrument(part.instrument);
  assert(instrument !== null, `"${part.id}" plays an instrument of the catalogue`);
  assert(!isExcluded(instrument, brief.without), `"${part.id}" plays nothing that was ruled out`);
  assert(part.notes.length > 0, `"${part.id}" has notes`);
  const isPitched = instrument.sustain !== 'hit' && instrument.family !== 'texture';
  part.notes.forEach((note, i) => {
    const before = part.notes[i - 1];
    assert(
      before === undefined ||
        before.startTick < note.startTick ||
        (before.startTick === note.startTick && before.pitch < note.pitch),
      `"${part.id}": note ${i} is in order`,
    );
    assert(
      Number.isInteger(note.startTick) && Number.isInteger(note.durationTicks) && note.durationTicks > 0,
      `"${part.id}": note ${i} lies on whole ticks`,
    );
    assert(
      note.startTick >= 0 && note.startTick + note.durationTicks <= score.endTick,
      `"${part.id}": note ${i} lies inside the piece`,
    );
    assert(note.velocity > 0 && note.velocity <= 1, `"${part.id}": note ${i} has a loudness`);
    assert(
      !isPitched || (note.pitch >= instrument.low && note.pitch <= instrument.high),
      `"${part.id}": note ${i} (${note.pitch}) lies in the range of ${instrument.id}`,
    );
  });
}
