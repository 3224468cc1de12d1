import type { McpDoor } from '../door.ts';
import type { McpTool } from '../tool.ts';
import { cancel } from './cancel.ts';
import { editTimeline } from './edit-timeline.ts';
import { explainPrompt } from './explain-prompt.ts';
import { exportVideo } from './export-video.ts';
import { getCredits } from './get-credits.ts';
import { getStatus } from './get-status.ts';
import { getTimeline } from './get-timeline.ts';
import { historyTool } from './history.ts';
import { listProjects } from './list-projects.ts';
import { listStyles } from './list-styles.ts';
import { makeMusic } from './make-music.ts';
import { scoreVideo } from './score-video.ts';
import { uploadAsset } from './upload-asset.ts';

/** Every tool of a door, in the order in which people need them. */
export function toolsOf({ kind, hasCredits }: Pick<McpDoor, 'kind' | 'hasCredits'>): readonly McpTool[] {
  return [
    makeMusic,
    scoreVideo(kind),
    editTimeline,
    exportVideo,
    getStatus,
    getTimeline,
    listProjects,
    historyTool('undo'),
    historyTool('redo'),
    uploadAsset(kind),
    explainPrompt,
    listStyles,
    ...(hasCredits ? [getCredits] : []),
    cancel,
  ];
}
