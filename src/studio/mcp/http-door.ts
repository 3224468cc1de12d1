import type { WorkFile } from '../actions/projects/follow-work.ts';
import { linkTo } from '../actions/sessions/wire-media.ts';
import type { Desk, McpDoor } from './door.ts';

/** The door of one caller over HTTP: files as links, footage by its address. */
export function httpDoor(
  desk: Desk,
  host: { readonly version: string; readonly onProblem: (problem: unknown) => void; readonly isLeavingStopping: boolean },
): McpDoor {
  return {
    ...host,
    kind: 'http',
    hasCredits: desk.caller.account.kind !== 'owner',
    localFiles: null,
    withDesk: async (work) => work(desk),
    deliver: async ({ ports }, _, { blobHash: hash, filename, contentType }: WorkFile) => ({
      uri: linkTo(ports, { hash, filename, contentType }),
      name: filename,
    }),
  };
}
