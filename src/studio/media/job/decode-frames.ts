import { AVERROR_EOF } from 'node-av/constants';
import { type CodecContext, FFmpegError, type Frame, type Packet, PosixError } from 'node-av/lib';

const AVERROR_EAGAIN: number = FFmpegError.AVERROR(PosixError.EAGAIN);

/**
 * Gives a decoder a packet (null: the end) and hands over every frame that comes out. Damage in one packet is no reason to stop: the
 * next may be whole. Stops early when `take` says false; whether it did not.
 */
export function decodeFrames(
  decoder: CodecContext,
  packet: Packet | null,
  frame: Frame,
  take: (frame: Frame) => boolean,
): boolean {
  decoder.sendPacketSync(packet);
  for (;;) {
    const result = decoder.receiveFrameSync(frame);
    if (result < 0) {
      // Anything but "more, please" and "that was all" is damage, which ends this packet only.
      return result === AVERROR_EAGAIN || result === AVERROR_EOF || packet !== null;
    }

    const goesOn = take(frame);
    frame.unref();
    if (!goesOn) {
      return false;
    }
  }
}
