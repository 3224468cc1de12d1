import { z } from 'zod';
import { JsonValue } from './json-value.ts';
import { AdkContent, AdkPart } from './adk-content.ts';
import { AdkEvent } from './adk-event.ts';
import { camelKeys, plainText, WireId } from './plain-text.ts';

const State = z.record(z.string(), JsonValue);

/** Body of `/run_sse` and `/run`, in either spelling. */
export const RunRequest = z.preprocess(
  camelKeys,
  z.object({
    appName: plainText(100, 1),
    userId: plainText(128, 1),
    sessionId: plainText(128, 1),
    newMessage: AdkContent,
    /** Partial events too. */
    streaming: z.boolean().default(false),
    stateDelta: State.nullish(),
    functionCallEventId: z.string().nullish(),
    invocationId: z.string().nullish(),
    customMetadata: State.nullish(),
  }),
);
export type RunRequest = z.infer<typeof RunRequest>;

/** Body of `POST /apps/{app}/users/{user}/sessions`; it may be absent. */
export const AdkCreateSessionRequest = z.preprocess(
  camelKeys,
  z.object({ state: State.nullish(), sessionId: WireId.nullish(), events: z.array(AdkEvent).max(10_000).nullish() }),
);
export type AdkCreateSessionRequest = z.infer<typeof AdkCreateSessionRequest>;

export const AdkPatchSessionRequest = z.preprocess(camelKeys, z.object({ stateDelta: State }));
export type AdkPatchSessionRequest = z.infer<typeof AdkPatchSessionRequest>;

export const AdkSession = z.object({
  id: z.string(),
  appName: z.string(),
  userId: z.string(),
  state: State,
  events: z.array(AdkEvent),
  /** Seconds since 1970. */
  lastUpdateTime: z.number(),
});
/** A session in ADK's words. */
export type AdkSession = z.infer<typeof AdkSession>;

export const AdkSaveArtifactRequest = z.preprocess(
  camelKeys,
  z.object({ filename: plainText(300, 1), artifact: AdkPart, customMetadata: State.nullish() }),
);
export type AdkSaveArtifactRequest = z.infer<typeof AdkSaveArtifactRequest>;

export const AdkArtifactVersion = z.object({
  version: z.int().min(0),
  canonicalUri: z.string(),
  customMetadata: State,
  createTime: z.number(),
  mimeType: z.string(),
});
export type AdkArtifactVersion = z.infer<typeof AdkArtifactVersion>;
