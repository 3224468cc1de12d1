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
  const runs = [
    ['30 s WAV', wav],
    ['30 s MP4', mp4],
    ['600 s WAV', long],
  ] as const;
  return [
    atMost('prompt → 30 s WAV, cold process', wav.seconds, 's', 4),
    atMost('prompt → 30 s 1080p MP4, cold process', mp4.seconds, 's', 10),
    plain('prompt → 600 s WAV, cold process', long.seconds, 's'),
    // Wall clock depends on what else the machine does; the work itself less so.
    ...runs.flatMap(([what, { cpuSeconds }]) =>
      cpuSeconds === null ? [] : [plain(`processor time of all threads, ${what}`, cpuSeconds, 's')],
    ),
    ...runs.flatMap(([what, { megabytes }]) =>
      megabytes === null ? [] : [plain(`peak memory of all processes, ${what}`, megabytes, 'MB')],
    ),
  ];
}

type Run = { readonly seconds: number; readonly cpuSeconds: number | null; readonly megabytes: number | null };

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
  const usage = new Map<number, Usage>();
  const watch = setInterval(() => void noteUsage(child.pid ?? 0, usage), 50);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const seconds = (performance.now() - startedMs) / 1000;
  clearInterval(watch);
  if (code !== 0) {
    throw new Error(`cuesmith ${words.join(' ')} ended with ${String(code)}`);
  }

  const all = [...usage.values()];
  return {
    seconds,
    cpuSeconds: all.length === 0 ? null : all.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
    megabytes: all.length === 0 ? null : all.reduce((sum, { kilobytes }) => sum + kilobytes, 0) / 1000,
  };
}

type Usage = { readonly kilobytes: number; readonly cpuSeconds: number };

/** Kernel ticks a second; 100 wherever Node runs on Linux. */
const TICKS_PER_SECOND = 100;

/** Notes the high-water mark and the processor time of a process and all below it (Linux; elsewhere nothing is noted). */
async function noteUsage(pid: number, usage: Map<number, Usage>): Promise<void> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const kilobytes = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
  // Fields 14 and 15 of proc(5), counted after the name in brackets, which may hold spaces.
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  if (kilobytes !== undefined && user !== undefined && system !== undefined) {
    usage.set(pid, { kilobytes: Number(kilobytes), cpuSeconds: (Number(user) + Number(system)) / TICKS_PER_SECOND });
  }

  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  await Promise.all(children.split(' ').flatMap((word) => (word === '' ? [] : [noteUsage(Number(word), usage)])));
}
