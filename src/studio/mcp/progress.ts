import type { ServerContext } from '@modelcontextprotocol/server';

/** Tells the client of a request how far it is, if it gave a token for that; what does not go forward is not told. */
export function progressOf(context: ServerContext): (done: number, message: string) => void {
  const { _meta: meta, notify, signal } = context.mcpReq;
  const progressToken = meta?.progressToken;
  if (progressToken === undefined) {
    return () => undefined;
  }

  let last = -1;
  return (done, message) => {
    // Hundredths: an encoder reports each picture.
    const progress = Math.round(done * 100) / 100;
    if (progress <= last || signal.aborted) {
      return;
    }

    last = progress;
    // A client that has left hears of nothing any more; the work knows that by its signal.
    notify({ method: 'notifications/progress', params: { progressToken, progress, total: 1, message } }).catch(() => undefined);
  };
}
