/**
 * Prints how our drummers play, as JSON lines in the form of the corpus: node performed-hits.ts [learned|authored] [seeds a prompt, default 4].
 * compare.py sets it beside human drumming.
 */
import { readBrief } from '../../src/engine/brief/index.ts';
import { SAMPLE_RATE } from '../../src/engine/kernel/index.ts';
import { compose, swingOf } from '../../src/engine/score/index.ts';
import { perform } from '../../src/engine/audio/index.ts';

const learned = process.argv[2] !== 'authored';
const prompts = [
  'rock band',
  'funk',
  'acoustic pop with drum kit',
  'jazz trio with drums',
  'folk with drum kit',
  'bossa nova with drums',
  'lofi hip hop',
];
const voiceOf = new Map([
  [36, 0],
  [38, 1],
  [40, 1],
  [37, 10],
  [42, 2],
  [44, 9],
  [46, 3],
  [41, 4],
  [45, 5],
  [48, 6],
  [49, 7],
  [57, 7],
  [55, 7],
  [52, 7],
  [51, 8],
  [53, 11],
]);

for (const prompt of prompts) {
  for (let seed = 1; seed <= Number(process.argv[3] ?? 4); seed++) {
    const { brief } = readBrief(prompt, { seed, durationSeconds: 60, learned, meter: '4/4' });
    const score = compose(brief, { candidates: 1 });
    const part = score.parts.find((each) => each.role === 'drums');
    if (part === undefined || brief.meter !== '4/4') {
      continue;
    }

    const played = perform({ ...score, parts: [part] }).parts[0];
    const swing = swingOf(score);
    const bpm = brief.tempoBpm;
    const lean = score.groove.leanMs.drums ?? 0;
    const order = [...part.notes].sort(
      (a, b) => a.startTick - b.startTick || a.pitch - b.pitch || a.durationTicks - b.durationTicks,
    );
    const sampleOf = (tick) => {
      let samples = 0;
      score.tempoMap.forEach((point, index) => {
        const end = Math.min(tick, score.tempoMap[index + 1]?.tick ?? tick);
        samples += Math.max(0, end - point.tick) * (60 / (point.bpm * 960)) * SAMPLE_RATE;
      });
      return samples;
    };
    const used = new Set();
    const hits = [];
    for (const note of order) {
      if (note.startTick % 240 !== 0 || !voiceOf.has(note.pitch) || sampleOf(note.startTick) > SAMPLE_RATE * 50) {
        continue;
      }

      const tick = swing(note.startTick);
      const at = sampleOf(tick);
      const near = played.notes
        .map((other, index) => ({ other, index, far: Math.abs(other.startSample - at) }))
        .filter(({ other, index, far }) => other.pitch === note.pitch && !used.has(index) && far < 0.06 * SAMPLE_RATE)
        .sort((a, b) => a.far - b.far)[0];
      if (near !== undefined) {
        used.add(near.index);
        hits.push([
          Math.round(tick / 240),
          voiceOf.get(note.pitch),
          near.other.velocity * 127,
          ((near.other.startSample - at) / SAMPLE_RATE) * 1000 - lean,
          note.articulation === 'ghost' ? 1 : 0,
        ]);
      }
    }

    process.stdout.write(`${JSON.stringify({ prompt, seed, bpm, instrument: part.instrument, hits })}\n`);
  }
}
