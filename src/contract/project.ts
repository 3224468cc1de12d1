import { z } from 'zod';
import { Timeline } from '../engine/timeline/index.ts';
import { FilmFile, ProjectName } from './film-request.ts';

export const ProjectBrief = z
  .object({
    id: z.string(),
    title: z.string(),
    /** 0 at first; one more with every change. */
    revision: z.int().min(0),
    updatedAt: z.iso.datetime(),
    durationSeconds: z.number().min(0),
    tracks: z.int().min(0),
  })
  .strict()
  .readonly();
/** A project in a list. */
export type ProjectBrief = z.infer<typeof ProjectBrief>;

export const ProjectList = z
  .object({ projects: z.array(ProjectBrief).readonly() })
  .strict()
  .readonly();
export type ProjectList = z.infer<typeof ProjectList>;

export const ShownProject = z
  .object({
    project: ProjectBrief,
    /** One line on what is on the timeline. */
    summary: z.string(),
    timeline: Timeline,
    /** All files of the project, also those that lie on no track. */
    media: z
      .array(
        z
          .object({
            id: z.string(),
            kind: z.enum(['video', 'image', 'audio', 'music']),
            name: z.string(),
            /** Null for a still. */
            durationSeconds: z.number().nullable(),
          })
          .strict()
          .readonly(),
      )
      .readonly(),
  })
  .strict()
  .readonly();
/** All that a project's timeline is. */
export type ShownProject = z.infer<typeof ShownProject>;

export const EditedProject = z
  .object({
    project: ProjectName,
    revision: z.int().min(0),
    isChanged: z.boolean(),
    /** What was answered, each part as it came. */
    said: z.array(z.string()).readonly(),
    summary: z.string(),
    /** Why not all of it could be done; null when it could. */
    problem: z.object({ code: z.string(), message: z.string() }).strict().readonly().nullable(),
  })
  .strict()
  .readonly();
/** The answer to words about a project. */
export type EditedProject = z.infer<typeof EditedProject>;

export const ExportedProject = z
  .object({ project: ProjectName, files: z.array(FilmFile).readonly(), warnings: z.array(z.string()).readonly() })
  .strict()
  .readonly();
export type ExportedProject = z.infer<typeof ExportedProject>;
