import type { WireFile } from '../../../contract/service/index.ts';
import { type Media, saveMedia } from '../../store/records/media.ts';
import { lockAccount } from '../../store/records/accounts.ts';
import { holdSession } from '../../store/records/sessions.ts';
import { Refused } from '../refused.ts';
import type { Caller } from '../service-ports.ts';
import { ownSession } from '../sessions/own-session.ts';
import { type IncomingFile, receiveFile, type ReceivedFile } from './receive-file.ts';
import { stemOf } from './clean-filename.ts';
import type { UploadPorts } from './upload-ports.ts';
import { quotaExceeded, uploadRoom } from './upload-room.ts';
import { wireFileOf } from './wire-file.ts';

/** Most files of one request. */
export const MOST_FILES = 20;

/**
 * Takes files into a session: all of them, or none when one is refused. `files` is read as it comes, at most `settings.uploadLimitBytes`
 * each. Refuses with `session-not-found`, `invalid-body` (no files, an empty one, more than 20), `file-unsupported` (not a format we take,
 * or damaged) and `file-too-large` (a file, or all uploads of the account together).
 */
export async function uploadFiles(
  ports: UploadPorts,
  caller: Caller,
  upload: {
    readonly sessionId: string;
    readonly files: AsyncIterable<IncomingFile>;
    readonly signal: AbortSignal;
  },
): Promise<readonly WireFile[]> {
  const { sessionId } = upload;
  await ownSession(ports, caller, sessionId);
  const received = await receiveAll(ports, caller, upload);
  const saved = received.map((file, place) => mediaOf(ports, { file, place, sessionId, accountId: caller.account.id }));
  const bytes = received.reduce((sum, file) => sum + file.blob.bytes, 0);
  upload.signal.throwIfAborted();
  await ports.database.transaction(async (sql) => {
    // One upload of the account after the other, each seeing what the one before has added up to.
    await lockAccount(sql, caller.account.id);
    if (bytes > (await uploadRoom(ports, caller, sql))) {
      throw quotaExceeded(ports);
    }

    // Deleted, or claimed by another account, while the files were on their way.
    if (!(await holdSession(sql, { id: sessionId, accountId: caller.account.id }))) {
      throw new Refused(
        'session-not-found',
        `Session "${sessionId.slice(0, 128)}" went away while the files were on their way. Create a new one and send them again.`,
      );
    }

    for (const media of saved) {
      await saveMedia(sql, media);
    }
  });

  return saved.map((media) => wireFileOf(ports, media));
}

async function receiveAll(
  ports: UploadPorts,
  caller: Caller,
  { files, signal }: { readonly files: AsyncIterable<IncomingFile>; readonly signal: AbortSignal },
): Promise<readonly ReceivedFile[]> {
  let room = await uploadRoom(ports, caller, ports.database);
  const received: ReceivedFile[] = [];
  for await (const file of files) {
    if (received.length === MOST_FILES) {
      throw new Refused('invalid-body', `Expected at most ${MOST_FILES} files in one request. Send the others in another one.`);
    }

    const next = await receiveFile(ports, file, { signal, room, quotaExceeded: () => quotaExceeded(ports) });
    room -= next.blob.bytes;
    received.push(next);
  }

  if (received.length === 0) {
    throw new Refused('invalid-body', 'Expected at least one file in the field "files", got none.');
  }

  return received;
}

function mediaOf(
  ports: UploadPorts,
  {
    file: { blob, filename, probed, thumbnailHash, peaksHash },
    place,
    sessionId,
    accountId,
  }: { readonly file: ReceivedFile; readonly place: number; readonly sessionId: string; readonly accountId: string },
): Media {
  return {
    id: ports.ids.make('media'),
    accountId,
    sessionId,
    origin: 'uploaded',
    kind: probed.kind,
    blobHash: blob.hash,
    bytes: blob.bytes,
    contentType: probed.contentType,
    filename,
    title: stemOf(filename),
    prompt: null,
    durationMs: probed.durationMs,
    width: probed.width,
    height: probed.height,
    framesPerSecond: probed.framesPerSecond,
    thumbnailHash,
    peaksHash,
    details: { codecs: [...probed.codecs], hasSound: probed.hasSound },
    // A millisecond apart: a session's files are listed by their time, and a batch keeps its order.
    createdAt: new Date(ports.wallClock.now().getTime() + place),
  };
}
