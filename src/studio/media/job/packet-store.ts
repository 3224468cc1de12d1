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

/** Written at a time; larger packets go straight into the file. */
const PIECE_BYTES = 1 << 20;

/** Keeps encoded packets in a file while the sound is still being made, so that memory stays bounded for ten minutes of picture. */
export class PacketStore {
  /** In the order in which they will be written. */
  packets: StoredPacket[] = [];
  readonly #path: string;
  readonly #file: number;
  readonly #waiting = Buffer.allocUnsafe(PIECE_BYTES);
  #waitingBytes = 0;
  #bytes = 0;
  #read = Buffer.allocUnsafe(PIECE_BYTES);

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
    this.packets.push({ ...this.keep(data), pts, dts, duration, isKeyframe, ...times });
  }

  /** Keeps bytes that may become a packet; where they lie. */
  keep(data: Uint8Array): Pick<StoredPacket, 'offset' | 'size'> {
    if (this.#waitingBytes + data.length > PIECE_BYTES) {
      this.flush();
    }

    if (data.length > PIECE_BYTES) {
      this.#write(data);
    } else {
      this.#waiting.set(data, this.#waitingBytes);
      this.#waitingBytes += data.length;
    }

    const offset = this.#bytes;
    this.#bytes += data.length;
    return { offset, size: data.length };
  }

  flush(): void {
    this.#write(this.#waiting.subarray(0, this.#waitingBytes));
    this.#waitingBytes = 0;
  }

  /** The bytes of a packet, to be used before the next is read. */
  read({ offset, size }: StoredPacket): Buffer {
    if (this.#read.length < size) {
      this.#read = Buffer.allocUnsafe(2 * size);
    }

    let filled = 0;
    while (filled < size) {
      const count = readSync(this.#file, this.#read, filled, size - filled, offset + filled);
      if (count === 0) {
        throw new Error(`The packet store ends early: ${filled} of ${size} bytes.`);
      }

      filled += count;
    }

    return this.#read.subarray(0, size);
  }

  /** Removes the file. */
  close(): void {
    closeSync(this.#file);
    rmSync(this.#path, { force: true });
  }

  #write(bytes: Uint8Array): void {
    let written = 0;
    while (written < bytes.length) {
      written += writeSync(this.#file, bytes, written);
    }
  }
}
