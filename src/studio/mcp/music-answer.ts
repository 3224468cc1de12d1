import type { ReadBrief } from '../../engine/brief/index.ts';
import { readProjectMusic } from '../actions/projects/read-music.ts';
import { ownSession } from '../actions/sessions/own-session.ts';
import type { MusicWorkAnswer, WorkAnswer } from './answers.ts';
import { caveatsOf, musicLine, musicOf, receiptOf } from './describe.ts';
import type { ToolAnswer, ToolCall } from './tool.ts';
import { workText } from './work-answer.ts';

/** The answer of a tool that makes music: how its work stands, and what was understood or, once it is made, written. */
export async function musicAnswer(
  { desk }: ToolCall,
  { answer, read }: { readonly answer: WorkAnswer; readonly read: ReadBrief },
): Promise<ToolAnswer<typeof MusicWorkAnswer>> {
  // Without a seed in the wish the composer may have taken another than the first.
  const made =
    answer.status === 'completed'
      ? await readProjectMusic(desk.ports, await ownSession(desk.ports, desk.caller, answer.project.id))
      : read;
  const music = musicOf(made.brief);
  return {
    data: { ...answer, music, receipt: receiptOf(made.receipt) },
    text: [`${answer.project.name}: ${musicLine(music)}`, workText(answer), ...caveatsOf(made.receipt)].join('\n'),
    files: answer.files,
  };
}
