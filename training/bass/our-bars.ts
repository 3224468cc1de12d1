/** Prints the bass bars of our bands, for evaluate.py: [slots struck, kicks, snares, [interval above the chord's root at each stroke]]. */
import { readBrief } from '../../src/engine/brief/index.ts';
import { compose } from '../../src/engine/score/index.ts';

for (const prompt of ['rock band', 'epic rock', 'funk', 'synthwave', 'pop rock', 'metal']) {
  for (let seed = 1; seed <= 5; seed++) {
    const { brief } = readBrief(prompt, { seed, durationSeconds: 60, meter: '4/4' });
    const score = compose(brief, { candidates: 1 });
    const bass = score.parts.find((part) => part.role === 'bass');
    const drums = score.parts.find((part) => part.role === 'drums');
    if (bass === undefined || drums === undefined) {
      continue;
    }

    for (let bar = 0; bar * score.barTicks < score.endTick; bar++) {
      const inside = (notes) => notes.filter((note) => Math.floor(note.startTick / score.barTicks) === bar);
      const slot = (note) => Math.round((note.startTick % score.barTicks) / 240);
      const notes = inside(bass.notes);
      if (notes.length > 0) {
        const rootAt = (tick) => score.chords.find((chord) => chord.startTick <= tick && tick < chord.endTick)?.root ?? 0;
        process.stdout.write(
          `${JSON.stringify([
            notes.map(slot),
            inside(drums.notes)
              .filter((note) => note.pitch === 36)
              .map(slot),
            inside(drums.notes)
              .filter((note) => [37, 38, 40].includes(note.pitch))
              .map(slot),
            notes.map((note) => (((note.pitch - rootAt(note.startTick)) % 12) + 12) % 12),
          ])}\n`,
        );
      }
    }
  }
}
