import { type Answer, type Ask, type Person, textAt, type Wire } from './wire.ts';

export const LAMBDA = '/api/render/proxy/lambda';
const SMALL = { format: 'mp4', quality: 'low', resolution: '720p', fps: 24 };

/** A title over nothing: what is exported fastest. */
export function titleDraft(text: string, durationMs = 500): object {
  return {
    d: durationMs,
    m: { title: text, width: 1920, height: 1080, fps: 24, schema: 1 },
    t: [{ id: 'trk_t', tt: 7, m: { name: 'Title' }, sg: [{ id: 'seg_1', s: 0, d: durationMs, m: { text } }] }],
  };
}

/** The exports of one person. */
export class Exporting {
  readonly wire: Wire;
  readonly person: Person;

  constructor(wire: Wire, person: Person) {
    this.wire = wire;
    this.person = person;
  }

  /** Asks for an export of a short title, small, unless something else is said; an `output` of null is left out. */
  async start(id: string, more: { readonly draft?: unknown; readonly output?: unknown } & Ask = {}): Promise<Answer> {
    const { draft = titleDraft(id), output = SMALL, ...ask } = more;
    const json = { id, sessionId: this.person.sessionId, draft, ...(output !== null && { output }) };
    return this.wire.ask('POST', LAMBDA, { as: this.person, json, ...ask });
  }

  async poll(id: string): Promise<Answer> {
    return this.wire.ask('GET', `${LAMBDA}/${id}`, { as: this.person });
  }

  /** Polls to the end; gives every answer. */
  async pollToEnd(id: string): Promise<readonly Answer[]> {
    const answers: Answer[] = [];
    for (;;) {
      const answer = await this.poll(id);
      answers.push(answer);
      if (!['pending', 'processing'].includes(textAt(answer.json, 'status'))) {
        return answers;
      }

      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** The answer once the export has ended, however it did. */
  async finish(id: string): Promise<Answer> {
    const answer = (await this.pollToEnd(id)).at(-1);
    if (answer === undefined) {
      throw new Error('Expected an answer');
    }

    return answer;
  }
}
