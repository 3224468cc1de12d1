import { once } from 'node:events';
import { connect } from 'node:net';
/** One request over a socket of its own, where every byte counts: what `fetch` would tidy up goes out, and comes in, as it is. */
export class RawExchange {
    status;
    /** The answer's status line and headers, as they came. */
    head;
    socket;
    pieces;
    buffered;
    constructor(socket, head, rest, pieces) {
        this.socket = socket;
        this.head = head;
        this.status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0);
        this.buffered = rest;
        this.pieces = pieces;
    }
    /** Sends `request` byte for byte and reads the answer's head; null when the server closes without a word. */
    static async open(url, request) {
        const { hostname, port } = new URL(url);
        const socket = connect({ host: hostname, port: Number(port) });
        // Refusing early, the server may close while we still send: what it said before counts.
        socket.on('error', () => socket.destroy());
        await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
        socket.write(typeof request === 'string' ? Buffer.from(request, 'latin1') : request);
        const pieces = piecesOf(socket);
        let buffered = Buffer.alloc(0);
        for (;;) {
            const end = buffered.indexOf('\r\n\r\n');
            if (end >= 0) {
                const head = buffered.subarray(0, end).toString('latin1');
                return new RawExchange(socket, head, buffered.subarray(end + 4), pieces);
            }
            const { value, done } = await pieces.next();
            if (done === true) {
                socket.destroy();
                return null;
            }
            buffered = Buffer.concat([buffered, value]);
        }
    }
    /** A header of the answer, or null. */
    header(name) {
        const line = this.head.split('\r\n').find((text) => text.toLowerCase().startsWith(`${name.toLowerCase()}:`));
        return line?.slice(name.length + 1).trim() ?? null;
    }
    /** The chunks of a chunked body, one for each write of the server. Throws when the body breaks off. */
    async *chunks() {
        for (;;) {
            const line = (await this.take(async () => this.buffered.indexOf('\r\n') + 2)).toString('latin1').trim();
            const size = Number.parseInt(line, 16);
            const chunk = await this.take(async () => size + 2);
            if (size === 0) {
                this.close();
                return;
            }
            yield chunk.subarray(0, size).toString('utf8');
        }
    }
    /** The body as text, chunked or with a length. */
    async text() {
        if (this.header('transfer-encoding') === 'chunked') {
            let text = '';
            for await (const chunk of this.chunks()) {
                text += chunk;
            }
            return text;
        }
        const length = Number(this.header('content-length') ?? 0);
        const body = length === 0 ? Buffer.alloc(0) : await this.take(async () => length);
        this.close();
        return body.toString('utf8');
    }
    close() {
        this.socket.destroy();
    }
    /** Waits until `lengthOf` bytes (at least 2) have come, and takes them off. */
    async take(lengthOf) {
        for (;;) {
            const length = await lengthOf();
            if (length >= 2 && this.buffered.length >= length) {
                const taken = this.buffered.subarray(0, length);
                this.buffered = this.buffered.subarray(length);
                return taken;
            }
            const { value, done } = await this.pieces.next();
            if (done === true) {
                throw new Error(`The answer broke off after: ${this.buffered.toString('utf8').slice(-200)}`);
            }
            this.buffered = Buffer.concat([this.buffered, value]);
        }
    }
}
async function* piecesOf(socket) {
    const waiting = [];
    let wake = () => undefined;
    let isOver = false;
    socket.on('data', (piece) => {
        waiting.push(piece);
        wake();
    });
    socket.on('close', () => {
        isOver = true;
        wake();
    });
    for (;;) {
        const piece = waiting.shift();
        if (piece !== undefined) {
            yield piece;
        }
        else if (isOver || socket.destroyed) {
            return;
        }
        else {
            await new Promise((resolve) => {
                wake = resolve;
            });
        }
    }
}
//# sourceMappingURL=raw-exchange.js.map