import { summariseDraft, type WireDraft, JsonValue } from '../../../contract/service/index.ts';
import type { Sql } from '../../ports/database.ts';
import type { Ids } from '../../ports/ids.ts';
import type { WallClock } from '../../ports/wall-clock.ts';
import { appendEvents } from '../../store/records/events.ts';
import type { Media } from '../../store/records/media.ts';
import { newEvent, spoken } from '../sessions/new-event.ts';
import type { GenerateRequest } from './generate-request.ts';

/** Tells a session that music was finished whose turn has ended before: whoever comes back finds the answer in the chat. */
export async function tellFinishedMusic(
  sql: Sql,
  ports: { readonly ids: Ids; readonly wallClock: WallClock },
  finished: {
    readonly media: Media;
    readonly request: GenerateRequest;
    readonly draft: WireDraft;
    /** Names of the artifacts it came with, each in its first version. */
    readonly artifacts: readonly string[];
  },
): Promise<void> {
  const { media, request, draft, artifacts } = finished;
  const invocationId = request.invocationId ?? '';
  const timeline = summariseDraft(draft);
  const isAside = request.take?.isAside === true;
  const text =
    request.language === 'zh'
      ? `音乐《${media.title}》已经做好，${isAside ? '保留为素材' : '并放到了时间线上'}。${timeline}`
      : `"${media.title}" is finished and ${isAside ? 'kept among the media' : 'on the timeline'}. ${timeline}`;
  const events = [
    newEvent(ports, {
      invocationId,
      content: spoken(text),
      turnComplete: true,
      actions: { stateDelta: { draft: JsonValue.parse(draft) } },
    }),
    newEvent(ports, { invocationId, actions: { artifactDelta: Object.fromEntries(artifacts.map((name) => [name, 0])) } }),
  ];
  await appendEvents(sql, {
    sessionId: media.sessionId,
    events: events.map((event) => JsonValue.parse(event)),
    now: ports.wallClock.now(),
  });
}
