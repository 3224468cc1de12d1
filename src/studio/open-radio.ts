import { once } from 'node:events';
import type { PlayedRadio, RadioRequest } from '../contract/index.ts';
import type { MakePorts } from './actions/make-music.ts';
import { type Listening, type RadioWatch, runRadio } from './actions/radio/run-radio.ts';
import { createBroadcasting } from './http/broadcast.ts';
import { soundStreams } from './media/index.ts';
import { randomIds } from './store/random-ids.ts';
import { systemWallClock } from './store/system-wall-clock.ts';

/** Standard output; bytes wait until the player behind it takes them. */
const stdout: Listening = {
  async take(bytes, signal) {
    if (!process.stdout.write(bytes) && !signal.aborted) {
      // A player that is paused never drains: being stopped must not wait for it.
      await once(process.stdout, 'drain', { signal }).catch((problem: unknown) => {
        if (!signal.aborted) {
          throw problem;
        }
      });
    }
  },
};

/** Plays a radio with the ports of this machine. */
export async function playRadioHere(ports: MakePorts, request: RadioRequest, watch: RadioWatch): Promise<PlayedRadio> {
  const broadcasting = createBroadcasting({ ids: randomIds(systemWallClock), clock: ports.clock, soundStreams });
  return runRadio({ audioRenderer: ports.audioRenderer, files: ports.files, soundStreams, stdout, broadcasting }, request, watch);
}
