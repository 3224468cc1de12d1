import type { ClientNotice } from '../../../client/index.ts';
import type { ChatFiles, ChatPlace } from '../../ports/chat-place.ts';

/** The keyboard and screen of a person. */
export type Keyboard = { readonly stdin: NodeJS.ReadStream; readonly stdout: NodeJS.WriteStream };

/** What a chat needs besides the terminal. */
export type ChatDesk = {
  /** Opens what is talked to: a server, or the service in this process. */
  readonly open: (options: {
    readonly api: string | null;
    readonly data: string | null;
    readonly onNotice: (notice: ClientNotice) => void;
  }) => Promise<ChatPlace>;
  readonly files: ChatFiles;
  readonly keyboard: () => Keyboard;
  /** The system's language, `zh_CN.UTF-8`; null: unknown. */
  readonly locale: string | null;
};
