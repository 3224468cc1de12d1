import { rmSync } from 'node:fs';
import { StudioError } from '../../../engine/kernel/index.ts';
import { isOrder, type Job, type Report } from './protocol.ts';

// One job, one process: a crash inside FFmpeg costs one export and is told as such. The parent speaks over the channel; when
// the parent is gone, nobody wants the file any more.
const send = (report: Report): void => {
  process.send?.(report);
};
const leftovers: string[] = [];
const soundPath = Promise.withResolvers<string>();
soundPath.promise.catch(() => undefined);

process.on('disconnect', () => {
  for (const path of leftovers) {
    rmSync(path, { force: true, recursive: true });
  }

  process.exit(0);
});
// Ctrl-C reaches the whole group; the parent decides what it means.
process.on('SIGINT', () => undefined);
process.on('message', (message: unknown) => {
  if (!isOrder(message)) {
    return;
  }

  if (message.kind === 'sound-ready') {
    soundPath.resolve(message.pcmPath);
    return;
  }

  void run(message)
    .catch(failure)
    .then((report) => {
      // From here on the files are the parent's.
      leftovers.length = 0;
      process.send?.(report, () => process.disconnect());
    });
});

async function run(job: Job): Promise<Report> {
  const onProgress = (done: number): void => send({ kind: 'progress', done });
  // Loaded here, so that a missing or broken FFmpeg package is reported and not a silent exit.
  if (job.kind === 'video') {
    leftovers.push(job.outputPath, job.scratchFolder);
    const { writeVideoFile } = await load(() => import('./write-video-file.ts'));
    await writeVideoFile(job, { soundPath: soundPath.promise, onProgress });
  } else if (job.kind === 'audio') {
    leftovers.push(job.outputPath, job.scratchFolder);
    const { writeSoundFile } = await load(() => import('./write-sound-file.ts'));
    await writeSoundFile(job, onProgress);
  } else if (job.kind === 'timeline') {
    leftovers.push(job.outputPath, job.scratchFolder);
    const { writeTimelineFile } = await load(() => import('./write-timeline-file.ts'));
    return { kind: 'done', costs: await writeTimelineFile(job, onProgress) };
  } else {
    const { describeEngine } = await load(() => import('./describe-engine.ts'));
    return describeEngine();
  }

  return { kind: 'done', costs: null };
}

async function load<T>(module: () => Promise<T>): Promise<T> {
  try {
    return await module();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw new StudioError(
      'export.engine-missing',
      `The media engine could not be loaded on ${process.platform}-${process.arch}: ${reason} Run "npm install" again so that the packages for this platform are there (node-av has none for musl Linux).`,
      { cause },
    );
  }
}

function failure(error: unknown): Report {
  const code = error instanceof StudioError ? error.code : 'export.media-failed';
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'failed', code, message, isDiskFull: isDiskFull(error) };
}

function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) {
    return false;
  }

  const number = 'number' in error ? error.number : null;
  const code = 'code' in error ? error.code : null;
  // FFmpeg reports system errors as their negative number; ENOSPC is 28 and EFBIG (a limit on a file's size) 27 wherever node-av runs.
  return number === -28 || number === -27 || code === 'ENOSPC' || code === 'EFBIG';
}
