/** Prints the bars of our pianos as JSON lines, [slot, pitch] a note: node played-bars.ts learned|authored [seeds a prompt, default 6]. compare.py sets them beside the songs'. */
import { readBrief } from '../../src/engine/brief/index.ts';
import { compose } from '../../src/engine/score/index.ts';

const learned = process.argv[2] !== 'authored';
for (const prompt of [
  'cinematic piano underscore without melody',
  'reflective solo piano without melody',
  'calm piano without melody',
  'hopeful piano ballad without melody',
]) {
  for (let seed = 1; seed <= Number(process.argv[3] ?? 6); seed++) {
    const { brief } = readBrief(prompt, { seed, durationSeconds: 90, learned, meter: '4/4' });
    const score = compose(brief, { candidates: 1 });
    const part = score.parts.find((each) => each.instrument === 'piano' && each.pedal.length > 0);
    if (part !== undefined) {
      const bars = Array.from({ length: Math.ceil(score.endTick / score.barTicks) }, () => []);
      for (const note of part.notes) {
        bars[Math.floor(note.startTick / score.barTicks)].push([Math.round((note.startTick % score.barTicks) / 240), note.pitch]);
      }

      process.stdout.write(`${JSON.stringify({ prompt, seed, bars })}\n`);
    }
  }
}
