import { isFields, numberOf, parseJson, textOf, toldInStream } from '../read-answer.ts';
import type { ToldProblem } from '../service-problem.ts';

/** What one event of a stream says, whichever of the known forms it has. An event may say several things, or nothing that we know. */
export type TurnEvent =
  | { readonly kind: 'text'; readonly text: string; readonly isPiece: boolean }
  | { readonly kind: 'tool'; readonly name: string; readonly args: unknown; readonly callId: string | null }
  | { readonly kind: 'tool-result'; readonly name: string; readonly result: unknown; readonly callId: string | null }
  /** How far the tool at work is, 0 to 100: our own servers tell it where text comes in pieces. */
  | { readonly kind: 'progress'; readonly percent: number }
  | { readonly kind: 'problem'; readonly told: ToldProblem }
  /** The server's side of the stream failed: the turn may go on. */
  | { readonly kind: 'stream-error'; readonly message: string }
  | { readonly kind: 'end' };

/** An event's facts beside what it says. */
export type ReadTurnEvent = {
  readonly id: string | null;
  readonly invocationId: string | null;
  readonly author: string | null;
  /** Milliseconds since 1970; null: not said. */
  readonly atMs: number | null;
  readonly says: readonly TurnEvent[];
};

/** Reads an event's data; null: a sign of life and no more, or not readable. */
export function readTurnEvent(data: string): ReadTurnEvent | null {
  const json = parseJson(data);
  return isFields(json) ? turnEventOf(json) : null;
}

type Fields = { readonly [key: string]: unknown };

/** From JSON: ADK in camelCase or snake_case, the older typed form, or a bare text. */
export function turnEventOf(json: Fields): ReadTurnEvent | null {
  const says = typeof json.type === 'string' && json.content === undefined ? sayTyped(json, json.type) : sayUntyped(json);
  if (says === null) {
    return null;
  }

  return {
    id: textOf(json.id),
    invocationId: textOf(either(json, 'invocationId', 'invocation_id')),
    author: textOf(json.author),
    atMs: millisecondsOf(numberOf(json.timestamp)),
    says,
  };
}

/** ADK in Python counts seconds, in JavaScript milliseconds; nobody is in the year 5138 yet. */
function millisecondsOf(timestamp: number | null): number | null {
  return timestamp === null ? null : Math.round(timestamp < 1e11 ? timestamp * 1000 : timestamp);
}

function sayUntyped(json: Fields): readonly TurnEvent[] | null {
  if (typeof json.content === 'string') {
    return json.type === undefined || json.type === 'text' || json.type === 'message' ? textEvents(json.content, json) : [];
  }

  if ('error' in json && json.error !== null && json.content === undefined) {
    return [sayStreamError(json)];
  }

  const errorCode = textOf(either(json, 'errorCode', 'error_code'));
  const failure: readonly TurnEvent[] =
    errorCode === null ? [] : [{ kind: 'problem', told: toldInStream(errorCode, either(json, 'errorMessage', 'error_message')) }];
  const end: readonly TurnEvent[] = either(json, 'turnComplete', 'turn_complete') === true ? [{ kind: 'end' }] : [];
  const bare = json.content === undefined && typeof json.text === 'string' ? textEvents(json.text, json) : [];
  return [...sayParts(json), ...bare, ...sayProgress(json), ...failure, ...end];
}

function sayProgress(json: Fields): readonly TurnEvent[] {
  const metadata = either(json, 'customMetadata', 'custom_metadata');
  const percent = isFields(metadata) && json.partial === true ? numberOf(metadata.progress) : null;
  return percent === null ? [] : [{ kind: 'progress', percent: Math.max(0, Math.min(100, percent)) }];
}

function sayParts(json: Fields): readonly TurnEvent[] {
  const content = isFields(json.content) ? json.content : {};
  const parts = Array.isArray(content.parts) ? content.parts : [];
  // A person's own words come back in some streams, and what a model thinks to itself in others.
  const isOwn = json.author === 'user';
  const isPiece = json.partial === true;
  return parts.filter(isFields).flatMap((part): readonly TurnEvent[] => {
    const call = either(part, 'functionCall', 'function_call');
    if (isFields(call)) {
      return [{ kind: 'tool', name: textOf(call.name) ?? '', args: call.args ?? {}, callId: textOf(call.id) }];
    }

    const response = either(part, 'functionResponse', 'function_response');
    if (isFields(response)) {
      return [
        {
          kind: 'tool-result',
          name: textOf(response.name) ?? '',
          result: response.response ?? null,
          callId: textOf(response.id),
        },
      ];
    }

    return typeof part.text === 'string' && part.text !== '' && !isOwn && part.thought !== true
      ? [{ kind: 'text', text: part.text, isPiece }]
      : [];
  });
}

/** `{"type": …}` as older servers say it; null for a heartbeat, empty for what we do not know. */
function sayTyped(json: Fields, type: string): readonly TurnEvent[] | null {
  const name = textOf(json.name) ?? '';
  const callId = textOf(json.id);
  switch (type) {
    case 'heartbeat':
    case 'ping':
      return null;
    case 'text':
    case 'message':
      return typeof json.text === 'string' ? textEvents(json.text, json) : [];
    case 'tool_call':
      return [{ kind: 'tool', name, args: json.args ?? {}, callId }];
    case 'tool_result':
      return [{ kind: 'tool-result', name, result: json.result ?? null, callId }];
    case 'error':
      return json.code === undefined
        ? [sayStreamError(json)]
        : [{ kind: 'problem', told: toldInStream(json.code, json.message) }];
    case 'done':
    case 'end':
      return [{ kind: 'end' }];
    default:
      return typeof json.text === 'string' ? [] : sayUntyped(json);
  }
}

function textEvents(text: string, json: Fields): readonly TurnEvent[] {
  return text === '' ? [] : [{ kind: 'text', text, isPiece: json.partial === true || json.delta === true }];
}

function sayStreamError(json: Fields): TurnEvent {
  const details = either(json, 'error_details', 'errorDetails');
  const told = isFields(details) ? details.error_message : undefined;
  const inner = isFields(json.error) ? json.error.message : undefined;
  const message = [told, inner, json.error, json.message].map(textOf).find((text) => text !== null);
  return { kind: 'stream-error', message: message ?? 'The stream broke off.' };
}

function either(fields: Fields, one: string, other: string): unknown {
  return fields[one] ?? fields[other];
}
