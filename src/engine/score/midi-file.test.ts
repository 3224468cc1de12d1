import { parseMidi } from 'midi-file';
import { describe, expect, it } from 'vitest';
import { instrumentById, STYLE_IDS } from '../brief/index.ts';
import { compose } from './compose.ts';
import { scoreToMidi } from './midi-file.ts';
import { printScore } from './print-score.ts';
import { briefFor } from '../../../test/random-briefs.ts';

describe('scoreToMidi', () => {
  it.each(STYLE_IDS)('writes a file of %s that reads back as the same notes', (style) => {
    const score = compose(briefFor(style, { title: 'Café 夜曲', durationSeconds: 24 }), { candidates: 1 });
    const midi = parseMidi(scoreToMidi(score));
    expect(midi.header.format).toBe(1);
    expect(midi.header.ticksPerBeat).toBe(960);
    const conductor = midi.tracks[0]!;
    const tempo = conductor.find((event) => event.type === 'setTempo');
    expect(tempo?.type === 'setTempo' ? 60_000_000 / tempo.microsecondsPerBeat : 0).toBeCloseTo(score.tempoMap[0]!.bpm, 2);
    const meter = conductor.find((event) => event.type === 'timeSignature');
    expect(meter?.type === 'timeSignature' ? `${meter.numerator}/${meter.denominator}` : '').toBe(score.meter);
    expect(conductor.some((event) => event.type === 'keySignature')).toBe(true);

    const parts = score.parts.filter(
      (part) =>
        instrumentById(part.instrument).midiProgram !== null ||
        ['drums', 'percussion'].includes(instrumentById(part.instrument).family),
    );
    expect(midi.tracks).toHaveLength(parts.length + 1);
    parts.forEach((part, i) => {
      const track = midi.tracks[i + 1]!;
      const name = track.find((event) => event.type === 'trackName');
      expect(name?.type === 'trackName' ? name.text : '').toContain(part.id);
      let tick = 0;
      const struck: (readonly [number, number])[] = [];
      for (const event of track) {
        tick += event.deltaTime;
        if (event.type === 'noteOn') {
          struck.push([tick, event.noteNumber]);
          expect(event.channel === 9).toBe(instrumentById(part.instrument).midiProgram === null);
        }
      }

      expect(struck).toEqual(part.notes.map((note) => [note.startTick, note.pitch]));
    });
  });
});

describe('printScore', () => {
  it('shows form, chords, parts and the lead', () => {
    const text = printScore(compose(briefFor('pop'), { candidates: 1 }));
    for (const heading of ['FORM', 'CHORDS', 'PARTS', 'LEAD']) {
      expect(text).toContain(heading);
    }
  });
});
