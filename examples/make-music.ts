// One prompt, three files, and what was understood of the words.
import { makeMusic } from 'cuesmith';

const { files, brief, receipt } = await makeMusic('upbeat acoustic background music', {
  duration: 6,
  seed: 7,
  out: ['track.wav', 'track.mp3', 'track.mid'],
  onProgress: ({ stage, done }) => process.stderr.write(`\r${stage} ${Math.round(100 * done)} %  `),
});

process.stderr.write('\n');
for (const { words, status, note } of receipt) {
  process.stdout.write(`${status.padEnd(12)} ${words} ${note}\n`);
}

process.stdout.write(
  `${brief.tempoBpm} BPM, ${brief.key.tonic} ${brief.key.mode}\n${files.map(({ path }) => path).join('\n')}\n`,
);
