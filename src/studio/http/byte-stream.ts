/** Bytes as the body of a response: nothing is read before it is wanted, and a client that leaves ends the reading. */
export function byteStream(content: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const reading = content[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await reading.next();
        if (next.done === true) {
          controller.close();
        } else {
          controller.enqueue(next.value);
        }
      },
      async cancel() {
        await reading.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
