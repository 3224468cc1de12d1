import { JsonValue, type AdkEvent } from '../../contract/service/index.ts';
import type { ServicePorts } from '../actions/service-ports.ts';
import { type EventFacts, newEvent, spoken } from '../actions/sessions/new-event.ts';
import { appendEvents } from '../store/records/events.ts';
import { endTurn, type Turn, type TurnEnd } from '../store/records/turns.ts';
import type { EventFeed } from './event-feed.ts';

/** Words in one partial event; Chinese letters count as a word each. */
const PIECE = /(?:[^\s\p{Script=Han}]+\s*|\p{Script=Han}\s*){1,4}/gu;

/** Where a turn happens: what is said there is kept in the session and shown to whoever listens, in that order. */
export class TurnStage {
  readonly turn: Turn;
  readonly #ports: Pick<ServicePorts, 'database' | 'ids' | 'wallClock'>;
  readonly #feed: EventFeed;
  readonly #isStreaming: boolean;

  constructor(
    ports: Pick<ServicePorts, 'database' | 'ids' | 'wallClock'>,
    scene: { readonly turn: Turn; readonly feed: EventFeed; readonly isStreaming: boolean },
  ) {
    this.#ports = ports;
    this.turn = scene.turn;
    this.#feed = scene.feed;
    this.#isStreaming = scene.isStreaming;
  }

  /** Keeps an event of this turn, then shows it. */
  async tell(facts: Omit<EventFacts, 'invocationId'>): Promise<void> {
    const event = this.event(facts);
    await appendEvents(this.#ports.database, {
      sessionId: this.turn.sessionId,
      events: [JsonValue.parse(event)],
      now: this.#ports.wallClock.now(),
    });
    this.#feed.push(event);
  }

  async say(text: string): Promise<void> {
    this.#showPieces(text);
    await this.tell({ content: spoken(text) });
  }

  /**
   * Ends the turn and keeps its last event, both or neither; when it was ended from outside nothing is kept and false given. A failure is
   * two events: the words, then the code alone, since an event with an `errorCode` has no content on the wire.
   */
  async close(end: Omit<TurnEnd, 'id' | 'now'>, last: Omit<EventFacts, 'invocationId'>): Promise<boolean> {
    const now = this.#ports.wallClock.now();
    const { content, ...failure } = last;
    const isFailureInWords = content !== undefined && last.errorCode !== undefined;
    const events = (isFailureInWords ? [{ content }, failure] : [last]).map((facts) => this.event(facts));
    const isEnded = await this.#ports.database.transaction(async (sql) => {
      const ended = await endTurn({ transaction: async (work) => work(sql) }, { ...end, id: this.turn.id, now });
      if (ended !== null) {
        await appendEvents(sql, { sessionId: this.turn.sessionId, events: events.map((event) => JsonValue.parse(event)), now });
      }

      return ended !== null;
    });
    if (isEnded) {
      this.#showPieces((content?.parts ?? []).map(({ text }) => text ?? '').join(''));
      for (const event of events) {
        this.#feed.push(event);
      }
    }

    return isEnded;
  }

  /** Shows an event to whoever listens and keeps it nowhere. */
  show(facts: Omit<EventFacts, 'invocationId'>): void {
    this.#feed.push(this.event(facts));
  }

  event(facts: Omit<EventFacts, 'invocationId'>): AdkEvent {
    return newEvent(this.#ports, { ...facts, invocationId: this.turn.invocationId });
  }

  /** The text a few words at a time, for clients that asked for it; the whole follows. */
  #showPieces(text: string): void {
    for (const [piece] of this.#isStreaming ? text.matchAll(PIECE) : []) {
      this.show({ content: spoken(piece), partial: true });
    }
  }
}
