import { SdkError } from '@modelcontextprotocol/server';
import { StudioError } from '../../engine/kernel/index.ts';
import { followWork, stopWork, type Work } from '../actions/projects/follow-work.ts';
import type { ToolCall } from './tool.ts';

/** What is followed, and which part of the whole call it is. */
type Followed = {
  readonly id: string;
  /** The end of the call's patience. */
  readonly patience: AbortSignal;
  readonly message: string;
  /** The stretch of the call's progress that is this job's, within 0 to 1. */
  readonly from: number;
  readonly to: number;
  /** Whether the call began the job, and taking the call back stops it (default yes). */
  readonly isOwn?: boolean;
};

/** The end of a call's patience. */
export function patienceOf({ wait_seconds: seconds }: { readonly wait_seconds: number }): AbortSignal {
  return AbortSignal.timeout(Math.max(1, Math.round(seconds * 1000)));
}

/** Follows a job of a call and reports on it. A client that takes the call back stops the job; one that only grew tired of waiting does not. Throws `job.stopped`. */
export async function follow(call: ToolCall, followed: Followed): Promise<Work> {
  const { desk, signal, onProgress } = call;
  const { id, patience, message, from, to, isOwn = true } = followed;
  const { ports, caller } = desk;
  onProgress(from, message);
  const work = await followWork(ports, caller, {
    id,
    until: AbortSignal.any([signal, patience]),
    onProgress: (done) => onProgress(from + (to - from) * done, message),
  });
  if (isOwn && isTakenBack(call)) {
    await stopWork(ports, caller, id);
    throw new StudioError('job.stopped', 'Stopped. Nothing half-written is left.');
  }

  return work;
}

/**
 * Whether the person stopped a call. The reason of a cancelled call is free text on the wire, and a client's own timeout says so there: its
 * work goes on. So does that of a client whose connection ended, unless its protocol has no other way to stop a call.
 */
export function isTakenBack({ signal, door }: Pick<ToolCall, 'signal' | 'door'>): boolean {
  if (!signal.aborted) {
    return false;
  }

  return signal.reason instanceof SdkError ? door.isLeavingStopping : !/\btim(?:ed|e)[ -]?out\b/i.test(String(signal.reason));
}
