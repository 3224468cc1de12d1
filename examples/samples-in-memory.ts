// Music as samples: two takes with one set of workers, measured, nothing written.
import { openStudio } from 'cuesmith';

await using studio = openStudio();
for (const seed of [1, 2]) {
  const { left, sampleRate, loudness, brief } = await studio.makeMusic('calm piano', { duration: 4, seed });
  const peak = left.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  process.stdout.write(
    `seed ${brief.seed}: ${left.length / sampleRate} s, ${loudness.integratedLufs.toFixed(1)} LUFS, peak ${peak.toFixed(2)}\n`,
  );
}
