import { z } from 'zod';
import { explainPrompt as explain } from '../../actions/explain-prompt.ts';
import { MusicAnswer, ReceiptAnswer } from '../answers.ts';
import { hintsOf, Prompt, wishes } from '../arguments.ts';
import { musicLine, musicOf, receiptOf } from '../describe.ts';
import { plainTool } from '../tool.ts';

const SIGNS = { honoured: '✓', approximated: '≈', refused: '✗', unused: '·' } as const;

/** What is understood of a prompt. */
export const explainPrompt = plainTool({
  name: 'explain_prompt',
  title: 'Explain a prompt',
  description:
    'Says what Cuesmith understands of a description, word by word, without making a sound: style, tempo, key, length, instruments, and which words were honoured, approximated, refused or not used. Instant and free: use it to put a wish well before make_music. With critic the music is written too and judged by fifteen critics.',
  input: z.object({
    prompt: Prompt,
    ...wishes,
    critic: z.boolean().default(false).describe('Whether the music is written, without a sound, for the critics to judge.'),
  }),
  output: z.object({
    music: MusicAnswer,
    receipt: z.array(ReceiptAnswer),
    critic: z
      .object({
        mark: z.number().describe('0 to 1.'),
        terms: z.array(z.object({ name: z.string(), mark: z.number(), says: z.string() })),
      })
      .nullable(),
  }),
  annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
  scopes: [],
  limit: 'write',
  run(args) {
    const { brief, receipt, critic } = explain(args.prompt, hintsOf(args), { critic: args.critic, candidates: null });
    const music = musicOf(brief);
    const marks =
      critic === null
        ? []
        : [`Critics: ${critic.mark.toFixed(2)}`, ...critic.terms.map(({ name, says }) => `- ${name}: ${says}`)];
    return {
      data: {
        music,
        receipt: receiptOf(receipt),
        critic:
          critic === null
            ? null
            : { mark: critic.mark, terms: critic.terms.map(({ name, mark, says }) => ({ name, mark, says })) },
      },
      text: [musicLine(music), ...receipt.map(({ words, status, note }) => `${SIGNS[status]} ${words}: ${note}`), ...marks].join(
        '\n',
      ),
    };
  },
});
