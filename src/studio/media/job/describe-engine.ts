import { FF_ENCODER_AAC, FF_ENCODER_FLAC, FF_ENCODER_LIBMP3LAME, FF_ENCODER_LIBX264 } from 'node-av/constants';
import { Codec, getFFmpegInfo } from 'node-av/lib';
import { StudioError } from '../../../engine/kernel/index.ts';
import { VIDEO_ENCODERS } from '../../ports/video-encoder.ts';
import { canEncode, type HardwareName } from './open-hardware-encoder.ts';
import type { Report } from './protocol.ts';

const NEEDED = [FF_ENCODER_LIBX264, FF_ENCODER_AAC, FF_ENCODER_LIBMP3LAME, FF_ENCODER_FLAC];

const HARDWARE_NAMES = VIDEO_ENCODERS.filter((name): name is HardwareName => name !== 'x264');

/** What encodes here; fails when an encoder that exports need is not built in. */
export function describeEngine(): Report {
  const missing = NEEDED.filter((name) => Codec.findEncoderByName(name) === null);
  if (missing.length > 0) {
    throw new StudioError(
      'export.encoder-missing',
      `The installed FFmpeg lacks ${missing.join(', ')}. Reinstall Cuesmith's packages (npm install).`,
    );
  }

  const hardware = HARDWARE_NAMES.filter(canEncode);
  const videoEncoder = hardware.length === 0 ? 'libx264' : `libx264 (also here: ${hardware.join(', ')})`;
  return { kind: 'described', version: getFFmpegInfo().version, videoEncoder };
}
