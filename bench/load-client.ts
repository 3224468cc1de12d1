import { LoadOrder } from './load-order.ts';
import { loadReads } from './load-reads.ts';
import { loadStreams } from './load-streams.ts';
import { loadUpload } from './load-upload.ts';

// The load generator, in a process of its own so that the server's figures are the server's.
process.once('message', (message: unknown) => {
  const order = LoadOrder.parse(message);
  const url = new URL(order.url);
  if (url.hostname !== '127.0.0.1') {
    throw new Error(`Expected a server of this machine, got ${order.url}`);
  }

  void report(order);
});

async function report(order: LoadOrder): Promise<void> {
  const result =
    order.kind === 'streams'
      ? await loadStreams(order)
      : order.kind === 'reads'
        ? await loadReads(order)
        : await loadUpload(order);
  process.send?.(result, () => process.exit(0));
}
