import { statfs } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { StudioError } from '../../engine/kernel/index.ts';
import { sqlProblem } from './sql-problem.ts';

/**
 * Room the disk must have before anything is written, in bytes: Postgres adds 16 MiB of log at a time, and without room for that it
 * does not refuse a statement but falls over.
 */
const ROOM_BYTES = 40 << 20;
const LOOK_MS = 500;

/**
 * The embedded Postgres, which is set up again after it has fallen over. A fallen one must never be asked anything: it would answer
 * with an endless loop that stops the whole process.
 */
export class PgliteMachine {
  readonly #path: string | null;
  #pglite: PGlite;
  #hasFallen = false;
  #falls = 0;
  #lastLook = { at: -Infinity, hasRoom: true };

  private constructor(path: string | null, pglite: PGlite) {
    this.#path = path;
    this.#pglite = pglite;
  }

  /** `path` is the data directory; null keeps everything in memory, starting from `image`. */
  static async open(path: string | null, image: Blob | null): Promise<PgliteMachine> {
    const pglite = path === null ? await PGlite.create({ ...(image && { loadDataDir: image }) }) : await PGlite.create(path);
    return new PgliteMachine(path, pglite);
  }

  /** Whether it can be asked at this moment, if only to roll back. */
  get isStanding(): boolean {
    return !this.#hasFallen;
  }

  /** How often it has fallen over. */
  get falls(): number {
    return this.#falls;
  }

  /** Asks it something, one at a time; `writes` says whether that needs room on the disk. */
  async ask<Answer>(writes: boolean, question: (pglite: PGlite) => Promise<Answer>): Promise<Answer> {
    if ((writes || this.#hasFallen) && !(await this.#hasRoom())) {
      throw new StudioError('database.full', 'The disk of the data folder is full, so nothing can be saved. Free some space.');
    }

    if (this.#hasFallen) {
      await this.#setUpAgain();
    }

    try {
      return await question(this.#pglite);
    } catch (cause) {
      if (!isFall(cause)) {
        throw sqlProblem(cause);
      }

      this.#hasFallen = true;
      this.#falls += 1;
      throw new StudioError(
        'database.unreachable',
        'The embedded database fell over and will be set up again. What was being saved is not; try again in a moment.',
        { cause },
      );
    }
  }

  async close(): Promise<void> {
    if (!this.#hasFallen) {
      await this.#pglite.close();
    }
  }

  async #setUpAgain(): Promise<void> {
    if (this.#path === null) {
      throw new StudioError(
        'database.unreachable',
        'The database in memory fell over, and all that was in it is lost. Start again.',
      );
    }

    this.#pglite = await PGlite.create(this.#path).catch((cause: unknown) => {
      throw new StudioError('database.unreachable', 'The embedded database cannot be set up again. Start the program again.', {
        cause,
      });
    });
    this.#hasFallen = false;
  }

  async #hasRoom(): Promise<boolean> {
    if (this.#path === null) {
      return true;
    }

    if (performance.now() - this.#lastLook.at > LOOK_MS) {
      const { bavail, bsize } = await statfs(this.#path);
      this.#lastLook = { at: performance.now(), hasRoom: bavail * bsize >= ROOM_BYTES };
    }

    return this.#lastLook.hasRoom;
  }
}

/** Postgres says PANIC or FATAL before it ends itself; the machine it runs on ends with an error of its own. */
function isFall(cause: unknown): boolean {
  if (!(cause instanceof Error)) {
    return false;
  }

  const severity = 'severity' in cause ? cause.severity : '';
  return severity === 'PANIC' || severity === 'FATAL' || cause.name === 'RuntimeError' || cause.name === 'ExitStatus';
}
