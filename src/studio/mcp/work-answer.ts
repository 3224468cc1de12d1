import { StudioError } from '../../engine/kernel/index.ts';
import type { Work } from '../actions/projects/follow-work.ts';
import type { FileAnswer, WorkAnswer } from './answers.ts';
import { secondsText, sizeText, timelineLine } from './describe.ts';
import type { DeliveredFile } from './door.ts';
import type { FoundProject } from './projects.ts';
import type { ToolCall } from './tool.ts';

/** A job's state as every tool gives it, its file put where the client can have it. Throws what the job failed with. */
export async function workAnswer(
  { door, desk }: ToolCall,
  told: { readonly work: Work; readonly project: Pick<FoundProject, 'id' | 'title'>; readonly warnings?: readonly string[] },
): Promise<WorkAnswer> {
  const { work, project, warnings = [] } = told;
  if (work.problem !== null) {
    throw new StudioError(work.problem.code, work.problem.message);
  }

  const { file } = work;
  const files = file === null ? [] : [fileAnswer(file, await door.deliver(desk, work.jobId, file))];
  return {
    status: work.status === 'pending' || work.status === 'processing' ? 'running' : work.status,
    job_id: work.jobId,
    project: { id: project.id, name: project.title },
    progress: work.progress,
    files,
    timeline: await timelineLine(desk, project.id),
    warnings: [...warnings, ...(file?.warnings ?? [])],
    next: nextOf(work),
  };
}

/** The same as a few lines of text. */
export function workText(answer: WorkAnswer): string {
  const { status, project, files, warnings, next, progress, job_id: jobId } = answer;
  const state = {
    completed: files.map((file) => `Ready: ${fileText(file)}`),
    running: [`Still working (${Math.round(100 * progress)} %), job ${jobId}.`],
    failed: ['It failed.'],
    cancelled: ['It was cancelled.'],
  }[status];
  return [...state, `Project: ${project.name}`, answer.timeline, ...warnings.map((warning) => `Note: ${warning}`), next].join(
    '\n',
  );
}

function fileText({ uri, duration_seconds: seconds, bytes, width, height }: FileAnswer): string {
  const facts = [...(seconds > 0 ? [secondsText(seconds)] : []), ...(width > 0 ? [`${width}×${height}`] : []), sizeText(bytes)];
  return `${uri} (${facts.join(', ')})`;
}

function fileAnswer(file: NonNullable<Work['file']>, delivered: DeliveredFile): FileAnswer {
  return {
    ...delivered,
    format: file.format,
    mime_type: file.contentType,
    bytes: file.bytes,
    duration_seconds: file.durationSeconds,
    width: file.width,
    height: file.height,
  };
}

function nextOf({ status, kind }: Work): string {
  switch (status) {
    case 'completed':
      return kind === 'music'
        ? 'The music is on the timeline. export_video writes a file of it.'
        : 'To change it, say what to edit_timeline in plain words, then export_video again.';
    case 'pending':
    case 'processing':
      return kind === 'music'
        ? 'Ask get_status with this job_id; when the music is there, export_video writes a file of it.'
        : 'Ask get_status with this job_id for the file.';
    case 'failed':
    case 'cancelled':
      return 'Start it again when the person wants it.';
  }
}
