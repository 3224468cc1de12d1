import { JsonValue, type AdkEvent } from '../../contract/service/index.ts';
import { StudioError } from '../../engine/kernel/index.ts';
import type { ServicePorts } from '../actions/service-ports.ts';
import { type EventFacts, newEvent, spoken } from '../actions/sessions/new-event.ts';
import { appendEvents } from '../store/records/events.ts';
import { endTurn, lockTurn, type Turn, type TurnEnd } from '../store/records/turns.ts';
import type { EventFeed } from './event-feed.ts';
import { readTurnMusic, tellEndOfTurn, type TurnMusic } from './turn-music.ts';

/** Words in one partial event; Chinese letters count as a word each. */
const PIECE = /(?:[^\s\p{Script=Han}]+\s*|\p{Script=Han}\s*){1,4}/gu;

/** How a turn ends, and the last that is said in it. */
export type TurnClosing = {
  readonly end: Omit<TurnEnd, 'id' | 'now'>;
  readonly last: Omit<EventFacts, 'invocationId'>;
};

/** What is thrown where a turn should go on that somebody else has ended: given up, or deleted with its session. */
export function turnEnded(): StudioError {
  return new StudioError('turn.ended', 'The turn was ended from outside.');
}

/** Where a turn happens: what is said there is kept in the session and shown to whoever listens, in that order. */
export class TurnStage {
  readonly turn: Turn;
  readonly #ports: Pick<ServicePorts, 'database' | 'ids' | 'wallClock'>;
  readonly #feed: EventFeed;
  readonly #isStreaming: boolean;
  #shownPercent: number | null = null;

  constructor(
    ports: Pick<ServicePorts, 'database' | 'ids' | 'wallClock'>,
    scene: { readonly turn: Turn; readonly feed: EventFeed; readonly isStreaming: boolean },
  ) {
    this.#ports = ports;
    this.turn = scene.turn;
    this.#feed = scene.feed;
    this.#isStreaming = scene.isStreaming;
  }

  /** Keeps an event of this turn, then shows it. Throws `turn.ended` when the turn does not run any more: its end was the last of it. */
  async tell(facts: Omit<EventFacts, 'invocationId'>): Promise<void> {
    const event = this.event(facts);
    await this.#ports.database.transaction(async (sql) => {
      if ((await lockTurn(sql, this.turn.id))?.status !== 'running') {
        throw turnEnded();
      }

      await appendEvents(sql, {
        sessionId: this.turn.sessionId,
        events: [JsonValue.parse(event)],
        now: this.#ports.wallClock.now(),
      });
    });
    this.#feed.push(event);
  }

  async say(text: string): Promise<void> {
    this.#showPieces(text);
    await this.tell({ content: spoken(text) });
  }

  /**
   * Ends the turn and keeps its last events, all or nothing; when it was ended from outside nothing is kept and false given. `how` hears
   * what became of the turn's music, of which the end tells in any case. A failure is two events: the words, then the code alone, since an
   * event with an `errorCode` has no content on the wire.
   */
  async close(how: (music: TurnMusic) => TurnClosing): Promise<boolean> {
    const ports = this.#ports;
    const told = await ports.database.transaction(async (sql) => {
      const turn = await lockTurn(sql, this.turn.id);
      if (turn?.status !== 'running') {
        return null;
      }

      const music = await readTurnMusic(sql, turn);
      const { end, last } = how(music);
      const ended = await endTurn(
        { transaction: async (work) => work(sql) },
        { ...end, id: turn.id, now: ports.wallClock.now() },
      );
      return ended === null ? null : tellEndOfTurn(sql, ports, { turn: ended, music, last: this.#lastEvents(last) });
    });
    for (const event of told ?? []) {
      this.#showPieces((event.content?.parts ?? []).map(({ text }) => text ?? '').join(''));
      this.#feed.push(event);
    }

    return told !== null;
  }

  /** Shows an event to whoever listens and keeps it nowhere. */
  show(facts: Omit<EventFacts, 'invocationId'>): void {
    this.#feed.push(this.event(facts));
  }

  /** How far long work is, for clients that asked for pieces: an event of the free slot and nothing else, kept nowhere. */
  showProgress(percent: number): void {
    if (this.#isStreaming && percent !== this.#shownPercent) {
      this.#shownPercent = percent;
      this.show({ partial: true, customMetadata: { progress: percent } });
    }
  }

  event(facts: Omit<EventFacts, 'invocationId'>): AdkEvent {
    return newEvent(this.#ports, { ...facts, invocationId: this.turn.invocationId });
  }

  #lastEvents(last: TurnClosing['last']): readonly AdkEvent[] {
    const { content, ...failure } = last;
    const isFailureInWords = content !== undefined && last.errorCode !== undefined;
    return (isFailureInWords ? [{ content }, failure] : [last]).map((facts) => this.event(facts));
  }

  /** The text a few words at a time, for clients that asked for it; the whole follows. */
  #showPieces(text: string): void {
    for (const [piece] of this.#isStreaming ? text.matchAll(PIECE) : []) {
      this.show({ content: spoken(piece), partial: true });
    }
  }
}
