import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { atMost, type Figure, plain } from './figure.ts';

const LAUNCHER = fileURLToPath(new URL('../bin/cuesmith.js', import.meta.url));
const PROMPT = 'upbeat acoustic background music';
const RUNS = 3;

/** The whole command in a fresh process, wall clock and memory: the best of three runs, since other work only adds. */
export async function measureCli(scratch: string): Promise<Figure[]> {
  const wav = await best(scratch, ['--duration', '30'], 'wav');
  const mp4 = await best(scratch, ['--duration', '30'], 'mp4');
  const long = await best(scratch, ['--duration', '600'], 'wav', 1);
  return [
    atMost('prompt → 30 s WAV, cold process', wav.seconds, 's', 4),
    atMost('prompt → 30 s 1080p MP4, cold process', mp4.seconds, 's', 10),
    plain('prompt → 600 s WAV, cold process', long.seconds, 's'),
    ...[
      ['30 s WAV', wav],
      ['30 s MP4', mp4],
      ['600 s WAV', long],
    ].flatMap(([what, run]) =>
      typeof run === 'object' && run.megabytes !== null
        ? [plain(`peak memory, ${String(what)}, all processes`, run.megabytes, 'MB')]
        : [],
    ),
  ];
}

type Run = { readonly seconds: number; readonly megabytes: number | null };

async function best(scratch: string, words: readonly string[], ending: string, runs = RUNS): Promise<Run> {
  const done: Run[] = [];
  for (let run = 0; run < runs; run++) {
    done.push(await runOnce([PROMPT, '--seed', '1', ...words, '-o', join(scratch, `cli.${ending}`), '--force', '--quiet']));
  }

  return done.reduce((left, right) => (right.seconds < left.seconds ? right : left));
}

async function runOnce(words: readonly string[]): Promise<Run> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, [LAUNCHER, ...words], { stdio: ['ignore', 'ignore', 'inherit'] });
  const peaks = new Map<number, number>();
  const watch = setInterval(() => void notePeaks(child.pid ?? 0, peaks), 50);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const seconds = (performance.now() - startedMs) / 1000;
  clearInterval(watch);
  if (code !== 0) {
    throw new Error(`cuesmith ${words.join(' ')} ended with ${String(code)}`);
  }

  const kilobytes = [...peaks.values()].reduce((sum, peak) => sum + peak, 0);
  return { seconds, megabytes: kilobytes === 0 ? null : kilobytes / 1000 };
}

/** Notes the high-water mark of a process and all below it (Linux; elsewhere nothing is noted). */
async function notePeaks(pid: number, peaks: Map<number, number>): Promise<void> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const peak = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
  if (peak !== undefined) {
    peaks.set(pid, Number(peak));
  }

  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  await Promise.all(children.split(' ').flatMap((word) => (word === '' ? [] : [notePeaks(Number(word), peaks)])));
}
