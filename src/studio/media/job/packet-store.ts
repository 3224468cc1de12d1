import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import type { Packet } from 'node-av/lib';

/** An encoded piece that waits to be written: where its bytes lie and when it is shown, in units of its encoder's time base. */
export type StoredPacket = {
  readonly offset: number;
  readonly size: number;
  readonly pts: bigint;
  readonly dts: bigint;
  readonly duration: bigint;
  readonly isKeyframe: boolean;
};

const PIECE_BYTES = 1 << 20;

/** Keeps encoded packets in a file while the sound is still being made, so that memory stays bounded for ten minutes of picture. */
export class PacketStore {
  /** In the order in which they will be written. */
  packets: StoredPacket[] = [];
  readonly #path: string;
  readonly #file: number;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #bytes = 0;

  constructor(path: string) {
    this.#path = path;
    this.#file = openSync(path, 'wx+', 0o600);
  }

  /** Keeps a packet; `times` (default: the packet's own) are those that it is written with. */
  add(packet: Packet, times: Partial<Pick<StoredPacket, 'pts' | 'dts' | 'duration'>> = {}): void {
    const data = packet.data;
    if (data === null) {
      return;
    }

    const { pts, dts, duration, isKeyframe } = packet;
    this.packets.push({ offset: this.#bytes, size: data.length, pts, dts, duration, isKeyframe, ...times });
    this.#waiting.push(Buffer.from(data));
    this.#bytes += data.length;
    this.#waitingBytes += data.length;
    if (this.#waitingBytes >= PIECE_BYTES) {
      this.flush();
    }
  }

  flush(): void {
    const bytes = Buffer.concat(this.#waiting);
    let written = 0;
    while (written < bytes.length) {
      written += writeSync(this.#file, bytes, written);
    }

    this.#waiting = [];
    this.#waitingBytes = 0;
  }

  read({ offset, size }: StoredPacket): Buffer {
    const bytes = Buffer.allocUnsafe(size);
    let filled = 0;
    while (filled < size) {
      const count = readSync(this.#file, bytes, filled, size - filled, offset + filled);
      if (count === 0) {
        throw new Error(`The packet store ends early: ${filled} of ${size} bytes.`);
      }

      filled += count;
    }

    return bytes;
  }

  /** Removes the file. */
  close(): void {
    closeSync(this.#file);
    rmSync(this.#path, { force: true });
  }
}
