import { assert } from '../../../engine/kernel/index.ts';
import { editMultitrack } from './edit-multitrack.ts';
import { explain } from './explain.ts';
import { generateMusic } from './generate-music.ts';
import { getCredits } from './get-credits.ts';
import { makeCut } from './make-cut.ts';
import { matchCuts } from './match-cuts.ts';
import { redo } from './redo.ts';
import { reviseMusicTool } from './revise-music.ts';
import { showTimeline } from './show-timeline.ts';
import type { Tool } from './tool.ts';
import { undo } from './undo.ts';
import { useMusic } from './use-music.ts';

/** Everything the agent can do. Whoever plans a turn plans with these. */
export const TOOLS: readonly Tool[] = [
  generateMusic,
  reviseMusicTool,
  matchCuts,
  makeCut,
  useMusic,
  editMultitrack,
  undo,
  redo,
  showTimeline,
  getCredits,
  explain,
];

export function toolNamed(name: string): Tool {
  const found = TOOLS.find((tool) => tool.name === name);
  assert(found !== undefined, `plans use tools of the registry, got "${name}"`);
  return found;
}
