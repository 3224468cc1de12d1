import { at, headersOf } from "./wire.js";
import { isObject } from "./json-schema.js";
import { RawExchange } from "./raw-exchange.js";
/** §3 "Allowed keys (ADK-Python Event is extra="forbid": emit NO others)". */
const EVENT_KEYS = [
    ...['id', 'invocationId', 'author', 'timestamp', 'branch', 'content', 'partial', 'turnComplete', 'turnCompleteReason'],
    ...['finishReason', 'errorCode', 'errorMessage', 'interrupted', 'customMetadata', 'usageMetadata', 'longRunningToolIds'],
    ...['actions', 'groundingMetadata', 'modelVersion'],
];
const ACTION_KEYS = [
    ...['skipSummarization', 'stateDelta', 'artifactDelta', 'transferToAgent', 'escalate', 'requestedAuthConfigs'],
    'requestedToolConfirmations',
];
const CONTENT_KEYS = ['role', 'parts'];
const PART_KEYS = ['text', 'inlineData', 'fileData', 'functionCall', 'functionResponse'];
/** A stream that is still running. */
export class TurnStream {
    exchange;
    chunks = [];
    source;
    constructor(exchange) {
        this.exchange = exchange;
        this.source = exchange.chunks();
    }
    /** Sends a body to `/run_sse` over a raw socket. */
    static async open(wire, body, ask) {
        const text = Buffer.from(JSON.stringify(body));
        const headers = headersOf({ ...ask, headers: { Accept: 'text/event-stream', ...ask.headers } });
        const lines = [
            'POST /run_sse HTTP/1.1',
            `Host: ${new URL(wire.url).host}`,
            'Content-Type: application/json',
            `Content-Length: ${text.length}`,
            ...[...headers].map(([name, value]) => `${name}: ${value}`),
        ];
        const exchange = await RawExchange.open(wire.url, Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), text]));
        if (exchange === null) {
            throw new Error('The server closed without an answer');
        }
        return new TurnStream(exchange);
    }
    /** Reads on until a write is like this, or the stream ends (null). */
    async until(isIt) {
        for (;;) {
            const { value, done } = await this.source.next();
            if (done === true) {
                return null;
            }
            this.chunks.push(value);
            if (isIt(value)) {
                return value;
            }
        }
    }
    /** What has been heard so far. */
    heard() {
        const raw = this.chunks.join('');
        const blocks = raw.split('\n\n').filter((block) => block !== '');
        return {
            status: this.exchange.status,
            head: this.exchange.head,
            raw,
            chunks: this.chunks,
            events: blocks.filter((block) => block.startsWith('data: ')).map((block) => parseObject(block.slice('data: '.length))),
            heartbeats: blocks.filter((block) => !block.startsWith('data: ')),
        };
    }
    /** The client leaves in the middle. */
    leave() {
        this.exchange.close();
    }
}
/** A whole turn, in the words of the skill. */
export async function hearTurn(wire, person, text, more = {}) {
    const stream = await TurnStream.open(wire, skillTurn(person, text), { as: person, ...more });
    if (stream.exchange.status !== 200) {
        throw new Error(`The turn was refused: ${stream.exchange.head}\n${await stream.exchange.text()}`);
    }
    await stream.until(() => false);
    return stream.heard();
}
/** Body of `/run_sse` as the seed has it [S]: no role, no streaming. */
export function skillTurn(person, text) {
    return { app_name: 'nemo_agent', user_id: 'me', session_id: person.sessionId, new_message: { parts: [{ text }] } };
}
/** Which framing rules of §3 a stream breaks; empty when none. */
export function brokenFraming(heard, allowed) {
    const found = [];
    for (const chunk of heard.chunks) {
        const said = JSON.stringify(chunk.slice(0, 200));
        if (chunk.includes('\r')) {
            found.push(`a carriage return: ${said}`);
        }
        if (!chunk.endsWith('\n\n')) {
            found.push(`a write that is no whole block: ${said}`);
        }
        for (const block of chunk.split('\n\n').filter((text) => text !== '')) {
            if (!isAllowedBlock(block, allowed.emptyData)) {
                found.push(`a block that is neither event nor heartbeat: ${JSON.stringify(block.slice(0, 200))}`);
            }
        }
    }
    return [...found, ...heard.events.flatMap(brokenEvent)];
}
function isAllowedBlock(block, hasEmptyData) {
    if (block.includes('\n')) {
        return hasEmptyData && block === ': heartbeat\ndata:';
    }
    return block.startsWith(':') || (hasEmptyData && block === 'data:') || /^data: \{.*\}$/.test(block);
}
/** Which rules of §3 an event breaks. */
export function brokenEvent(event) {
    const actions = isObject(event['actions']) ? event['actions'] : {};
    const content = isObject(event['content']) ? event['content'] : {};
    const parts = Array.isArray(content['parts']) ? content['parts'] : [];
    const stranger = (keys, value, place) => Object.keys(value)
        .filter((key) => !keys.includes(key))
        .map((key) => `the key "${key}" in ${place}`);
    const { id, invocationId, author, timestamp } = event;
    return [
        ...stranger(EVENT_KEYS, event, 'an event'),
        ...stranger(ACTION_KEYS, actions, 'actions'),
        ...stranger(CONTENT_KEYS, content, 'content'),
        ...parts.flatMap((part) => stranger(PART_KEYS, part, 'a part')),
        ...(Object.values({ ...event, ...actions, ...content }).includes(null) ? ['a null that should be left out'] : []),
        ...([id, invocationId, author].every((text) => typeof text === 'string' && text !== '') ? [] : ['an event without its ids']),
        // Float seconds: milliseconds would be a thousand times as many.
        ...(typeof timestamp === 'number' && timestamp > 1e9 && timestamp < 1e11 ? [] : [`the timestamp ${String(timestamp)}`]),
        ...(parts.length > 0 && Object.keys(at(actions, 'artifactDelta') ?? {}).length > 0
            ? ['content and artifactDelta in one event']
            : []),
    ];
}
/** The texts of the events, without partial ones. */
export function textOf(events) {
    return events
        .filter((event) => event['partial'] !== true)
        .flatMap((event) => partsOf(event))
        .flatMap((part) => (typeof part['text'] === 'string' ? [part['text']] : []))
        .join('\n');
}
export function partsOf(event) {
    const parts = at(event, 'content.parts');
    return Array.isArray(parts) ? parts.filter(isObject) : [];
}
function parseObject(text) {
    const value = JSON.parse(text);
    if (!isObject(value)) {
        throw new Error(`Expected an object in the stream, found ${text.slice(0, 200)}`);
    }
    return value;
}
//# sourceMappingURL=turn-stream.js.map