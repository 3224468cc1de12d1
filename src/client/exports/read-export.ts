import { dataOf, isFields, numberOf, textOf } from '../read-answer.ts';

/** Where an export stands. */
export type ExportState = {
  readonly id: string;
  readonly status: 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled';
  /** 0 to 100. */
  readonly progress: number;
  /** The finished file; null until then. */
  readonly file: ExportedFile | null;
  /** Why it failed. */
  readonly error: string | null;
  /** When to ask again, if the server says. */
  readonly nextLookSeconds: number | null;
};

/** A finished export. What the server does not say is null. */
export type ExportedFile = {
  readonly id: string;
  readonly url: string;
  readonly durationSeconds: number | null;
  readonly bytes: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly format: string | null;
  /** What is worth knowing of the file, as sentences. */
  readonly warnings: readonly string[];
};

const STATUSES: { readonly [word: string]: ExportState['status'] } = {
  pending: 'pending',
  queued: 'pending',
  completed: 'completed',
  done: 'completed',
  success: 'completed',
  succeeded: 'completed',
  failed: 'failed',
  error: 'failed',
  cancelled: 'cancelled',
  canceled: 'cancelled',
};

/** Reads the answer of starting or asking, in either shape: everything at the top, or inside `data`. */
export function readExport(json: unknown, context: { readonly id: string; readonly baseUrl: string }): ExportState {
  const top = isFields(json) ? json : {};
  const inner = dataOf(json);
  const data = isFields(inner) ? inner : {};
  const output = isFields(top.output) ? top.output : isFields(data.output) ? data.output : {};
  const word = (textOf(top.status) ?? textOf(data.status) ?? '').toLowerCase();
  const url = [output.url, data.outputUrl, top.outputUrl, data.url].map(textOf).find((text) => text !== null) ?? null;
  const told = STATUSES[word] ?? 'processing';
  const { id } = context;
  const error = [top.error, data.error].map(textOf).find((text) => text !== null) ?? null;
  // A file that is said to be done and is nowhere is not done for anybody.
  const status = told === 'completed' && url === null ? 'failed' : told;
  return {
    id,
    status,
    progress: Math.max(0, Math.min(100, numberOf(top.progress) ?? numberOf(data.progress) ?? (status === 'completed' ? 100 : 0))),
    file:
      status === 'completed' && url !== null
        ? {
            id,
            url: new URL(url, `${context.baseUrl}/`).href,
            durationSeconds: numberOf(output.duration) ?? numberOf(data.duration),
            bytes: numberOf(output.size) ?? numberOf(data.size),
            width: numberOf(output.width),
            height: numberOf(output.height),
            format: textOf(output.format),
            warnings: Array.isArray(output.warnings) ? output.warnings.filter((text) => typeof text === 'string') : [],
          }
        : null,
    error: status === 'failed' ? (error ?? (told === 'completed' ? 'The export has no file.' : null)) : null,
    nextLookSeconds: numberOf(top.pollSeconds),
  };
}
