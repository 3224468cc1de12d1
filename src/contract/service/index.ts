export {
  AnonymousTokenAnswer,
  BalanceAnswer,
  ClaimTokenAnswer,
  ClaimTokenRequest,
  ClientId,
  CreateTokenAnswer,
  CreateTokenRequest,
  RedeemAnswer,
  RedeemRequest,
  RegisterRequest,
  SignInAnswer,
  SignInRequest,
  TokenAnswer,
  TokenListAnswer,
  TokenScope,
} from './account.ts';
export { AdminAnswer, AdminCall } from './admin.ts';
export { AdkContent, AdkPart } from './adk-content.ts';
export { AdkActions, AdkEvent, AdkStreamError } from './adk-event.ts';
export {
  AdkArtifactVersion,
  AdkCreateSessionRequest,
  AdkPatchSessionRequest,
  AdkSaveArtifactRequest,
  AdkSession,
  RunRequest,
} from './adk-session.ts';
export { answerOf, OutOfCredits, REFUSALS, RefusalAnswer, type Refusal } from './answer.ts';
export { isReadyForExport, TRACK_TYPES, WireDraft, WireSegment, WireTrack } from './draft.ts';
export { JsonValue } from './json-value.ts';
export { plainText, WireId } from './plain-text.ts';
export { openDraft } from './open-draft.ts';
export { draftSources, readDraft } from './read-draft.ts';
export {
  RenderCancelledAnswer,
  RenderOutput,
  RenderRequest,
  RenderStartedAnswer,
  RenderState,
  RenderStatusAnswer,
} from './render.ts';
export type { DraftMedia, DraftReading } from './segment-media.ts';
export {
  CreateSessionAnswer,
  CreateSessionRequest,
  SessionStateAnswer,
  UploadAnswer,
  UrlUploadRequest,
  WireFile,
  WireGeneratedMedia,
} from './session.ts';
export { placedSegments, summariseDraft } from './summarise-draft.ts';
export { dbOfVolume, volumeOfDb } from './wire-values.ts';
export { writeDraft } from './write-draft.ts';
