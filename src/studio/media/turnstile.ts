/** Lets a number of callers work at once; the others wait in the order in which they came. */
export type Turnstile = {
  /** Waits for a turn and gives what ends it. Throws the signal's reason when it aborts before. */
  enter(signal: AbortSignal): Promise<() => void>;
};

export function createTurnstile(places: number): Turnstile {
  let free = places;
  const waiting: (() => void)[] = [];
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) {
      free += 1;
    } else {
      next();
    }
  };

  return {
    async enter(signal) {
      signal.throwIfAborted();
      if (free > 0) {
        free -= 1;
        return leave;
      }

      await new Promise<void>((resolve, reject) => {
        const onAbort = (): void => {
          waiting.splice(waiting.indexOf(turn), 1);
          reject(signal.reason);
        };
        const turn = (): void => {
          signal.removeEventListener('abort', onAbort);
          resolve();
        };
        waiting.push(turn);
        signal.addEventListener('abort', onAbort, { once: true });
      });
      return leave;
    },
  };
}
