import { z } from 'zod';
import {
  JsonValue,
  type AdkArtifactVersion,
  type AdkPart,
  type AdkSaveArtifactRequest,
} from '../../../contract/service/index.ts';
import {
  type Artifact,
  deleteArtifact as deleteVersions,
  listArtifactNames,
  listArtifactVersions,
  saveArtifact as saveVersion,
} from '../../store/records/artifacts.ts';
import { lockAccount } from '../../store/records/accounts.ts';
import { Refused } from '../refused.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { quotaExceeded, uploadRoom } from '../uploads/upload-room.ts';
import { lockOwnSession, sessionAt, type SessionPlace } from './own-session.ts';
import { linkTo } from './wire-media.ts';

/** Larger artifacts are given as a link, bytes: base64 of them would fill memory on both sides. */
const INLINE_BYTES = 8 << 20;
/** Most UTF-16 units of what a client notes about an artifact, as JSON: it is read with every version. */
const LARGEST_METADATA = 64 << 10;
const BINARY = 'application/octet-stream';

/** How an artifact came, so that it goes out the same way, and what the client noted about it. */
const Metadata = z.looseObject({
  part: z.enum(['text', 'inlineData', 'fileData']).default('inlineData'),
  displayName: z.string().optional(),
  custom: z.record(z.string(), JsonValue).default({}),
});

type ArtifactPlace = SessionPlace & { readonly name: string };
type ArtifactPorts = Pick<ServicePorts, 'database' | 'blobs' | 'blobLinks' | 'settings' | 'wallClock'>;

/** Keeps a file under a name in the session, as its next version. */
export async function saveArtifact(
  ports: ArtifactPorts,
  caller: Caller,
  wish: SessionPlace & AdkSaveArtifactRequest,
): Promise<AdkArtifactVersion> {
  const session = await sessionAt(ports, caller, wish);
  const { bytes, contentType, part, displayName } = contentOf(wish.artifact);
  const custom = wish.customMetadata ?? {};
  const notes = JSON.stringify(custom).length;
  if (notes > LARGEST_METADATA) {
    throw new Refused('invalid-body', `customMetadata may have at most ${LARGEST_METADATA} characters of JSON.`);
  }

  // Before anything is stored, and again when it counts: what is stored and refused takes room until it is swept.
  if (bytes.length > (await uploadRoom(ports, caller, ports.database))) {
    throw quotaExceeded(ports);
  }

  const blob = await ports.blobs.put(once(bytes), { limitBytes: ports.settings.uploadLimitBytes });
  const saved = await ports.database.transaction(async (sql) => {
    await lockAccount(sql, caller.account.id);
    if (blob.bytes > (await uploadRoom(ports, caller, sql))) {
      throw quotaExceeded(ports);
    }

    await lockOwnSession(sql, caller, session.id);
    return saveVersion(
      { transaction: async (work) => work(sql) },
      {
        sessionId: session.id,
        name: wish.filename,
        blobHash: blob.hash,
        contentType,
        metadata: { part, ...(displayName === undefined ? {} : { displayName }), custom },
        bytes: blob.bytes + notes,
        now: ports.wallClock.now(),
      },
    );
  });
  if (saved === null) {
    throw new Refused('session-not-found', 'The session was deleted meanwhile. Create a new one.');
  }

  return shownVersion(ports, saved);
}

/** The names of a session's artifacts, in order. */
export async function listArtifacts(
  ports: Pick<ServicePorts, 'database'>,
  caller: Caller,
  place: SessionPlace,
): Promise<readonly string[]> {
  const session = await sessionAt(ports, caller, place);
  return listArtifactNames(ports.database, session.id);
}

