import { Refused } from '../actions/refused.ts';

/** Most bytes of a JSON body where a route says nothing else: 2 MiB. */
export const DEFAULT_BODY_BYTES = 2 << 20;
/** How deep a body may be nested: what walks it must not run out of stack. */
const MOST_NESTED = 100;
/** How many values a body may hold: schemas take some microseconds for each, during which nobody else is served. */
const MOST_VALUES = 200_000;

/**
 * Reads a JSON body of at most `limitBytes`; none at all is `{}`. Refuses while it is read: `file-too-large` beyond the limit,
 * `invalid-body` when it is no UTF-8 or no JSON.
 */
export async function readJson(raw: Request, limitBytes: number): Promise<unknown> {
  const encoding = raw.headers.get('content-encoding') ?? 'identity';
  if (encoding !== 'identity') {
    throw new Refused('invalid-body', `The body came with Content-Encoding "${encoding.slice(0, 40)}"; send it uncompressed.`);
  }

  const text = await readText(raw, limitBytes);
  if (text.trim() === '') {
    return {};
  }

  const { deepest, values } = shapeOf(text);
  if (deepest > MOST_NESTED) {
    throw new Refused('invalid-body', `The body is nested more than ${MOST_NESTED} levels deep.`);
  }

  if (values > MOST_VALUES) {
    throw new Refused('invalid-body', `The body holds more than ${MOST_VALUES} values. Send less at once.`);
  }

  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.slice(0, 200) : '';
    throw new Refused('invalid-body', `The body should be JSON and is not (${reason}).`, { cause });
  }
}

async function readText(raw: Request, limitBytes: number): Promise<string> {
  const tooLarge = new Refused(
    'file-too-large',
    `The body may have at most ${limitBytes} bytes. Send large files to the upload.`,
  );
  if (Number(raw.headers.get('content-length') ?? 0) > limitBytes) {
    throw tooLarge;
  }

  const decoder = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  let text = '';
  try {
    for await (const chunk of raw.body ?? []) {
      bytes += chunk.length;
      if (bytes > limitBytes) {
        throw tooLarge;
      }

      text += decoder.decode(chunk, { stream: true });
    }

    return text + decoder.decode();
  } catch (cause) {
    if (cause instanceof TypeError && 'code' in cause && cause.code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
      throw new Refused('invalid-body', 'The body should be UTF-8 and is not.', { cause });
    }

    throw cause;
  }
}

/** The deepest level of arrays and objects in a JSON text, and how many values it holds at most; brackets and commas in strings do not count. */
function shapeOf(text: string): { readonly deepest: number; readonly values: number } {
  let deepest = 0;
  let values = 1;
  let depth = 0;
  let isInString = false;
  for (let place = 0; place < text.length; place++) {
    const letter = text.charCodeAt(place);
    if (isInString) {
      if (letter === BACKSLASH) {
        place += 1;
      } else if (letter === QUOTE) {
        isInString = false;
      }
    } else if (letter === QUOTE) {
      isInString = true;
    } else if (letter === OPEN_BRACE || letter === OPEN_BRACKET) {
      depth += 1;
      values += 1;
      deepest = Math.max(deepest, depth);
    } else if (letter === COMMA) {
      values += 1;
    } else if (letter === CLOSE_BRACE || letter === CLOSE_BRACKET) {
      depth -= 1;
    }
  }

  return { deepest, values };
}

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d];
