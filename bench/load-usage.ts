import { readFile } from 'node:fs/promises';

/** What a process alone uses, and its children with it (Linux; elsewhere all is 0). */
export type Usage = { readonly megabytes: number; readonly cpuSeconds: number };

/** Kernel ticks a second; 100 wherever Node runs on Linux. */
const TICKS_PER_SECOND = 100;
const LOOK_MS = 100;

export async function readUsage(pid: number): Promise<Usage> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // Fields 14 and 15 of proc(5), counted after the name in brackets, which may hold spaces.
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return {
    megabytes: Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1000,
    cpuSeconds: (user + system) / TICKS_PER_SECOND,
  };
}

/** Runs `work` and says what the process used meanwhile: the most memory it had, and processor time. */
export async function whileWatching<Result>(
  pid: number,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly peakMegabytes: number; readonly cpuSeconds: number; readonly seconds: number }> {
  const before = await readUsage(pid);
  const startedMs = performance.now();
  let peakMegabytes = before.megabytes;
  const look = async (): Promise<void> => {
    peakMegabytes = Math.max(peakMegabytes, (await readUsage(pid)).megabytes);
  };
  const timer = setInterval(() => void look(), LOOK_MS);
  try {
    const result = await work();
    await look();
    const { cpuSeconds } = await readUsage(pid);
    const seconds = (performance.now() - startedMs) / 1000;
    return { result, peakMegabytes, cpuSeconds: cpuSeconds - before.cpuSeconds, seconds };
  } finally {
    clearInterval(timer);
  }
}
