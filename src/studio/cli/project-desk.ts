import type {
  EditedProject,
  ExportedProject,
  FilmOutput,
  FilmProgress,
  FilmRequest,
  MadeFilm,
  Preset,
  ProjectList,
  ShownProject,
} from '../../contract/index.ts';
import type { ProjectDocument } from '../actions/projects/show-project.ts';

/** Where projects lie: `--data`, or the usual data folder. */
export type ProjectPlace = { readonly data?: string };

/** What is said to a project, by its id or title. */
export type ProjectEdit = { readonly name: string; readonly onSaid: (text: string) => void } & (
  { readonly kind: 'words'; readonly words: string } | { readonly kind: 'undo' | 'redo' }
);

/** Which files are wanted of a project, by its id or title. */
export type ProjectExport = {
  readonly name: string;
  readonly outputs: readonly FilmOutput[];
  readonly overwrite: boolean;
  readonly preset: Preset | null;
  readonly onProgress: (done: number) => void;
};

/** The projects of the person at this machine, as the service keeps them. */
export interface ProjectDesk {
  makeFilm(request: FilmRequest, place: ProjectPlace, onProgress: (progress: FilmProgress) => void): Promise<MadeFilm>;
  list(place: ProjectPlace): Promise<ProjectList>;
  show(name: string, place: ProjectPlace): Promise<ShownProject>;
  /** The timeline or its captions as the text of a file. */
  document(wanted: { readonly name: string; readonly format: ProjectDocument }, place: ProjectPlace): Promise<string>;
  edit(wanted: ProjectEdit, place: ProjectPlace): Promise<EditedProject>;
  exportFiles(wanted: ProjectExport, place: ProjectPlace): Promise<ExportedProject>;
}
