import { StudioError } from '../../engine/kernel/index.ts';
import type { Database } from '../ports/database.ts';
import { beatTurns } from '../store/records/turns.ts';

/** How often running turns say that they live, in milliseconds. */
const BEAT_MS = 1000;

/** Keeps the turns of this process alive. */
export type TurnKeeper = {
  /** From now until `release` the turn says that it lives. `signal` aborts when it was ended from outside: given up, cancelled or deleted. */
  keep(turnId: string): { readonly signal: AbortSignal; release(): void };
  close(): Promise<void>;
};

export function turnKeeper(host: {
  readonly database: Database;
  readonly processId: string;
  readonly onProblem: (problem: unknown) => void;
}): TurnKeeper {
  const kept = new Map<string, AbortController>();
  let beating: Promise<void> = Promise.resolve();
  const beat = async (): Promise<void> => {
    const turnIds = [...kept.keys()];
    if (turnIds.length === 0) {
      return;
    }

    const alive = new Set(await beatTurns(host.database, { processId: host.processId, turnIds }));
    for (const turnId of turnIds.filter((id) => !alive.has(id))) {
      kept.get(turnId)?.abort(new StudioError('turn.ended', 'The turn was ended from outside.'));
      kept.delete(turnId);
    }
  };
  const timer = setInterval(() => {
    beating = beating.then(beat).catch(host.onProblem);
  }, BEAT_MS);

  return {
    keep(turnId) {
      const ended = new AbortController();
      kept.set(turnId, ended);
      return { signal: ended.signal, release: () => kept.delete(turnId) };
    },

    async close() {
      clearInterval(timer);
      await beating;
    },
  };
}
