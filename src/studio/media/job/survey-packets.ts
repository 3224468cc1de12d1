import { AV_NOPTS_VALUE, AVERROR_EOF } from 'node-av/constants';
import { Packet, type Stream } from 'node-av/lib';
import type { OpenMedia } from './open-media.ts';

/** What the packets of a stream say, whatever its container claims. */
export type StreamSurvey = {
  readonly packets: number;
  /** Seconds from its first packet to the end of its last one; null when no packet has a time. */
  readonly seconds: number | null;
};

/** Reads through all packets of a file without decoding any. */
export function surveyPackets({ container, picture, sound }: OpenMedia): {
  readonly picture: StreamSurvey;
  readonly sound: StreamSurvey;
  /** Seconds from the first packet of all to the end of the last, of whatever stream: subtitles may go on when pictures have ended. */
  readonly seconds: number;
  /** Whether the reading ended at the file's end and not at a fault. */
  readonly isWhole: boolean;
} {
  const tallies = container.streams.map((stream) => new PacketTally(stream));
  const surveyOf = (stream: Stream | null): StreamSurvey => tallies[stream?.index ?? -1]?.survey() ?? NOTHING;
  const packet = new Packet();
  packet.alloc();
  let result: number;
  for (;;) {
    result = container.readFrameSync(packet);
    if (result < 0) {
      break;
    }

    tallies[packet.streamIndex]?.count(packet);
    packet.unref();
  }

  packet.free();
  const timed = tallies.filter(({ isTimed }) => isTimed);
  const from = Math.min(...timed.map((tally) => tally.fromSeconds));
  const to = Math.max(...timed.map((tally) => tally.toSeconds));
  return {
    picture: surveyOf(picture),
    sound: surveyOf(sound),
    seconds: timed.length === 0 ? 0 : to - from,
    isWhole: result === AVERROR_EOF,
  };
}

const NOTHING: StreamSurvey = { packets: 0, seconds: null };

class PacketTally {
  readonly #secondsPerTick: number;
  #packets = 0;
  #from = Infinity;
  #to = -Infinity;

  constructor({ timeBase }: Stream) {
    this.#secondsPerTick = timeBase.num / timeBase.den;
  }

  get isTimed(): boolean {
    return this.#to >= this.#from;
  }

  get fromSeconds(): number {
    return this.#from * this.#secondsPerTick;
  }

  get toSeconds(): number {
    return this.#to * this.#secondsPerTick;
  }

  count(packet: Packet): void {
    this.#packets += 1;
    const time = packet.pts === AV_NOPTS_VALUE ? packet.dts : packet.pts;
    if (time !== AV_NOPTS_VALUE) {
      this.#from = Math.min(this.#from, Number(time));
      this.#to = Math.max(this.#to, Number(time) + Math.max(0, Number(packet.duration)));
    }
  }

  survey(): StreamSurvey {
    return { packets: this.#packets, seconds: this.isTimed ? this.toSeconds - this.fromSeconds : null };
  }
}
