import type { Client, ClientSession } from '../../../client/index.ts';
import type { ChatTexts, ExportWish } from '../../../client/words/index.ts';
import type { ChatEvent } from '../../../contract/index.ts';
import type { WireDraft } from '../../../contract/service/index.ts';
import type { ChatFiles } from '../../ports/chat-place.ts';
import { slugOf } from '../name-output.ts';

type Delivery = { readonly path: string; readonly draft: WireDraft };

/** What a project is called while nobody has named it. */
const UNNAMED = /^(?:project|untitled|timeline)?$/i;
/** Endings where they are not the format's name. */
const ENDINGS: { readonly [format: string]: string } = { stems: 'zip' };

/** Has the timeline made into a file, shows how far that is, and saves it into a folder, never over another file. */
export async function deliverExport(
  chat: {
    readonly client: Client;
    readonly session: ClientSession;
    readonly files: ChatFiles;
    readonly show: (event: ChatEvent) => void;
  },
  wanted: {
    readonly wish: ExportWish;
    /** What the file is to be named after; null: the timeline's title, or its music. */
    readonly name: string | null;
    readonly folder: string;
    readonly texts: ChatTexts;
  },
): Promise<Delivery> {
  const { client, session, files, show } = chat;
  const { wish, texts } = wanted;
  const { draft, rawDraft, generated } = await session.state();
  const progress = (work: 'export' | 'download', percent: number | null): void => {
    show({ kind: 'work-progressed', work, percent, text: work === 'export' ? texts.exporting : texts.downloading });
  };
  progress('export', 0);
  const { format, quality, resolution, preset } = wish;
  const exported = await session.export(
    { draft: rawDraft, format, quality, ...(resolution === null ? {} : { resolution }), ...(preset === null ? {} : { preset }) },
    { onProgress: (state) => progress('export', Math.floor(state.progress)) },
  );
  const title = draft.m?.title ?? '';
  const named = wanted.name?.replace(/\.[^.]*$/, '') ?? (UNNAMED.test(title) ? generated.at(-1)?.title : title);
  const download = await client.download(exported.url);
  const { path, bytes } = await files.deliver({
    folder: wanted.folder,
    name: slugOf(named ?? 'video'),
    ending: `.${ENDINGS[format] ?? format}`,
    content: watched(download.stream, (received) =>
      progress('download', download.bytes === null ? null : Math.min(100, Math.floor((received / download.bytes) * 100))),
    ),
  });
  const seconds = exported.durationSeconds;
  const facts = [
    ...(seconds === null ? [] : [texts.seconds(Math.round(seconds * 10) / 10)]),
    ...(exported.width === null || exported.height === null || exported.width === 0
      ? []
      : [`${exported.width}×${exported.height}`]),
    sizeOf(bytes),
  ];
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  show({ kind: 'file-delivered', path, format, bytes, seconds, text: texts.delivered({ name, facts }) });
  for (const warning of exported.warnings) {
    show({ kind: 'notice-told', text: warning });
  }

  return { path, draft };
}

async function* watched(stream: ReadableStream<Uint8Array>, onBytes: (received: number) => void): AsyncGenerator<Uint8Array> {
  let received = 0;
  for await (const piece of stream) {
    received += piece.byteLength;
    onBytes(received);
    yield piece;
  }
}

/** `3.2 MB`, `812 KB`. */
function sizeOf(bytes: number): string {
  return bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1000))} KB`;
}
