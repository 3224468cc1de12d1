import { describe, expect, it } from 'vitest';
import { TextFlow } from './text-flow.ts';

type Step = string | { readonly piece: string } | null;

/** What is shown of a run of pieces, wholes (plain text) and interruptions (null), and what counts as said. */
function flow(steps: readonly Step[]): { readonly shown: readonly string[]; readonly said: string } {
  const texts = new TextFlow();
  const shown = steps.flatMap((step) => {
    if (step === null) {
      texts.interrupt();
      return [];
    }

    const taken = texts.take(typeof step === 'string' ? { text: step, isPiece: false } : { text: step.piece, isPiece: true });
    return taken === null ? [] : [`${taken.isPiece ? '+' : ''}${taken.text}`];
  });
  return { shown, said: texts.said() };
}

describe('text of a turn', () => {
  it.each<[string, readonly Step[], readonly string[], string]>([
    ['a whole', ['Hello'], ['Hello'], 'Hello'],
    ['pieces and their whole', [{ piece: 'Hel' }, { piece: 'lo' }, 'Hello'], ['+Hel', '+lo'], 'Hello'],
    ['pieces of which the last were lost', [{ piece: 'Hel' }, 'Hello you'], ['+Hel', '+lo you'], 'Hello you'],
    ['pieces that differ by blanks', [{ piece: 'One ' }, { piece: 'two' }, 'One  two\n'], ['+One ', '+two'], 'One  two\n'],
    ['pieces, a tool, then the whole of them', [{ piece: 'Hello' }, null, 'Hello'], ['+Hello'], 'Hello'],
    [
      'pieces around a tool, then all at once',
      [{ piece: 'One.' }, null, { piece: 'Two.' }, 'One. Two.'],
      ['+One.', '+Two.'],
      'One. Two.',
    ],
    ['another whole after pieces', [{ piece: 'Working' }, null, 'Done'], ['+Working', 'Done'], 'Working\nDone'],
    ['pieces with no whole', [{ piece: 'Hel' }, { piece: 'lo' }], ['+Hel', '+lo'], 'Hello'],
    ['the same whole twice, as two messages say it', ['Done', 'Done'], ['Done', 'Done'], 'Done\nDone'],
  ])('shows nothing twice and loses nothing: %s', (_, steps, shown, said) => {
    expect(flow(steps)).toEqual({ shown, said });
  });
});
