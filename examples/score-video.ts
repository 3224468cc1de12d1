// Music under a film: as long as it, landing on its cuts. Usage: node score-video.ts holiday.mp4 "warm folk guitar"
import { scoreVideo, StudioError } from 'cuesmith';

const [film = 'holiday.mp4', prompt = 'warm folk guitar'] = process.argv.slice(2);
try {
  const { files, hits, timeline } = await scoreVideo(film, prompt, { matchCuts: true, title: 'Our holiday' });
  process.stdout.write(`${timeline}\n${hits.length} moments met\n${files.map(({ path }) => path).join('\n')}\n`);
} catch (problem) {
  if (!(problem instanceof StudioError)) {
    throw problem;
  }

  process.stderr.write(`${problem.message} [${problem.code}]\n`);
  process.exitCode = 1;
}
