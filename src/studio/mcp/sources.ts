import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { StudioError } from '../../engine/kernel/index.ts';
import type { Source } from '../actions/projects/take-sources.ts';
import type { McpDoor } from './door.ts';

/** A field for a file that somebody names: on stdio by its path, everywhere by its address. */
export function sourceField(kind: McpDoor['kind'], what: string): z.ZodString {
  return z
    .string()
    .trim()
    .min(1)
    .max(4096)
    .describe(
      kind === 'stdio'
        ? `${what}: a path on this machine (absolute is safest), or an http(s) address. mp4, mov, avi, webm, mkv, jpg, png, gif, webp, mp3, wav, m4a, aac.`
        : `${what}: an http(s) address that anybody can fetch. mp4, mov, avi, webm, mkv, jpg, png, gif, webp, mp3, wav, m4a, aac; 200 MB at most.`,
    );
}

/** Reads what somebody named. Throws `usage.no-local-files` for paths where only addresses are taken. */
export function sourceOf({ localFiles }: Pick<McpDoor, 'localFiles'>, named: string): Source {
  if (/^https?:\/\//i.test(named)) {
    return { kind: 'url', url: named };
  }

  if (localFiles === null) {
    throw new StudioError(
      'usage.no-local-files',
      'This server cannot read files of your disk. Give an http or https address that anybody can fetch, or use `cuesmith mcp` on your own machine.',
    );
  }

  return { kind: 'path', path: /^file:\/\//i.test(named) ? pathOf(named) : named };
}

/** What a file may be called for people: "holiday.mp4" → "holiday". */
export function nameOf(named: string): string {
  const last = /^[a-z]+:\/\//i.test(named) ? basename(pathnameOf(named)) : basename(named);
  return last.replace(/\.[^.]+$/, '') || 'film';
}

function pathOf(url: string): string {
  try {
    return fileURLToPath(url);
  } catch (cause) {
    throw new StudioError('usage.no-such-file', `"${url}" is no address of a file on this machine. Give its path.`, { cause });
  }
}

function pathnameOf(url: string): string {
  try {
    return decodeURIComponent(new URL(url).pathname);
  } catch {
    return '';
  }
}
