import type { EditRequest } from '../../../engine/timeline/index.ts';
import { AlsoAsked, EditMultitrackArguments, MatchCutsArguments, type PlannedUse } from './tool-arguments.ts';

type MusicUse = Extract<PlannedUse, { tool: 'generate_music' | 'revise_music' | 'match_cuts' }>;

type WorkUse = MusicUse | Extract<PlannedUse, { tool: 'edit_multitrack' }>;

/** Work on the timeline and its music that is one transaction. */
type Work = {
  /** Where it stands among the merged uses. */
  readonly place: number;
  readonly before: EditRequest[];
  readonly after: EditRequest[];
  readonly flags: { isSeparable: boolean; keepsMusic: boolean };
  music: MusicUse | null;
  also: Pick<AlsoAsked, 'changes' | 'matchesCuts'>;
};

/**
 * The uses of a plan with all that changes the timeline and its music joined into one: one transaction, one revision, one undo. An undo or
 * a redo parts what is before it from what is after it, and so does a second piece of music, but for one that is kept aside.
 */
export function mergeUses(uses: readonly PlannedUse[]): readonly PlannedUse[] {
  const merged: (PlannedUse | null)[] = [];
  const works: Work[] = [];
  let open: Work | null = null;
  for (const use of uses) {
    if (use.tool === 'undo' || use.tool === 'redo' || use.tool === 'use_music') {
      open = null;
      merged.push(use);
    } else if (!isWork(use) || isAside(use)) {
      merged.push(use);
    } else {
      if (open === null || !canTake(open, use)) {
        open = { ...emptyWork(merged.length), place: merged.length };
        works.push(open);
        merged.push(null);
      }

      take(open, use);
    }
  }

  for (const work of works) {
    merged[work.place] = useOf(work);
  }

  return merged.flatMap((use) => (use === null ? [] : [use]));
}

function isWork(use: PlannedUse): use is WorkUse {
  return (
    use.tool === 'edit_multitrack' || use.tool === 'generate_music' || use.tool === 'revise_music' || use.tool === 'match_cuts'
  );
}

/** Music that is kept aside leaves the timeline alone: nothing is done with it. */
function isAside(use: WorkUse): boolean {
  return use.tool === 'generate_music' && use.args.take?.isAside === true;
}

function emptyWork(place: number): Work {
  return {
    place,
    before: [],
    after: [],
    flags: { isSeparable: true, keepsMusic: false },
    music: null,
    also: { changes: [], matchesCuts: false },
  };
}

/** Whether a use can be done with the rest: music only if it is the same music. */
function canTake({ music }: Work, use: PlannedUse): boolean {
  if (music === null || use.tool === 'edit_multitrack') {
    return true;
  }

  const isSame = use.tool === 'revise_music' && music.tool === 'revise_music' && use.args.mediaId === music.args.mediaId;
  return isSame || (use.tool === 'match_cuts' && (use.args.atMs ?? null) === null);
}

function take(work: Work, use: WorkUse): void {
  if (use.tool === 'edit_multitrack') {
    const { requests, isSeparable, keepsMusic } = EditMultitrackArguments.parse(use.args);
    (work.music === null ? work.before : work.after).push(...requests);
    work.flags.isSeparable &&= isSeparable;
    work.flags.keepsMusic ||= keepsMusic;
  } else if (work.music === null) {
    work.music = use;
  } else {
    work.also = {
      changes: [...work.also.changes, ...(use.tool === 'revise_music' ? use.args.changes : [])],
      matchesCuts: work.also.matchesCuts || use.tool === 'match_cuts',
    };
  }
}

function useOf({ before, after, flags, music, also }: Work): PlannedUse {
  const hasEdits = before.length + after.length > 0;
  if (music === null) {
    return { tool: 'edit_multitrack', args: { requests: before, ...flags } };
  }

  const all = AlsoAsked.parse({ ...also, before, after, isSeparable: hasEdits && flags.isSeparable });
  switch (music.tool) {
    case 'generate_music':
      return { tool: music.tool, args: { ...music.args, also: all } };
    case 'revise_music':
      return { tool: music.tool, args: { ...music.args, also: all } };
    case 'match_cuts':
      return { tool: music.tool, args: { ...MatchCutsArguments.parse(music.args), also: all } };
  }
}
