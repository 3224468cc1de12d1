import { type SessionStateAnswer, WireDraft } from '../../../contract/service/index.ts';
import { listMedia } from '../../store/records/media.ts';
import { findRunningTurn } from '../../store/records/turns.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { wireFileOf } from '../uploads/wire-file.ts';
import { ownSession } from './own-session.ts';
import { wireGeneratedMedia } from './wire-media.ts';

/** The picture of a draft that says nothing about it, in pixels. */
const DEFAULT_CANVAS = { width: 1920, height: 1080 };

/** Everything a client shows of a session (§5): its draft, uploads and music, with fresh links. */
export async function readSessionState(
  ports: Pick<ServicePorts, 'database' | 'blobLinks' | 'settings' | 'wallClock'>,
  caller: Caller,
  sessionId: string,
): Promise<SessionStateAnswer['data']> {
  // Before the draft: what a turn that has ended saved is then in it.
  const turn = await findRunningTurn(ports.database, sessionId);
  const session = await ownSession(ports, caller, sessionId);
  const media = await listMedia(ports.database, session.id);
  const draft = WireDraft.parse(session.draft);
  const { account } = caller;
  return {
    session_id: session.id,
    task_id: session.taskId,
    task_name: session.taskName,
    user_id: account.userId,
    bind_id: account.kind === 'anonymous' ? account.bindId : null,
    version: session.revision,
    updated_at: session.updatedAt.toISOString(),
    turn_running: turn !== null,
    state: {
      draft,
      video_infos: media.filter(({ origin }) => origin === 'uploaded').map((file) => wireFileOf(ports, file)),
      canvas_config: canvasOf(draft),
      video_analyses: {},
      generated_media: media.filter(({ origin }) => origin === 'generated').map((file) => wireGeneratedMedia(ports, file)),
    },
  };
}

function canvasOf(draft: WireDraft): SessionStateAnswer['data']['state']['canvas_config'] {
  const width = draft.m?.width ?? DEFAULT_CANVAS.width;
  const height = draft.m?.height ?? DEFAULT_CANVAS.height;
  let [a, b] = [width, height];
  while (b !== 0) {
    [a, b] = [b, a % b];
  }

  return { width, height, ratio: `${width / a}:${height / a}` };
}
