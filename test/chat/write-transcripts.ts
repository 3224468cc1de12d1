import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPtyChat } from './pty-chat.ts';
import { playScript, SCRIPTS, transcriptPage } from './scripted-chat.ts';

/** `npm run transcripts`: plays the scripted chats and writes what they showed to docs/chat. */
for (const script of SCRIPTS) {
  const folder = await mkdtemp(join(tmpdir(), 'cuesmith-chat-'));
  try {
    const screen = await playScript(startPtyChat(folder, ['--language', script.language]), script);
    await writeFile(new URL(`../../docs/chat/${script.language}.md`, import.meta.url), transcriptPage(script, screen));
  } finally {
    await rm(folder, { recursive: true });
  }
}