/** A version of an artifact as the part it was saved as (default: the latest); what is large comes as a link. */
export async function readArtifact(
  ports: ArtifactPorts,
  caller: Caller,
  wanted: ArtifactPlace & { readonly version: number | null },
): Promise<AdkPart> {
  const artifact = await findVersion(ports, caller, wanted);
  const { part, displayName } = Metadata.parse(artifact.metadata);
  const { blobHash: hash, contentType } = artifact;
  const blob = await ports.blobs.stat(hash);
  const content = blob === null ? null : await ports.blobs.read(hash);
  if (blob === null || content === null) {
    throw new Refused('not-found', `The content of "${artifact.name}" is gone.`);
  }

  if (blob.bytes > INLINE_BYTES) {
    const filename = artifact.name.replaceAll('/', '-');
    return { fileData: { mimeType: contentType, fileUri: linkTo(ports, { hash, filename, contentType }) } };
  }

  const chunks: Uint8Array[] = [];
  for await (const chunk of content) {
    chunks.push(chunk);
  }

  const bytes = Buffer.concat(chunks);
  switch (part) {
    case 'text':
      return { text: bytes.toString('utf8') };
    case 'fileData':
      return { fileData: { mimeType: contentType, fileUri: bytes.toString('utf8') } };
    case 'inlineData':
      return {
        inlineData: {
          mimeType: contentType,
          data: bytes.toString('base64'),
          ...(displayName === undefined ? {} : { displayName }),
        },
      };
  }
}

/** The numbers of an artifact's versions, from 0. */
export async function listVersions(
  ports: Pick<ServicePorts, 'database'>,
  caller: Caller,
  place: ArtifactPlace,
): Promise<readonly number[]> {
  const session = await sessionAt(ports, caller, place);
  return (await listArtifactVersions(ports.database, { sessionId: session.id, name: place.name })).map(({ version }) => version);
}

/** When and as what a version was saved. */
export async function readVersion(
  ports: ArtifactPorts,
  caller: Caller,
  wanted: ArtifactPlace & { readonly version: number | null },
): Promise<AdkArtifactVersion> {
  return shownVersion(ports, await findVersion(ports, caller, wanted));
}

/** Removes all versions of an artifact; it may be gone already. */
export async function deleteArtifact(ports: Pick<ServicePorts, 'database'>, caller: Caller, place: ArtifactPlace): Promise<null> {
  const session = await sessionAt(ports, caller, place);
  await deleteVersions(ports.database, { sessionId: session.id, name: place.name });
  return null;
}

async function findVersion(
  ports: Pick<ServicePorts, 'database'>,
  caller: Caller,
  { version, ...place }: ArtifactPlace & { readonly version: number | null },
): Promise<Artifact> {
  const session = await sessionAt(ports, caller, place);
  const versions = await listArtifactVersions(ports.database, { sessionId: session.id, name: place.name });
  const found = version === null ? versions.at(-1) : versions.find((item) => item.version === version);
  if (found === undefined) {
    const which = version === null ? '' : ` in version ${version}`;
    throw new Refused('not-found', `There is no artifact "${place.name.slice(0, 100)}"${which} in this session.`);
  }

  return found;
}

function shownVersion(ports: Pick<ServicePorts, 'blobLinks' | 'settings' | 'wallClock'>, artifact: Artifact): AdkArtifactVersion {
  const { version, blobHash: hash, contentType, createdAt } = artifact;
  return {
    version,
    canonicalUri: linkTo(ports, { hash, filename: artifact.name.replaceAll('/', '-'), contentType }),
    customMetadata: Metadata.parse(artifact.metadata).custom,
    createTime: createdAt.getTime() / 1000,
    mimeType: contentType,
  };
}

function contentOf(part: AdkPart): {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly part: 'text' | 'inlineData' | 'fileData';
  readonly displayName?: string | undefined;
} {
  if (part.inlineData !== undefined) {
    const { data, mimeType, displayName } = part.inlineData;
    return { bytes: bytesOf(data), contentType: mimeType || BINARY, part: 'inlineData', displayName };
  }

  if (part.text !== undefined) {
    return { bytes: new TextEncoder().encode(part.text), contentType: 'text/plain; charset=utf-8', part: 'text' };
  }

  if (part.fileData !== undefined) {
    const { fileUri, mimeType } = part.fileData;
    return { bytes: new TextEncoder().encode(fileUri), contentType: mimeType ?? BINARY, part: 'fileData' };
  }

  throw new Refused('invalid-body', 'Expected an artifact with text, inlineData or fileData, came none of them.');
}

/** Base64 with or without padding, in either alphabet. */
function bytesOf(text: string): Uint8Array {
  if (!/^[\w+/-]*={0,2}$/.test(text)) {
    throw new Refused('invalid-body', 'Expected base64 in inlineData.data, came something else.');
  }

  return Buffer.from(text, 'base64');
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
