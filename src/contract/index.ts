export { ChatEvent } from './chat-event.ts';
export { DoctorReport } from './doctor-report.ts';
export { CriticReport, Explained } from './explained.ts';
export {
  FILM_KINDS,
  FILM_STAGES,
  FilmFile,
  FilmKind,
  FilmOutput,
  FilmRequest,
  MadeFilm,
  Preset,
  ProjectName,
  type FilmProgress,
  type FilmStage,
} from './film-request.ts';
export { FileKind, MadeFile, MadeMusic } from './made-music.ts';
export {
  Aspect,
  CutsRequest,
  FrameRate,
  MAKE_STAGES,
  MakeRequest,
  MOST_CUTS,
  OUTPUT_KINDS,
  OutputKind,
  type MakeProgress,
  type MakeStage,
} from './make-request.ts';
export { Problem } from './problem.ts';
export { LONGEST_RADIO, type PlayedRadio, RadioPieceNote, RadioRequest } from './radio-request.ts';
export { EditedProject, ExportedProject, ProjectBrief, ProjectList, ShownProject } from './project.ts';
