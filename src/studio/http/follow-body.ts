/** Passes a body on, chunk by chunk, and tells once how it ended; a body that breaks off ends quietly for whoever reads it. */
export function followBody(
  body: ReadableStream<Uint8Array>,
  listener: { readonly onProblem: (cause: unknown) => void; readonly onEnd: () => void },
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (!done) {
            controller.enqueue(value);
            return;
          }
        } catch (cause) {
          listener.onProblem(cause);
        }

        listener.onEnd();
        controller.close();
      },
      async cancel(reason) {
        listener.onEnd();
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
