import { housekeep } from './actions/admin/housekeep.ts';
import type { ServicePorts } from './actions/service-ports.ts';
import { sweepBlobs } from './store/sweep-blobs.ts';

const HOUR_MS = 3_600_000;
/** Blobs younger than this may belong to an upload or a job that has not written its row yet. */
const SWEEP_AGE_MS = 24 * HOUR_MS;
/** What was last written so long ago is not being received any more: whoever sends nothing is cut off within a minute. */
const UNFINISHED_AGE_MS = HOUR_MS;

/** Forgets what nobody needs any more, now and once an hour: expired tokens, full limits, blobs that nothing points to. */
export function careForStorage(
  ports: ServicePorts,
  listener: {
    readonly onCared: (result: { readonly [what: string]: number }) => void;
    readonly onProblem: (problem: unknown) => void;
  },
): { stop(): Promise<void> } {
  const care = async (): Promise<void> => {
    const forgotten = await housekeep(ports);
    await ports.blobs.tidy(new Date(ports.wallClock.now().getTime() - UNFINISHED_AGE_MS));
    const olderThan = new Date(ports.wallClock.now().getTime() - SWEEP_AGE_MS);
    listener.onCared({ ...forgotten, blobs: await sweepBlobs({ sql: ports.database, blobs: ports.blobs }, olderThan) });
  };

  let caring = care().catch(listener.onProblem);
  const timer = setInterval(() => {
    caring = caring.then(care).catch(listener.onProblem);
  }, HOUR_MS);
  return {
    async stop() {
      clearInterval(timer);
      await caring;
    },
  };
}
