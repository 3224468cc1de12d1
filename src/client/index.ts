export type { ClientClock } from './client-clock.ts';
export type { ClientNotice, ClientOptions, ClientStorage, Fetch, Remembered } from './client-options.ts';
export type { ClaimLink, ClientSession } from './client-session.ts';
export { createClient, type Client, type Credits } from './create-client.ts';
export { detectPlatform, type PlatformEnvironment } from './detect-platform.ts';
export type { Download } from './exports/download.ts';
export type { ExportedFile, ExportState } from './exports/read-export.ts';
export type { ExportProgress, ExportWish } from './exports/run-export.ts';
export type { UploadProgress, UploadSource } from './files/upload-source.ts';
export type { SessionWish } from './open-session.ts';
export {
  ACCEPTED_FORMATS,
  ServiceError,
  UPLOAD_LIMIT_BYTES,
  type ProblemAction,
  type ProblemKind,
  type ServiceProblem,
} from './service-problem.ts';
export {
  compareDrafts,
  compareStates,
  type FieldChange,
  type NamedClip,
  type NamedTrack,
  type TimelineChange,
} from './timeline/compare-states.ts';
export type { ClientFile, GeneratedMedia, SessionState } from './timeline/session-state.ts';
export { hasClips } from './timeline/session-state.ts';
export type { NewToken, ShownToken, TokenWish } from './tokens.ts';
export type { Happening, TurnOutcome, TurnSummary } from './turn/happening.ts';
