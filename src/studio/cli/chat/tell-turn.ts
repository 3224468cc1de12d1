import type { Happening, TimelineChange, TurnSummary } from '../../../client/index.ts';
import { chatTexts, type GuiAction, type Language, readReply, wordChange } from '../../../client/words/index.ts';
import type { ChatEvent } from '../../../contract/index.ts';

/** What was told of a turn when it is over. */
export type ToldTurn = {
  readonly summary: TurnSummary | null;
  readonly isTimelineChanged: boolean;
  /** What the agent offered to do next. */
  readonly steps: readonly string[];
  /** What its talk of a screen asked for. */
  readonly actions: readonly GuiAction[];
  /** Whether it met a problem at all, also one that the agent has told in its own words. */
  readonly isFailed: boolean;
  /** The problems that are still to be told. */
  readonly problems: readonly Extract<Happening, { readonly kind: 'problem' }>['problem'][];
};

/** What a tool's work is called; tools of other servers go by the words in their names. */
const WORK: readonly (readonly [RegExp, 'music' | 'edit', 'writingMusic' | 'makingPicture' | 'editing'])[] = [
  [/video|image|picture|seedance/i, 'edit', 'makingPicture'],
  [/music|suno|audio|voice|song|sound|match_cuts/i, 'music', 'writingMusic'],
  [/edit|multitrack|undo|redo|timeline|cut/i, 'edit', 'editing'],
];

/** Shows a turn as it happens: what is said without a screen's words, a short word for the work, and what was changed in silence. */
export async function tellTurn(
  happenings: AsyncIterable<Happening>,
  { language, show }: { readonly language: Language; readonly show: (event: ChatEvent) => void },
): Promise<ToldTurn> {
  const texts = chatTexts(language);
  const steps: string[] = [];
  const actions: GuiAction[] = [];
  const problems: ToldTurn['problems'][number][] = [];
  const said: string[] = [];
  let isFailed = false;
  let pieces = '';
  let summary: TurnSummary | null = null;
  const say = (text: string): void => {
    const reply = readReply(text, language);
    steps.push(...reply.steps);
    actions.push(...reply.actions);
    if (reply.text !== '') {
      said.push(reply.text);
      show({ kind: 'reply-said', text: reply.text });
    }
  };
  const flush = (): void => {
    const text = pieces.trim();
    pieces = '';
    if (text !== '') {
      say(text);
    }
  };

  let atWork: Pick<Extract<ChatEvent, { readonly kind: 'work-progressed' }>, 'work' | 'text'> = {
    work: 'thinking',
    text: texts.thinking,
  };
  show({ kind: 'work-progressed', ...atWork, percent: null });
  for await (const happening of happenings) {
    if (happening.kind !== 'text' || !happening.isPiece) {
      flush();
    }

    switch (happening.kind) {
      case 'text':
        if (happening.isPiece) {
          pieces += happening.text;
        } else {
          say(happening.text);
        }

        break;
      case 'tool': {
        const [, work, word] = WORK.find(([pattern]) => pattern.test(happening.name)) ?? [
          null,
          'thinking' as const,
          'thinking' as const,
        ];
        atWork = { work, text: texts[word] };
        show({ kind: 'work-progressed', ...atWork, percent: null });
        break;
      }
      case 'progress':
        show({ kind: 'work-progressed', ...atWork, percent: happening.percent });
        break;
      case 'tool-result':
        break;
      case 'working':
        show({ kind: 'work-continuing', seconds: Math.round(happening.seconds), text: texts.stillWorking });
        break;
      case 'stream-lost':
        show({ kind: 'notice-told', text: texts.connectionLost });
        break;
      case 'problem':
        isFailed = true;
        if (!happening.isSaid) {
          problems.push(happening.problem);
        }

        break;
      case 'done':
        summary = happening.summary;
        break;
    }
  }

  flush();
  const changes = summary?.changes ?? [];
  if (said.length === 0 && !isFailed && summary !== null) {
    show({ kind: 'reply-said', text: wordChange(changes, language) || texts.nothingChanged });
  }

  return {
    summary,
    isTimelineChanged: changes.some(isOnTimeline),
    steps,
    actions,
    isFailed,
    problems,
  };
}

function isOnTimeline({ kind }: TimelineChange): boolean {
  return kind !== 'file-added' && kind !== 'media-made';
}
