export { DoctorReport } from './doctor-report.ts';
export { Explained } from './explained.ts';
export { FileKind, MadeFile, MadeMusic } from './made-music.ts';
export {
  Aspect,
  FrameRate,
  MAKE_STAGES,
  MakeRequest,
  OUTPUT_KINDS,
  OutputKind,
  type MakeProgress,
  type MakeStage,
} from './make-request.ts';
export { Problem } from './problem.ts';
