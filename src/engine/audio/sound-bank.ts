import { BasicSoundBank, SoundBankLoader, type BasicPreset } from 'spessasynth_core';
import { StudioError } from '../kernel/index.ts';
import { joinStereo, zoneOf, type Zone } from './bank-zone.ts';
import type { Stereo } from './stereo.ts';

/** Where one-shot samples come from, by file name without ending (`bd_808`): a Map, or something that decodes on first use. Stereo at `SAMPLE_RATE`. */
export interface OneShots {
  get(name: string): Stereo | undefined;
}

/** A preset of the bank: a General MIDI program with the bank's variation (0 the plain one), or a drum kit. */
export type PresetId = { readonly program: number; readonly variation: number; readonly isDrum: boolean };

/** The samples that instruments are built from. Sample data is decoded when first asked for and kept. */
export class SoundBank {
  readonly #presets: ReadonlyMap<string, BasicPreset>;
  readonly #oneShots: OneShots;
  readonly #zones = new Map<string, readonly Zone[]>();

  constructor(presets: readonly BasicPreset[], oneShots: OneShots) {
    this.#presets = new Map(
      presets.map((preset) => [keyOf({ program: preset.program, variation: preset.bankMSB, isDrum: preset.isGMGSDrum }), preset]),
    );
    this.#oneShots = oneShots;
  }

  /** What sounds when `key` (whole MIDI note number) is struck with `velocity` (1–127); empty outside the preset's range. */
  zones(id: PresetId, key: number, velocity: number): readonly Zone[] {
    const name = `${keyOf(id)}/${key}/${velocity}`;
    const known = this.#zones.get(name);
    if (known !== undefined) {
      return known;
    }

    const preset = this.#presets.get(keyOf(id));
    if (preset === undefined) {
      throw new StudioError(
        'audio.preset-missing',
        `Expected preset ${keyOf(id)} in the sound bank, found none. Reinstall the package so that its own bank is used.`,
      );
    }

    const zones = joinStereo(preset.getVoiceParameters(key, velocity).map((parameters) => zoneOf(parameters, key, velocity)));
    this.#zones.set(name, zones);
    return zones;
  }

  /** A recorded single hit or noise bed. */
  oneShot(name: string): Stereo {
    const audio = this.#oneShots.get(name);
    if (audio === undefined) {
      throw new StudioError(
        'audio.one-shot-missing',
        `Expected the one-shot "${name}" among the samples, found none. Reinstall the package.`,
      );
    }

    return audio;
  }
}

/** Reads a SoundFont 2 or 3 file. */
export async function loadSoundBank(files: { readonly soundfont: ArrayBuffer; readonly oneShots: OneShots }): Promise<SoundBank> {
  // Compressed samples decode to silence while the decoder is not ready.
  await BasicSoundBank.isSF3DecoderReady;
  try {
    return new SoundBank(SoundBankLoader.fromArrayBuffer(files.soundfont).presets, files.oneShots);
  } catch (cause) {
    throw new StudioError(
      'audio.bank-unreadable',
      'Expected a SoundFont file, got something else. Reinstall the package so that its own bank is used.',
      { cause },
    );
  }
}

function keyOf(id: PresetId): string {
  return `${id.isDrum ? 'drum' : id.variation}:${id.program}`;
}
